// Reads the fields, works the answer out again, and fills the printed slots.
import { calculate, punctual, swings, verdict } from "../../model/calculator.js";
import { band, by_hits, one_hour } from "../../model/lanes.js";
import { percent_at } from "../../model/plot.js";
import { shown, slot } from "../../model/slots.js";
import { saveAs } from "../fields.js";
import { filled, fillSlots, sayOrHide } from "../slots.js";
import { WorkbenchTool } from "../workbench-tool.js";
import { drawChart } from "./cost-calculator-chart.js";
import { csvLines, markdownText } from "./cost-calculator-export.js";

const DAY = 864e5;

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
    for (const field of this.fields) field.value = values[field.name] ?? field.defaultValue;
    this.row.value = "";
  }

  work(inputs) {
    const result = calculate(inputs);
    return result.valid ? { ...result, ...by_hits(inputs), band: band(inputs), one_hour: one_hour(inputs) } : result;
  }

  judge(result) {
    const plan = this.querySelector("[data-plan]");
    if (plan.search !== location.search) plan.search = location.search; // the plan takes over what stands here
    if (!result) return;
    const now = verdict(result);
    for (const part of this.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(now);
    this.tellOfRow();
  }

  draw(inputs, result) {
    const answer = this.spoken(result);
    fillSlots(this, (path, out) => slot(answer, path, out.dataset.as, out.dataset));
    fillSlots(this, (hours) => shown(punctual(inputs, [Number(hours)])[0], "percent1"), "punctual");
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

  // What a reader must know of a chosen row: that it is past its date, or that a rule is not stated.
  tellOfRow() {
    const [row] = this.row.selectedOptions;
    const { due, unstated, source, asOf } = row.dataset;
    this.querySelector("[data-row-words]").textContent = source ? row.textContent : this.words.example;
    const link = this.querySelector("[data-row-source]");
    link.hidden = !source;
    if (source) [link.href, link.textContent] = [source, asOf];
    const stale = due && Date.now() >= Date.parse(due) + DAY;
    const age = Math.floor((Date.now() - Date.parse(asOf)) / DAY);
    sayOrHide(this.querySelector("[data-stale-row]"), stale ? filled(this.words.stale, { due, age }) : "");
    sayOrHide(this.querySelector("[data-row-note]"), unstated === "true" ? this.words.unstated : "");
  }

  markdown() {
    this.clip(markdownText(this));
  }

  csv() {
    saveAs("batch-against-realtime.csv", "text/csv", csvLines(this).join("\r\n"));
  }
}

customElements.define("cost-calculator", CostCalculator);
