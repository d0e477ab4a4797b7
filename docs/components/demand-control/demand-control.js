// Moves the line "enough" of the figure it stands in, and says what it means, as the share that may wait changes.
import { knee, least_capacity } from "../../model/deferral.js";
import { fixed, percent } from "../../model/format.js";

const PAUSE = 600;

class DemandControl extends HTMLElement {
  connectedCallback() {
    this.demand = this.dataset.demand.split(" ").map(Number);
    this.peak = Math.max(...this.demand);
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
    const text = this.field.value.trim().replace("%", "");
    const share = text === "" ? NaN : Number(text) / 100;
    this.error.hidden = share >= 0 && share <= 1;
    this.field.toggleAttribute("aria-invalid", !this.error.hidden);
    if (!this.error.hidden) return; // the last good answer stays
    const capacity = least_capacity(this.demand, share, Number(this.dataset.delay));
    const words = { share: percent(share), capacity: fixed(capacity, 0), saved: percent(1 - capacity / this.peak) };
    for (const slot of this.querySelectorAll("[data-out]")) slot.textContent = words[slot.dataset.out];
    this.querySelector("[data-beyond]").hidden = share <= knee(this.demand);
    const figure = this.closest("figure");
    const y = `${(1 - capacity / this.peak) * 100}%`;
    for (const end of ["y1", "y2"]) figure.querySelector("line.enough").setAttribute(end, y);
    const label = figure.querySelector("text.enough");
    label.setAttribute("y", y);
    label.textContent = this.status.dataset.label.replace("{share}", words.share).replace("{capacity}", words.capacity);
  }
}

customElements.define("demand-control", DemandControl);
