// Reads the fields, works the answer out again, and fills the printed slots. Every word on screen is in the page.
import { calculate, punctual, swings, verdict } from "../../model/calculator.js";
import { band, by_hits, one_hour } from "../../model/lanes.js";
import { percent_at } from "../../model/plot.js";
import { drawChart } from "./cost-calculator-chart.js";
import { readNumber, saveAs, tellAt } from "../fields.js";
import { memory } from "../memory.js";
import { csvLines, markdownLines } from "./cost-calculator-export.js";
import { shown, slot } from "../../model/slots.js";

const kept = memory("workbench"); // shared with the plan
const PAUSE = 600; // after the last key, so that a screen reader hears one sentence and not ten

class CostCalculator extends HTMLElement {
  connectedCallback() {
    [this.form, this.words] = [this.querySelector("form"), this.querySelector("template").dataset];
    this.fields = [...this.form.querySelectorAll("input")];
    [this.preset, this.row] = [this.querySelector("[data-presets]"), this.querySelector("[data-rows]")];
    this.form.hidden = false;
    for (const kind of ["input", "click", "submit", "change"]) this.form.addEventListener(kind, this);
    this.fromAddress();
    this.draw();
  }

  handleEvent(event) {
    if (event.type === "submit") event.preventDefault();
    else if (event.type === "input" && event.target.matches("input")) {
      this.preset.value = "";
      if (/^(price|batch)_/.test(event.target.name)) this.forget();
      this.update();
    } else if (event.type === "change" && event.target === this.row) this.fromRow();
    else if (event.type === "change" && event.target === this.preset) this.fromPreset();
    else if (event.type === "click") this.press(event.target);
  }

  press(button) {
    if (button.dataset.do === "reset") this.start();
    else if (button.dataset.do === "link") this.copy(location.href);
    else if (button.dataset.do === "markdown") this.copy(markdownLines(this).join("\n"));
    else if (button.dataset.do === "csv") saveAs("batch-against-realtime.csv", "text/csv", csvLines(this).join("\r\n"));
  }

  defaults() {
    return Object.fromEntries(this.fields.map((field) => [field.name, Number(field.dataset.default)]));
  }

  // Prices that are set without a row of the book are nobody's row.
  set(values, row = "") {
    for (const field of this.fields) if (field.name in values) field.value = values[field.name];
    this.row.value = row;
    this.update();
  }

  start() {
    this.set(this.defaults());
    this.preset.selectedIndex = 1; // the first preset is the default story
  }

  fromPreset() {
    const option = this.preset.selectedOptions[0];
    if (option.dataset.set) this.set({ ...this.defaults(), ...JSON.parse(option.dataset.set) });
  }

  fromRow() {
    const option = this.row.selectedOptions[0];
    if (option.dataset.set) this.set(JSON.parse(option.dataset.set), option.value);
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
    if (found.valid) Object.assign(found, by_hits(x), { band: band(x), one_hour: one_hour(x) });
    [this.x, this.found] = [x, found];
    for (const part of this.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(verdict(found));
    this.querySelector("[data-because]").textContent = found.because ?? "";
    this.note();
    if (!found.valid) return;
    for (const out of this.querySelectorAll("[data-out]")) out.textContent = slot(found, out.dataset.out, out.dataset.as, out.dataset);
    drawChart(this, x, found);
    const hours = [...this.querySelectorAll("[data-punctual]")];
    punctual(x, hours.map((slot) => Number(slot.dataset.punctual))).forEach((share, i) => (hours[i].textContent = shown(share, "percent1")));
    this.swing(swings(x), found.saved_likely);
  }

  // Widest first; all bars share one scale, from the least to the most of any.
  swing(found, likely) {
    const least = Math.min(...found.map((one) => one.low));
    const span = Math.max(...found.map((one) => one.high)) - least || 1;
    const body = this.querySelector("[data-swings] tbody");
    for (const one of found) {
      const line = body.querySelector(`[data-swing="${one.input}"]`);
      for (const end of ["low", "high"]) line.querySelector(`[data-end="${end}"]`).textContent = shown(one[end], "percent0");
      const [bar, at] = line.querySelector("svg").children;
      bar.setAttribute("x", percent_at((one.low - least) / span));
      bar.setAttribute("width", percent_at((one.high - one.low) / span));
      for (const name of ["x1", "x2"]) at.setAttribute(name, percent_at((likely - least) / span));
      body.append(line);
    }
  }

  // What a reader must know of a chosen row: that it is past its date, or that a rule is not stated.
  note() {
    const { due, unstated, source, asOf } = this.row.selectedOptions[0].dataset;
    this.querySelector("[data-row-words]").textContent = source ? this.row.selectedOptions[0].textContent : this.words.example;
    const link = this.querySelector("[data-row-source]");
    link.hidden = !source;
    if (source) [link.href, link.textContent] = [source, asOf];
    const stale = this.querySelector("[data-stale-row]");
    stale.hidden = !due || Date.now() < Date.parse(due) + 864e5;
    stale.textContent = stale.hidden ? "" : this.words.stale.replace("{due}", due).replace("{age}", Math.floor((Date.now() - Date.parse(asOf)) / 864e5));
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
    const row = [...this.row.options].find((option) => option.value === given.row);
    if (row?.dataset.set) {
      this.row.value = row.value; // its prices are the book's of today, whatever an address or the plan carries beside it
      for (const [name, value] of Object.entries(JSON.parse(row.dataset.set))) this.form.elements[name].value = value;
    }
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
