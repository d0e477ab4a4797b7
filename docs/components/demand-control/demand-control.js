// Moves the line "enough" of the figure it stands in, and says what it means, as the share that may wait changes.
import { FigureControl } from "../figure-control.js";
import { knee, least_capacity } from "../../model/deferral.js";
import { fixed, percent } from "../../model/format.js";
import { filled } from "../slots.js";

class DemandControl extends FigureControl {
  start() {
    this.demand = this.dataset.demand.split(" ").map(Number);
    this.peak = Math.max(...this.demand);
  }

  draw(value) {
    const share = value / 100;
    const capacity = least_capacity(this.demand, share, Number(this.dataset.delay));
    const words = { share: percent(share), capacity: fixed(capacity, 0), saved: percent(1 - capacity / this.peak) };
    this.say(words);
    this.querySelector("[data-beyond]").hidden = share <= knee(this.demand);
    const y = 1 - capacity / this.peak;
    this.place("line.enough", { y1: y, y2: y });
    this.place("text.enough", { y }).textContent = filled(this.status.dataset.label, words);
  }
}

customElements.define("demand-control", DemandControl);
