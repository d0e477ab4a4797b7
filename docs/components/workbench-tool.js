// What the tools of the workbench share: a form whose every input works the answer out again. While a field has an
// error the last good answer stays; what was entered stands in the address and in this browser; every word on screen is
// in the page.
import { readNumber, tellAt } from "./fields.js";
import { memory } from "./memory.js";

const PAUSE = 600; // after the last key, so that a screen reader hears one sentence and not ten
const PRICE = /^(price|batch)_/;
export const kept = memory("workbench"); // by tool; the calculator's inputs are shared

// A tool is a subclass that says
//   place               the part of the address where its inputs stand, "search" or "hash"
//   saved               where this browser keeps them
//   work(inputs)        what calculate() or its like makes of the inputs: {valid, because, …}
//   judge(result)       what is seen whether there is an answer or not; without a result a field has an error
//   draw(inputs, result)   the answer
//   said                the sentence that is announced
//   entries()           what is worth keeping, as [name, value]
// and has a method for each button of its own, by the button's data-do.
export class WorkbenchTool extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.words = this.querySelector("template").dataset;
    this.fields = [...this.form.querySelectorAll("[data-default]")];
    this.row = this.form.querySelector("[id$=-row]");
    this.form.hidden = false;
    for (const kind of ["input", "click", "submit"]) this.form.addEventListener(kind, this);
    this.open();
    this.refresh();
  }

  handleEvent(event) {
    if (event.type === "submit") event.preventDefault();
    else if (event.type === "click") this[event.target.dataset.do]?.();
    else {
      this.take(event.target);
      this.update();
    }
  }

  // Takes an input over. A row brings its prices; prices of one's own are no row of the book any more.
  take(field) {
    if (field === this.row) this.takeRow(JSON.parse(field.selectedOptions[0].dataset.set ?? "{}"));
    else if (PRICE.test(field.name)) this.row.value = "";
  }

  takeRow(prices) {
    for (const [name, amount] of Object.entries(prices)) this.form.elements[name].value = amount;
  }

  // An address with inputs stands for itself; without any, what this browser kept comes back. A row's prices are the
  // book's of today, whatever stands beside it.
  open() {
    const there = location.search || (location.hash.includes("=") ? location.hash.slice(1) : "");
    const values = there ? Object.fromEntries(new URLSearchParams(there)) : this.saved;
    for (const field of this.fields.filter((field) => typeof values[field.name] === "string")) {
      field.value = values[field.name].slice(0, 1000);
      this.take(field);
    }
    if ([...this.row.options].some((option) => option.value === values.row)) {
      this.row.value = values.row;
      this.take(this.row);
    }
    if (!there && this.entries().length) this.keep();
  }

  keep() {
    const [address, entries] = [new URL(location.href), this.entries()];
    address.search = "";
    address[this.place] = new URLSearchParams(entries);
    history.replaceState(null, "", address);
    this.saved = Object.fromEntries(entries);
  }

  update() {
    this.keep();
    this.refresh();
    clearTimeout(this.later);
    this.later = setTimeout(() => (this.querySelector(".announced").textContent = this.said), PAUSE);
  }

  refresh() {
    const inputs = this.read();
    const result = inputs && this.work(inputs);
    this.toggleAttribute("data-stale", !inputs);
    this.querySelector("[data-last]").hidden = Boolean(inputs);
    if (result) this.querySelector("[data-because]").textContent = result.because ?? "";
    this.judge(result);
    if (result?.valid) this.draw(inputs, result);
  }

  // {name: value} of all fields, or null after each error is shown at its field.
  read() {
    const readings = this.fields.map((field) => [field, this.readField(field)]);
    for (const [field, reading] of readings) tellAt(field, reading);
    if (readings.some(([, { wrong }]) => wrong)) return null;
    return Object.fromEntries(readings.map(([field, { value }]) => [field.name, value]));
  }

  readField(field) {
    return readNumber(field, this.words);
  }

  reset() {
    this.form.reset();
    this.update();
  }

  link() {
    this.clip(location.href);
  }

  async clip(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.tell("copied");
    } catch {
      this.tell("refused");
    }
  }

  // Says beside the buttons what became of the press.
  tell(outcome) {
    this.form.querySelector(".actions span").textContent = this.words[outcome];
  }
}
