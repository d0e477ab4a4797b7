// Shows the reader's own bet beside the answer, as soon as there is one.
import { memory } from "../memory.js";
import { filled } from "../slots.js";

class BetAnswer extends HTMLElement {
  connectedCallback() {
    document.addEventListener("bet", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    document.removeEventListener("bet", this);
  }

  handleEvent() {
    const bet = memory("bet").get("saving")?.percent;
    if (!Number.isFinite(bet)) return;
    const gap = Math.round((bet - this.dataset.saving) * 10) / 10;
    const line = this.querySelector(".yours span");
    const words = line.dataset[Math.abs(gap) <= 1 ? "near" : gap > 0 ? "high" : "low"];
    line.textContent = filled(words, { bet, gap: Math.abs(gap) });
    line.parentNode.hidden = false;
  }
}

customElements.define("bet-answer", BetAnswer);
