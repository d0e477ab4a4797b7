// Moves the deadline of the figure it stands in, and says what share is late, as the hours change.
import { done_by } from "../../model/turnaround.js";
import { fixed, percent } from "../../model/format.js";

const PAUSE = 600;

class DeadlineControl extends HTMLElement {
  connectedCallback() {
    const { median, sigma, span } = this.dataset;
    [this.curve, this.span] = [{ median: Number(median), sigma: Number(sigma) }, Number(span)];
    [this.field, this.error, this.status] = ["input", ".error", "[role=status]"].map((selector) => this.querySelector(selector));
    this.querySelector(".control").hidden = false;
    this.field.addEventListener("input", this);
    this.draw();
  }

  handleEvent() {
    this.draw();
    clearTimeout(this.later);
    this.later = setTimeout(() => (this.status.textContent = this.error.hidden ? this.status.previousElementSibling.innerText : ""), PAUSE);
  }

  draw() {
    const hours = this.field.value.trim() === "" ? NaN : Number(this.field.value);
    this.error.hidden = hours >= 0.1 && hours <= this.span / 60;
    this.field.toggleAttribute("aria-invalid", !this.error.hidden);
    if (!this.error.hidden) return; // the last good answer stays
    const late = 1 - done_by(hours * 60, this.curve);
    const words = { hours: `${hours}\u00a0h`, late: percent(late, 1), count: fixed(late * 1000, 0) };
    for (const slot of this.querySelectorAll("[data-out]")) slot.textContent = words[slot.dataset.out];
    const x = `${(Math.log(hours * 60) / Math.log(this.span)) * 100}%`;
    const figure = this.closest("figure");
    for (const end of ["x1", "x2"]) figure.querySelector("line.due").setAttribute(end, x);
    // Past the middle the words stand left of their line, so that they stay inside.
    const left = hours > 6;
    for (const [name, text] of [["due", words.hours], ["late", words.late]]) {
      const label = figure.querySelector(`text.${name}`);
      label.setAttribute("x", x);
      label.setAttribute("dx", left ? "-8" : "8");
      label.setAttribute("text-anchor", left ? "end" : "start");
      label.textContent = this.status.dataset[name].replace(/\{\w+\}/, text);
    }
  }
}

customElements.define("deadline-control", DeadlineControl);
