// Moves the latency target of the figure it stands in, and says what throughput is left, as the milliseconds change.
import { FigureControl } from "../figure-control.js";
import { fixed, percent } from "../../model/format.js";
import { itl_s, latency_factor } from "../../model/replica.js";
import { filled } from "../slots.js";

class TargetControl extends FigureControl {
  start() {
    const { fit, prompt, output, cache } = this.dataset;
    this.given = [Number(prompt), Number(output), JSON.parse(fit), Number(cache)];
  }

  draw(target) {
    const best = latency_factor(...this.given, target / 1000);
    const [prompt, output, fit] = this.given;
    const held = itl_s(best.batch, prompt, output, fit); // below the target once the cache is full
    const tokens = best.batch / held;
    const words = {
      target: `${target}\u00a0ms`,
      batch: fixed(best.batch, 0),
      tokens: fixed(tokens, 0),
      factor: fixed(best.factor, 2),
      lost: percent(1 - best.factor),
    };
    this.say(words);
    const [span, top] = [Number(this.dataset.span), Number(this.dataset.top)];
    const [x, at, y] = [target / span, (held * 1000) / span, 1 - tokens / top];
    this.place("line.target", { x1: x, x2: x });
    this.place("circle.target", { cx: at, cy: y });
    this.place("text.target", { x: at, y }).textContent = filled(this.status.dataset.label, words);
  }
}

customElements.define("target-control", TargetControl);
