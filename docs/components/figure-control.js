// One number under a figure: what every figure control shares. A number in range redraws the figure at once; one out of
// range is an error at the field while the last good answer stays; 600 ms after the last key one sentence is announced.
import { percent_at } from "../model/plot.js";
import { fillSlots } from "./slots.js";
import { typed, within } from "./typed.js";

const PAUSE = 600;

export class FigureControl extends HTMLElement {
  connectedCallback() {
    const parts = ["input", ".error", "[role=status]"];
    [this.field, this.error, this.status] = parts.map((selector) => this.querySelector(selector));
    this.figure = this.closest("figure");
    this.start();
    this.querySelector(".control").hidden = false;
    this.field.addEventListener("input", this);
    // The figure is printed for the field's own number; a browser may bring another back.
    if (this.field.value !== this.field.defaultValue) this.handleEvent();
  }

  handleEvent(event) {
    const [least, most] = ["least", "most"].map((end) => Number(this.field.dataset[end]));
    const [value, other] = within(typed(this.field.value, { percent: true }), least, most);
    const good = other === undefined && value >= least && value <= most;
    this.error.hidden = good;
    this.field.toggleAttribute("aria-invalid", !good);
    if (good) this.draw(value);
    if (!event) return;
    clearTimeout(this.later);
    const said = () => (good ? this.status.previousElementSibling.innerText : "");
    this.later = setTimeout(() => (this.status.textContent = said()), PAUSE);
  }

  // Fills the printed slots: {name: words}.
  say(words) {
    fillSlots(this, (name) => words[name]);
  }

  // Places a mark of the figure: {attribute: share of the plot}.
  place(selector, shares) {
    const mark = this.figure.querySelector(selector);
    for (const [name, share] of Object.entries(shares)) mark.setAttribute(name, percent_at(share));
    return mark;
  }
}
