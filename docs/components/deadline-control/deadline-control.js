// Moves the deadline of the figure it stands in, and says what share is late, as the hours change.
import { FigureControl } from "../figure-control.js";
import { done_by } from "../../model/turnaround.js";
import { roughly } from "../../model/format.js";
import { filled } from "../slots.js";

class DeadlineControl extends FigureControl {
  start() {
    const { median, sigma, span } = this.dataset;
    [this.curve, this.span] = [{ median: Number(median), sigma: Number(sigma) }, Number(span)];
  }

  draw(hours) {
    const late = 1 - done_by(hours * 60, this.curve);
    const words = { hours: `${hours}\u00a0h`, late: roughly(late) };
    this.say(words);
    const x = Math.log(hours * 60) / Math.log(this.span);
    this.place("line.due", { x1: x, x2: x });
    // Past the middle the words stand left of their line, so that they stay inside.
    const left = hours > 6;
    for (const name of ["due", "late"]) {
      const label = this.place(`text.${name}`, { x });
      label.setAttribute("dx", left ? "-8" : "8");
      label.setAttribute("text-anchor", left ? "end" : "start");
      label.textContent = filled(this.status.dataset[name], words);
    }
  }
}

customElements.define("deadline-control", DeadlineControl);
