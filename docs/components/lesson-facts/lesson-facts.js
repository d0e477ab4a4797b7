// Says how old the facts are once their next check is past, by the reader's own clock.
class LessonFacts extends HTMLElement {
  connectedCallback() {
    const { due, checked } = this.dataset;
    const day = 864e5;
    if (Date.now() < Date.parse(due) + day) return;
    const line = this.querySelector(".stale");
    const days = Math.floor((Date.now() - Date.parse(checked)) / day);
    line.textContent = line.dataset.words.replace("{due}", due).replace("{days}", days);
    line.hidden = false;
  }
}

customElements.define("lesson-facts", LessonFacts);
