// The answer as Markdown and as CSV: its sentence, each input with its unit, each figure of the tables, the row's date.
import { filled } from "../slots.js";

const flat = (element) => element.textContent.replace(/\s+/g, " ").trim();

function inputs(tool) {
  const words = (field, selector) => field.parentNode.querySelector(selector).textContent;
  const value = (field) => field.value || field.dataset.default;
  return tool.fields.map((field) => [words(field, "label"), value(field), words(field, ".unit")]);
}

function figures(tool) {
  const rows = [...tool.querySelectorAll(".results tr")].map((row) => [...row.cells].map(flat));
  return rows.filter((row) => row.length > 1);
}

function source(tool) {
  const [row] = tool.row.selectedOptions;
  return [row.textContent, row.dataset.asOf ?? "", row.dataset.source ?? ""];
}

const escaped = (text) => String(text).replace(/([\\|*_`<>[\]])/g, "\\$1");
const lines = (rows) => rows.map((row) => `| ${row.map(escaped).join(" | ")} |`).join("\n");

export function markdownText(tool) {
  return filled(tool.querySelector("template").content.textContent, {
    sentence: escaped(flat(tool.querySelector(".sentence:not([hidden])"))),
    address: location.href,
    inputs: lines(inputs(tool)),
    figures: lines(figures(tool)),
    prices: source(tool).filter(Boolean).map(escaped).join(", "),
  });
}

// A leading =, +, - or @ would be a formula to a spreadsheet.
const isFormula = (text) => /^[=+@-]/.test(text) && Number.isNaN(Number(text));
const quoted = (text) => `"${(isFormula(text) ? `'${text}` : String(text)).replace(/"/g, '""')}"`;

export function csvLines(tool) {
  const [what, value, unit, prices, address] = tool.words.csv.split(",");
  const below = [[prices, ...source(tool)], [address, location.href]];
  const rows = [[what, value, unit], ...inputs(tool), ...figures(tool), ...below];
  return rows.map((row) => row.map(quoted).join(","));
}
