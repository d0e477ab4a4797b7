// Says how old the facts are once their next check is past, by the reader's own clock.
import { say } from "../slots.js";

class LessonFacts extends HTMLElement {
  connectedCallback() {
    const { due, checked } = this.dataset;
    const day = 864e5;
    if (Date.now() < Date.parse(due) + day) return;
    const line = this.querySelector(".stale");
    const days = Math.floor((Date.now() - Date.parse(checked)) / day);
    say(line, { due, days });
    line.hidden = false;
  }
}

customElements.define("lesson-facts", LessonFacts);
