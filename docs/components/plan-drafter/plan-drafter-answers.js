// The fields' answers -> the record that plan() takes, the same as macros/plan/questions.py makes of a file.
import { is_day } from "../../model/plan/dates.js";
import { plain } from "../../model/template.js";
import { readEmpty, readNumber } from "../fields.js";

const LONGEST = 200;
const LANES = ["price", "batch"].flatMap((lane) => ["in", "read", "write", "out"].map((part) => `${lane}_${part}`));
const PRICES = [...LANES, "cache_minimum", "cache_storage"];
const OF_PRICES = ["label", "as_of", "source", "due", "ends", "changes", "note"].map((name) => `price_${name}`);
const DATED = [...OF_PRICES, "live_as_of", "live_source"];
const UNDATED = { ...Object.fromEntries(DATED.map((name) => [name, ""])), flex: true };
const reading = (value, wrong = "") => ({ value, note: "", wrong });

const READ = {
  number: readNumber,
  choice: (field) => reading(field.value),
  text(field, words) {
    const text = plain(field.value);
    return reading(text, [...text].length > LONGEST ? words.longest : "");
  },
  date(field, words) {
    const day = field.value.trim();
    if (day === "" && !("optional" in field.dataset)) return readEmpty(field, words);
    return reading(day, day === "" || is_day(day) ? "" : words.day);
  },
};

export const readAnswer = (field, words) => READ[field.dataset.kind](field, words);

// The whole record: the fields' answers, the chosen row's prices and dates, and which measures nobody gave.
export function answered(values, { fields, row, given }) {
  const { dated } = row.selectedOptions[0].dataset;
  const measured = fields.filter((field) => "measure" in field.dataset);
  const unit = ({ nextElementSibling: next }) => (next?.matches("span") ? next.textContent : "");
  return {
    batch_write_hour: null, // a calculator's field that moves nothing in a plan, as is the backfill
    backfill_tokens: 0,
    ...values,
    row: row.value,
    ...(dated ? JSON.parse(dated) : UNDATED),
    card: measured.map((field) => ({ id: field.name, label: field.labels[0].textContent, unit: unit(field) })),
    assumed: measured.map((field) => field.name).filter((name) => !given.has(name)),
  };
}

// What a file of answers holds: what is assumed, and what the price row gives, is left out.
export function written(answers, fields) {
  const left = [...answers.assumed, ...(answers.row ? PRICES : [])];
  const names = fields.map((field) => field.name).filter((name) => !left.includes(name));
  return Object.fromEntries(["row", ...names].map((name) => [name, answers[name]]));
}
