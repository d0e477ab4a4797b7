// The answer as Markdown and as CSV: the sentence, every input with its unit, every figure of the tables, the row's date.
import { filled } from "../slots.js";

const flat = (element) => element.textContent.replace(/\s+/g, " ").trim();

function inputs(tool) {
  const words = (field, selector) => field.parentNode.querySelector(selector).textContent;
  return tool.fields.map((field) => [words(field, "label"), field.value || field.dataset.default, words(field, ".unit")]);
}

function figures(tool) {
  return [...tool.querySelectorAll(".results tr")].map((row) => [...row.cells].map(flat)).filter((row) => row.length > 1);
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
const quoted = (text) => `"${(/^[=+@-]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : String(text)).replace(/"/g, '""')}"`;

export function csvLines(tool) {
  const [what, value, unit, prices, address] = tool.words.csv.split(",");
  const rows = [[what, value, unit], ...inputs(tool), ...figures(tool), [prices, ...source(tool)], [address, location.href]];
  return rows.map((row) => row.map(quoted).join(","));
}
