// The answer as Markdown and as CSV: the sentence, every input with its unit, every figure of the tables, the row's date.
// Their headings are printed words too: data-export-… of the page's template, a | between cells.

const cells = (row) => [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, " ").trim());

function inputs(tool) {
  const words = (field, selector) => field.parentNode.querySelector(selector).textContent;
  return tool.fields.map((field) => [words(field, "label"), field.value || field.dataset.default, words(field, ".unit")]);
}

function figures(tool) {
  return [...tool.querySelectorAll(".results tr")].map(cells).filter((row) => row.length > 1);
}

function source(tool) {
  const { asOf, source: address } = tool.row.selectedOptions[0].dataset;
  return [tool.row.selectedOptions[0].textContent, asOf ?? "", address ?? ""];
}

const escaped = (text) => String(text).replace(/([\\|*_`<>[\]])/g, "\\$1");
const line = (row) => `| ${row.map(escaped).join(" | ")} |`;

const ruled = (heads) => [line(heads), `|${"---|".repeat(heads.length)}`];

export function markdownLines(tool) {
  const { exportTitle, exportInputs, exportFigures, exportPrices } = tool.words;
  const sentence = tool.querySelector(".sentence:not([hidden])").textContent.replace(/\s+/g, " ").trim();
  return [
    `# ${exportTitle}`, "", escaped(sentence), "", location.href, "",
    ...ruled(exportInputs.split("|")), ...inputs(tool).map(line), "",
    ...ruled([exportFigures, "", "", ""]), ...figures(tool).map(line), "",
    `${exportPrices}: ${source(tool).filter(Boolean).map(escaped).join(", ")}`, "",
  ];
}

// A leading =, +, - or @ would be a formula to a spreadsheet.
const quoted = (text) => `"${(/^[=+@-]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : String(text)).replace(/"/g, '""')}"`;

export function csvLines(tool) {
  const { exportColumns, exportRow, exportAddress } = tool.words;
  const rows = [exportColumns.split("|"), ...inputs(tool), ...figures(tool), [exportRow, ...source(tool)], [exportAddress, location.href]];
  return rows.map((row) => row.map(quoted).join(","));
}
