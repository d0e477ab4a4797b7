// Marks prices past their date by the reader's own clock; sorts and filters the tables that say they can be.
import { filled, say } from "../slots.js";

const DAY = 864e5;
const number = (text) => Number(text.replace(/[$,%\s]/g, "").split("–")[0]);

class PriceTable extends HTMLElement {
  connectedCallback() {
    if (!this.aged) for (const link of this.querySelectorAll("td:not([data-due]) a")) this.sayAge(link);
    this.aged = true;
    for (const cell of this.querySelectorAll("[data-due]")) this.age(cell);
    if (this.heads || !this.querySelector("[data-sortable]")) return;
    this.body = this.querySelector("tbody");
    this.rows = [...this.body.rows];
    this.heads = [...this.querySelectorAll("thead th")];
    for (const head of this.heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
    }
    this.querySelector(".filter").hidden = false;
    for (const kind of ["click", "input"]) this.addEventListener(kind, this);
  }

  handleEvent(event) {
    const head = event.target.closest("thead th");
    if (event.type === "click" && head) this.sort(head);
    if (event.type === "input") this.filter();
  }

  // A clock that lags makes nothing younger than it is.
  words(seen) {
    return filled(this.dataset.age, { age: Math.max(Math.floor((Date.now() - seen) / DAY), 0) });
  }

  // A rule or a statement is not due, but has an age as well: it stands behind its date.
  sayAge(link) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(link.textContent)) link.after(` ${this.words(Date.parse(link.textContent))}`);
  }

  // A price is due 60 days after its date, or on an announced day; its age counts from the date that its link says.
  age(cell) {
    const [line, seen] = [cell.lastElementChild, Date.parse(cell.querySelector("a")?.textContent)];
    const due = Date.now() >= Date.parse(cell.dataset.due) + DAY;
    line.querySelector("b").hidden = !due;
    if (seen) line.querySelector("span").textContent = this.words(seen);
    line.hidden = !due && !seen;
  }

  // Figures by size, words by the alphabet; what is not listed comes last either way.
  sort(head) {
    const column = this.heads.indexOf(head);
    const way = head.ariaSort === "ascending" ? "descending" : "ascending";
    for (const other of this.heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", way);
    const sign = way === "ascending" ? 1 : -1;
    const read = (part) => (part.nodeName === "SMALL" ? "" : part.textContent);
    const key = (row) => [...row.cells[column].childNodes].map(read).join("").trim();
    const figures = this.rows.every((row) => /^(–|[$\d.,\s%–]+)/.test(key(row)) && !/^\d{4}/.test(key(row)));
    const figure = (text) => number(text.match(/^[$\d.,\s%–]+/)[0]);
    const compare = (a, b) => {
      if ((a === "–") !== (b === "–")) return a === "–" ? 1 : -1;
      return sign * (figures ? figure(a) - figure(b) : a.localeCompare(b, "en"));
    };
    this.body.append(...this.rows.sort((a, b) => compare(key(a), key(b))));
  }

  filter() {
    const wanted = this.querySelector("[type=search]").value.trim().toLowerCase().split(/\s+/);
    const fields = [...this.querySelectorAll("[data-by]")];
    const by = Object.fromEntries(fields.map((field) => [field.dataset.by, field.value]));
    const asked = ({ vendor, tiers, date }) =>
      (!by.vendor || vendor === by.vendor) &&
      (!by.tiers || tiers.split("|").includes(by.tiers)) &&
      (!by.date || date >= by.date);
    const says = (row) => wanted.every((word) => row.textContent.toLowerCase().includes(word));
    for (const row of this.rows) row.hidden = !asked(row.dataset) || !says(row);
    const shown = this.rows.filter((row) => !row.hidden);
    say(this.querySelector(".filter [role=status]"), { n: shown.length, of: this.rows.length });
  }
}

customElements.define("price-table", PriceTable);
