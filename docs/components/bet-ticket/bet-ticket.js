// Takes the reader's number and keeps it in this browser; bet-answer shows it beside the right one.
import { memory } from "../memory.js";
import { announce, filled } from "../slots.js";
import { typed, within } from "../typed.js";

class BetTicket extends HTMLElement {
  connectedCallback() {
    this.saved = memory("bet");
    const parts = ["#bet", ".error", "[role=status]"];
    [this.field, this.error, this.said] = parts.map((selector) => this.querySelector(selector));
    this.querySelector("details").remove();
    this.querySelector(".stub").hidden = false;
    this.addEventListener("submit", this);
    const kept = this.saved.get("saving")?.percent;
    if (Number.isFinite(kept)) this.field.value = kept;
  }

  handleEvent(event) {
    event.preventDefault();
    const [percent, other] = within(typed(this.field.value, { percent: true }), 0, 100);
    const wrong = other !== undefined || !(percent >= 0 && percent <= 100);
    this.error.hidden = !wrong;
    this.field.toggleAttribute("aria-invalid", wrong);
    this.field.setAttribute("aria-describedby", wrong ? "bet-error bet-hint" : "bet-hint");
    this.said.textContent = "";
    if (wrong) return this.field.focus();
    this.saved.set("saving", { percent });
    announce(this.said, filled(this.said.dataset.words, { bet: percent }));
    document.dispatchEvent(new CustomEvent("bet"));
  }
}

customElements.define("bet-ticket", BetTicket);
