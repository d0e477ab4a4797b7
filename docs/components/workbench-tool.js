// What the tools of the workbench share: a form whose every input works the answer out again. While a field has an
// error the last good answer stays; what was entered stands in this browser and behind the # of the address, which no
// server is sent. An address that holds it before the #, as ours once did, is read too.
//
// The page prints a tool worked out for its defaults, so nothing is worked out before an input differs from them. It
// prints every word on screen too:
//   template           its sentences, as data-…: what fields.js says, data-copied and data-refused for the clipboard,
//                      and data-reasons, the sentence of each reason that the model gives as an id: {id: sentence}
//   form, hidden       shown by the script; its fields have a name, a data-default, and a hint and an error (fields.js)
//   select, name=row   where prices come from a row of the book (price-row.js). A tool may have none
//   .actions           buttons with a data-do, and a span that says what became of a press
//   [data-last]        says, while a field has an error, that the answer is the last good one
//   [data-because]     says why there is no answer to inputs that are good one by one
//   .sentence          the answer in short; .announced: the status line that a screen reader hears it from
//
// A tool is a subclass that says
//   keptAs                 the name under which this browser keeps its inputs
//   work(inputs)           what the model makes of them, at once: {valid, because, …}
//   draw(inputs, result)   what is seen of a valid result
// and has a method for each button of its own, by its data-do; `reset` and `link` are here. It may say otherwise
//   judge(result)          what else is seen, valid or not; without a result a field has an error
//   take(field)            what an input changes besides itself
//   entries()              what is worth keeping, as [name, value]; `saved`: where
//   readField(field)       a field's {value, note, wrong}; `read()`: the inputs of all, or null
//   said                   the sentence that is announced
import { spoken } from "../model/because.js";
import { readNumber, tellAt } from "./fields.js";
import { memory } from "./memory.js";
import { MOVES_ROW, noteOf, pricesOf } from "./price-row.js";

const PAUSE = 600; // after the last key, so that a screen reader hears one sentence and not ten
const PRICE = /^(price|batch|cache)_/;
const kept = memory("workbench"); // by tool; the calculator's inputs are shared

export class WorkbenchTool extends HTMLElement {
  before = {}; // what this browser kept, by what it is kept as, when it was last read or written here

  connectedCallback() {
    this.form = this.querySelector("form");
    this.words = this.querySelector("template").dataset;
    this.reasons = JSON.parse(this.words.reasons);
    this.fields = [...this.form.querySelectorAll("[data-default]")];
    this.row = this.form.querySelector("[name=row]");
    this.form.hidden = false;
    for (const kind of ["input", "click", "submit"]) this.form.addEventListener(kind, this);
    // Another address of this page, not one of its headings.
    addEventListener("hashchange", () => this.asked && location.reload());
    this.open();
    if (this.entries().length) this.refresh(); // the page is printed worked out for its defaults
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
    if (field === this.row || (this.row?.value && MOVES_ROW.includes(field.name))) this.takeRow(pricesOf(this));
    else if (this.row && PRICE.test(field.name)) this.row.value = "";
  }

  takeRow(prices) {
    for (const [name, amount] of Object.entries(prices)) {
      const field = this.form.elements[name]; // a tool may not ask for all of them
      if (field) field.value = amount ?? "";
    }
  }

  get printedRow() {
    return [...this.row.options].find((option) => option.defaultSelected)?.value ?? "";
  }

  // A field as the page prints it; a select has no default of its own.
  printed(field) {
    return field.defaultValue ?? field.dataset.default;
  }

  get names() {
    return [...this.fields, ...(this.row ? [this.row] : [])].map((field) => field.name);
  }

  // The inputs that stand in the address, which may hold words of others: a campaign's, a search's, a heading's.
  get asked() {
    const own = (part) => [...new URLSearchParams(part.slice(1))].filter(([name]) => this.names.includes(name));
    return [location.search, location.hash].map(own).find((entries) => entries.length);
  }

  // An address with inputs stands for itself; without any, what this browser kept comes back. A row's prices are the
  // book's of today, whatever stands beside it.
  open() {
    const [there, saved] = [this.asked, this.saved];
    const values = there ? Object.fromEntries(there) : saved;
    for (const field of this.fields.filter((field) => typeof values[field.name] === "string")) {
      field.value = values[field.name].slice(0, 1000);
      this.take(field);
    }
    if (this.row && [...this.row.options].some((option) => option.value === values.row)) {
      this.row.value = values.row;
      this.take(this.row);
    }
    if (this.entries().length) this.showAddress(); // also of what stood before the #
  }

  // Only what differs from the defaults.
  entries() {
    const kept = this.fields.filter((field) => this.isKept(field));
    const chosen = this.row && this.row.value !== this.printedRow;
    return [...kept, ...(chosen ? [this.row] : [])].map((field) => [field.name, field.value]);
  }

  // Whether a field is worth keeping: it differs from what is printed, or is a price of one's own, whole as it stands,
  // so that a new default never mixes with it.
  isKept(field) {
    if (!field.value.trim()) return false;
    const price = this.row && PRICE.test(field.name);
    return price ? !this.row.value : field.value !== this.printed(field);
  }

  get saved() {
    return this.keptHere(this.keptAs);
  }

  set saved(inputs) {
    this.keepHere(this.keptAs, inputs);
  }

  keptHere(id) {
    const all = kept.get(id) ?? {};
    this.before[id] = Object.fromEntries(Object.entries(all).filter(([name]) => this.names.includes(name)));
    return all;
  }

  // Writes what has changed here since it was read: what another tool or another tab keeps beside it stays.
  keepHere(id, inputs) {
    const [all, before] = [{ ...kept.get(id) }, this.before[id] ?? {}];
    for (const name of Object.keys({ ...before, ...inputs }).filter((name) => inputs[name] !== before[name])) {
      if (name in inputs) all[name] = inputs[name];
      else delete all[name];
    }
    this.before[id] = inputs;
    kept.set(id, all);
  }

  // The address with what is entered, and with all that is not ours.
  get address() {
    const address = new URL(location.href);
    for (const name of this.names) address.searchParams.delete(name);
    address.hash = new URLSearchParams(this.entries());
    return address;
  }

  showAddress() {
    history.replaceState(null, "", this.address);
  }

  keep() {
    this.showAddress();
    this.saved = Object.fromEntries(this.entries());
  }

  get isStale() {
    return this.hasAttribute("data-stale");
  }

  get said() {
    return this.isStale ? "" : this.querySelector(".sentence:not([hidden])").textContent;
  }

  judge() {}

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
    if (result) this.querySelector("[data-because]").textContent = this.spoken(result).because ?? "";
    this.judge(result);
    if (result?.valid) this.draw(inputs, result);
  }

  // {name: value} of all fields, or null after each error is shown at its field.
  read() {
    const readings = this.fields.map((field) => [field, this.readField(field)]);
    const values = Object.fromEntries(readings.map(([field, { value }]) => [field.name, value]));
    for (const [field, reading] of readings) {
      tellAt(field, reading.wrong || reading.note ? reading : { ...reading, note: noteOf(this, field, values) });
    }
    return readings.some(([, { wrong }]) => wrong) ? null : values;
  }

  readField(field) {
    return field.options ? { value: field.value, note: "", wrong: "" } : readNumber(field, this.words);
  }

  // What the model gave, with a sentence in the place of each reason's id.
  spoken(result) {
    return spoken(result, this.reasons);
  }

  reset() {
    this.form.reset();
    this.update();
  }

  link() {
    this.clip(this.address.href);
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
