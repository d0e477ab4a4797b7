// Reads the fields, works the answer out again, and fills the printed slots.
import { calculate, punctual, swings, verdict } from "../../model/calculator.js";
import { by_both_hits, by_deadline, cheaper_live } from "../../model/choices.js";
import { band, by_hits, one_hour } from "../../model/lanes.js";
import { across, path_d, percent_at } from "../../model/plot.js";
import { shown, slot } from "../../model/slots.js";
import { saveAs } from "../fields.js";
import { bookRow, rowNotes, siblings, staleRow } from "../price-row.js";
import { fillSlots, sayOrHide } from "../slots.js";
import { WorkbenchTool } from "../workbench-tool.js";
import { drawChart } from "./cost-calculator-chart.js";
import { csvLines, markdownText } from "./cost-calculator-export.js";

const DEADLINES = [2, 4, 8, 24];

class CostCalculator extends WorkbenchTool {
  keptAs = "calculator";

  connectedCallback() {
    this.preset = this.querySelector("[data-presets]");
    super.connectedCallback();
  }

  take(field) {
    if (field === this.preset) return this.takePreset(JSON.parse(field.selectedOptions[0].dataset.set ?? "null"));
    if (field !== this.row) this.preset.value = "";
    super.take(field);
  }

  // A preset is its own values and the defaults of the rest.
  takePreset(values) {
    if (!values) return;
    for (const field of this.fields) field.value = values[field.name] ?? this.printed(field);
    this.row.value = this.printedRow;
  }

  work(inputs) {
    const result = calculate(inputs);
    if (!result.valid) return result;
    const lines = { ...by_hits(inputs), band: band(inputs), one_hour: one_hour(inputs) };
    const choices = { due: by_deadline(inputs, DEADLINES), grid: by_both_hits(inputs) };
    return { ...result, ...lines, ...choices, cheaper: this.cheaper(inputs, result.likely_day) };
  }

  // The smaller model that costs less in realtime than this one in batch, with its name.
  cheaper(inputs, batch_day) {
    const least = cheaper_live(inputs, siblings(this), batch_day);
    return least && { ...least, name: bookRow(this, least.id).name };
  }

  judge(result) {
    const plan = this.querySelector("[data-plan]");
    if (plan.hash !== this.address.hash) plan.hash = this.address.hash; // the plan takes over what stands here
    if (!result) return;
    const now = verdict(result);
    for (const part of this.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(now);
    for (const part of this.querySelectorAll("[data-if]")) part.hidden = !result[part.dataset.if];
    this.tellOfRow();
  }

  draw(inputs, result) {
    const answer = this.spoken(result);
    fillSlots(this, (path, out) => slot(answer, path, out.dataset.as, out.dataset));
    fillSlots(this, (hours) => shown(punctual(inputs, [Number(hours)])[0], "roughly"), "punctual");
    this.querySelector("[data-curve]").setAttribute("d", path_d(across(result.due.map(({ saved }) => saved))));
    drawChart(this, inputs, result);
    this.drawSwings(swings(inputs), result.saved_likely);
  }

  // Widest first; all bars share one scale, from the least to the most of any.
  drawSwings(all, likely) {
    const least = Math.min(...all.map((swing) => swing.low));
    const span = Math.max(...all.map((swing) => swing.high)) - least || 1;
    const body = this.querySelector("[data-swings] tbody");
    for (const swing of all) {
      const line = body.querySelector(`[data-swing="${swing.input}"]`);
      fillSlots(line, (end) => shown(swing[end], "percent0"), "end");
      const [bar, mark] = line.querySelector("svg").children;
      bar.setAttribute("x", percent_at((swing.low - least) / span));
      bar.setAttribute("width", percent_at((swing.high - swing.low) / span));
      for (const name of ["x1", "x2"]) mark.setAttribute(name, percent_at((likely - least) / span));
      body.append(line);
    }
  }

  // What a reader must know of a chosen row: its source, and what holds its price.
  tellOfRow() {
    const [row] = this.row.selectedOptions;
    const { source, asOf } = row.dataset;
    this.querySelector("[data-row-words]").textContent = source ? row.textContent : this.words.example;
    const link = this.querySelector("[data-row-source]");
    link.hidden = !source;
    if (source) [link.href, link.textContent] = [source, asOf];
    sayOrHide(this.querySelector("[data-stale-row]"), staleRow(this));
    sayOrHide(this.querySelector("[data-row-note]"), rowNotes(this));
  }

  // While a field has an error, its figures are those of other inputs: the two are never put beside each other.
  markdown() {
    if (this.isStale) this.tell("unmended");
    else this.clip(markdownText(this));
  }

  csv() {
    if (this.isStale) this.tell("unmended");
    else saveAs("batch-against-realtime.csv", "text/csv", csvLines(this).join("\r\n"));
  }
}

customElements.define("cost-calculator", CostCalculator);
