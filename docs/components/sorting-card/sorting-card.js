// Judges all rows at once, on request; each row then carries its reason. Choices are kept in this browser.
import { memory } from "../memory.js";
import { announce, filled, say } from "../slots.js";

class SortingCard extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.saved = memory(`sorting:${this.form.dataset.quiz}`);
    [this.error, this.status] = [".error", "[role=status]"].map((selector) => this.querySelector(selector));
    this.rows = [...this.querySelectorAll("tbody tr")];
    const reasons = [...this.querySelectorAll("details span")];
    this.rows.forEach((row, index) => {
      const reason = document.createElement("p");
      reason.className = "why";
      reason.hidden = true;
      reason.append(reasons[index]);
      row.firstElementChild.append(reason);
    });
    this.querySelector("details").remove();
    this.querySelector(".actions").hidden = false;
    for (const kind of ["submit", "change"]) this.form.addEventListener(kind, this);
    addEventListener("pageshow", this);
    this.restore();
  }

  disconnectedCallback() {
    removeEventListener("pageshow", this);
  }

  handleEvent(event) {
    if (event.type === "pageshow") this.restore();
    else if (event.type === "change") this.clear(event.target.closest("tr"));
    else {
      event.preventDefault();
      this.check();
    }
  }

  chosen(row) {
    return row.querySelector("input:checked")?.value;
  }

  clear(row) {
    delete row.dataset.mark;
    row.querySelector(".why").hidden = true;
    this.error.hidden = true;
  }

  check() {
    const open = this.rows.filter((row) => !this.chosen(row));
    this.error.hidden = open.length === 0;
    if (open.length) {
      say(this.error, { left: open.length });
      open[0].querySelector("input").focus();
      return;
    }
    const rows = Object.fromEntries(this.rows.map((row) => [row.querySelector("input").name, this.chosen(row)]));
    this.saved.set(this.form.id, { rev: +this.form.dataset.rev, rows });
    const right = this.judge();
    announce(this.status, filled(this.status.dataset.words, { right, of: this.rows.length }));
  }

  judge() {
    let right = 0;
    for (const row of this.rows) {
      const good = this.chosen(row) === row.dataset.waits;
      right += good;
      row.dataset.mark = good ? "right" : "wrong";
      const why = row.querySelector(".why");
      why.dataset.judged = this.form.dataset[row.dataset.mark];
      why.hidden = false;
    }
    return right;
  }

  restore() {
    const kept = this.saved.get(this.form.id);
    if (kept?.rev !== +this.form.dataset.rev) return;
    for (const row of this.rows) {
      const inputs = [...row.querySelectorAll("input")];
      const radio = inputs.find(({ name, value }) => value === kept.rows?.[name]);
      if (radio) radio.checked = true;
    }
    if (this.rows.every((row) => this.chosen(row))) this.judge();
  }
}

customElements.define("sorting-card", SortingCard);
