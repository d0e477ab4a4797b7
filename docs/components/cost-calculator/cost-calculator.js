// Reads the fields, works the answer out again, and fills the printed slots. Every word on screen is in the page.
import { calculate, punctual, swings, verdict } from "../../model/calculator.js";
import { readNumber, saveAs, tellAt } from "../fields.js";
import { memory } from "../memory.js";
import { CsvLines, MarkdownLines } from "./cost-calculator-export.js";
import { at, shown } from "./cost-calculator-words.js";

const kept = memory("workbench"); // shared with the plan
const PAUSE = 600; // after the last key, so that a screen reader hears one sentence and not ten

class CostCalculator extends HTMLElement {
  connectedCallback() {
    [this.form, this.words] = [this.querySelector("form"), this.querySelector("template").dataset];
    this.fields = [...this.form.querySelectorAll("input")];
    this.row = this.querySelector("select");
    this.form.hidden = false;
    for (const kind of ["input", "click", "submit", "change"]) this.form.addEventListener(kind, this);
    this.fromAddress();
    this.draw();
  }

  handleEvent(event) {
    if (event.type === "submit") event.preventDefault();
    else if (event.type === "input" && event.target.matches("input")) {
      if (/^(price|batch)_/.test(event.target.name)) this.forget();
      this.update();
    } else if (event.type === "change" && event.target === this.row) this.fromRow();
    else if (event.type === "click") this.press(event.target);
  }

  press(button) {
    if (button.dataset.preset) this.set({ ...this.defaults(), ...JSON.parse(button.dataset.set) });
    else if (button.dataset.do === "reset") this.set(this.defaults());
    else if (button.dataset.do === "link") this.copy(location.href);
    else if (button.dataset.do === "markdown") this.copy(MarkdownLines(this).join("\n"));
    else if (button.dataset.do === "csv") saveAs("batch-against-realtime.csv", "text/csv", CsvLines(this).join("\r\n"));
  }

  defaults() {
    return Object.fromEntries(this.fields.map((field) => [field.name, Number(field.dataset.default)]));
  }

  set(values) {
    for (const field of this.fields) if (field.name in values) field.value = values[field.name];
    this.forget();
    this.update();
  }

  fromRow() {
    const option = this.row.selectedOptions[0];
    if (!option.dataset.set) return this.forget();
    const kept = option.value;
    this.set(JSON.parse(option.dataset.set));
    this.row.value = kept;
    this.update();
  }

  // Prices of one's own are no row of the book any more.
  forget() {
    this.row.value = "";
  }

  // A field's number, or null after its error is shown. The last good result stays until all are good.
  read(field) {
    const found = readNumber(field, this.words);
    tellAt(field, found);
    return found.wrong ? null : found.value;
  }

  inputs() {
    const read = this.fields.map((field) => [field.name, this.read(field)]);
    return read.some(([, value]) => value === null) ? null : Object.fromEntries(read);
  }

  update() {
    this.draw();
    this.toAddress();
    clearTimeout(this.later);
    this.later = setTimeout(() => this.announce(), PAUSE);
  }

  draw() {
    const x = this.inputs();
    this.toggleAttribute("data-stale", !x);
    this.querySelector("[data-last]").hidden = Boolean(x);
    if (!x) return;
    const found = calculate(x);
    [this.x, this.found] = [x, found];
    for (const part of this.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(verdict(found));
    this.querySelector("[data-because]").textContent = found.because ?? "";
    this.note();
    if (!found.valid) return;
    for (const slot of this.querySelectorAll("[data-out]")) slot.textContent = shown(at(found, slot.dataset.out), slot.dataset.as);
    this.bars(found);
    const hours = [...this.querySelectorAll("[data-punctual]")];
    punctual(x, hours.map((slot) => Number(slot.dataset.punctual))).forEach((share, i) => (hours[i].textContent = shown(share, "percent1")));
    const body = this.querySelector("[data-swings] tbody");
    for (const swing of swings(x)) {
      const line = body.querySelector(`[data-swing="${swing.input}"]`);
      for (const end of ["low", "high"]) line.querySelector(`[data-end="${end}"]`).textContent = shown(swing[end], "percent");
      body.append(line);
    }
  }

  bars(found) {
    const dearest = Math.max(found.realtime_day, found.flex_day, found.likely_day, found.high_day) || 1;
    for (const bar of this.querySelectorAll("[data-to]")) {
      const from = bar.dataset.from ? found[bar.dataset.from] / dearest : 0;
      bar.setAttribute("x", `${from * 100}%`);
      bar.setAttribute("width", `${Math.max(found[bar.dataset.to] / dearest - from, 0) * 100}%`);
    }
  }

  // What a reader must know of a chosen row: that it is past its date, or that a rule is not stated.
  note() {
    const { due, unstated } = this.row.selectedOptions[0].dataset;
    const stale = this.querySelector("[data-stale-row]");
    stale.hidden = !due || Date.now() < Date.parse(due) + 864e5;
    stale.textContent = stale.hidden ? "" : this.words.stale.replace("{due}", due);
    const note = this.querySelector("[data-row-note]");
    note.hidden = unstated !== "true";
    note.textContent = note.hidden ? "" : this.words.unstated;
  }

  announce() {
    const sentence = this.querySelector(".sentence:not([hidden])");
    this.querySelector(".announced").textContent = this.hasAttribute("data-stale") ? "" : sentence.textContent;
  }

  // Only what differs from the defaults stands in the address.
  toAddress() {
    const address = new URL(location.href);
    address.search = "";
    for (const field of this.fields) if (field.value.trim() && field.value !== field.defaultValue) address.searchParams.set(field.name, field.value);
    if (this.row.value) address.searchParams.set("row", this.row.value);
    history.replaceState(null, "", address);
    kept.set("calculator", Object.fromEntries(address.searchParams));
    this.lead();
  }

  // An address with inputs stands for itself; without any, what this browser kept comes back.
  fromAddress() {
    const given = location.search ? Object.fromEntries(new URLSearchParams(location.search)) : (kept.get("calculator") ?? {});
    for (const field of this.fields) if (typeof given[field.name] === "string") field.value = given[field.name].slice(0, 30);
    if ([...this.row.options].some((option) => option.value === given.row)) this.row.value = given.row;
    if (!location.search && Object.keys(given).length) this.toAddress();
    this.lead();
  }

  // The plan takes over what stands here.
  lead() {
    const link = this.querySelector("[data-plan]");
    link.search = location.search;
  }

  async copy(text) {
    const said = this.querySelector("[data-said]");
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = this.words.copied;
    } catch {
      said.textContent = this.words.refused;
    }
  }
}

customElements.define("cost-calculator", CostCalculator);
