// The form -> the record that plan() takes, the same as macros/plan/questions.py makes of a file; null after each error is shown.
import { is_day } from "../../model/plan/dates.js";
import { plain } from "../../model/template.js";
import { readNumber, tellAt } from "../fields.js";

const LONGEST = 200;
const PRICES = ["price", "batch"].flatMap((lane) => ["in", "read", "write", "out"].map((part) => `${lane}_${part}`));
const UNDATED = { price_label: "", price_as_of: "", price_source: "", price_due: "", price_ends: "", live_as_of: "", live_source: "", flex: true };
const said = (value, wrong = "") => ({ value, note: "", wrong });

const READ = {
  number: readNumber,
  choice: (field) => said(field.value),
  text(field, words) {
    const value = plain(field.value);
    return said(value, [...value].length > LONGEST ? words.longest : "");
  },
  date(field, words) {
    const value = field.value.trim();
    if (value === "" && "optional" in field.dataset) return said("");
    if (value === "") return { value: field.dataset.default, note: words.empty.replace("{default}", field.dataset.default), wrong: "" };
    return said(value, is_day(value) ? "" : words.day);
  },
};

export function readAnswers(fields, row, given, words) {
  const read = fields.map((field) => [field, READ[field.dataset.kind](field, words)]);
  for (const [field, found] of read) tellAt(field, found);
  if (read.some(([, found]) => found.wrong)) return null;
  const { set, dated } = row.selectedOptions[0].dataset;
  const measured = fields.filter((field) => "measure" in field.dataset);
  const card = measured.map((field) => ({ id: field.name, label: field.labels[0].textContent, unit: field.nextElementSibling?.matches("span") ? field.nextElementSibling.textContent : "" }));
  return {
    batch_write_hour: 0, // a calculator's field that moves nothing in a plan, as is the backfill
    backfill_tokens: 0,
    ...Object.fromEntries(read.map(([field, found]) => [field.name, found.value])),
    row: row.value,
    ...JSON.parse(set ?? "{}"),
    ...(dated ? JSON.parse(dated) : UNDATED),
    card,
    assumed: measured.map((field) => field.name).filter((name) => !given.has(name)),
  };
}

// What a file of answers holds: what is assumed, and what the price row gives, is left out.
export function written(x, fields) {
  const names = fields.map((field) => field.name).filter((name) => !x.assumed.includes(name) && !(x.row && PRICES.includes(name)));
  return Object.fromEntries(["row", ...names].map((name) => [name, x[name]]));
}
