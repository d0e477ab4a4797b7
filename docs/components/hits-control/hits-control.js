// Moves the two batch bars of the figure it stands in, and says what is saved, as the cache hits in batch change.
import { FigureControl } from "../figure-control.js";
import { request_parts, saved } from "../../model/cost.js";
import { percent, usd } from "../../model/format.js";
import { filled } from "../slots.js";

class HitsControl extends FigureControl {
  start() {
    this.given = JSON.parse(this.dataset.given);
  }

  day(lane, hits) {
    const { requests, tokens } = this.given;
    return request_parts(tokens, this.given[lane], hits / 100).total * requests;
  }

  draw(hits) {
    const cost = { low: this.day("low", hits), hour: this.day("hour", hits) };
    const [low, hour] = [usd(cost.low, 0), usd(cost.hour, 0)];
    const words = { hits: percent(hits / 100), low, hour, saved: percent(saved(this.given.realtime, cost.low)) };
    this.say(words);
    for (const lane of ["low", "hour"]) {
      const width = cost[lane] / this.given.widest;
      this.place(`rect.${lane}`, { width });
      this.place(`text.${lane}`, { x: width }).textContent = words[lane];
      this.figure.querySelector(`text.${lane}-name`).textContent = filled(this.status.dataset[lane], words);
    }
  }
}

customElements.define("hits-control", HitsControl);
