// A tool's choice of a row of the price book: its prices, and what a reader must know of them.
// Each option carries its row as data-row (macros/prices/rows.py), its dates as data-due and data-as-of; an option
// without one is prices of one's own. The tool's words say data-stale, -retired, -ends, -long, -long-unknown, -changed,
// -changes, -assumed and -short.
import { row_prices } from "../model/book_row.js";
import { filled } from "./slots.js";

const DAY = 864e5;
const LENGTHS = ["shared", "unique"]; // a prompt may be so long that a row's prices change
export const MOVES_ROW = [...LENGTHS, "start"]; // as they may on a plan's first day
const today = () => new Date().toISOString().slice(0, 10);
const prompt = (tool) => LENGTHS.reduce((sum, name) => sum + (tool.readField(tool.form.elements[name]).value ?? 0), 0);

// What the book says of a row, null for prices of one's own.
export function bookRow(tool, id = tool.row.value) {
  const option = [...tool.row.options].find((one) => one.value === id);
  return JSON.parse(option?.dataset.row ?? "null");
}

// The chosen row's prices on the plan's first day, or today, for a prompt of the length asked for.
export function pricesOf(tool) {
  const row = bookRow(tool);
  return row ? row_prices(row, prompt(tool), tool.form.elements.start?.value ?? today()) : {};
}

// The other models of the chosen row's vendor that are still sold: [{id, set, …}].
export function siblings(tool) {
  const own = bookRow(tool);
  const all = [...tool.row.options].map(({ value }) => ({ ...bookRow(tool, value), id: value }));
  return own ? all.filter(({ vendor, old, id }) => vendor === own.vendor && !old && id !== tool.row.value) : [];
}

// Why the chosen row should be looked up before a decision; empty where it need not.
export function staleRow({ row, words }) {
  const { due, asOf } = row.selectedOptions[0].dataset;
  const age = Math.floor((Date.now() - Date.parse(asOf)) / DAY);
  return due && Date.now() >= Date.parse(due) + DAY ? filled(words.stale, { due, age }) : "";
}

// What holds the chosen row's price: its note, its end, a long prompt, a change that is announced.
export function rowNotes(tool) {
  const row = bookRow(tool);
  if (!row) return "";
  const { note, ends, long, changes } = row;
  const say = (name, values) => filled(tool.words[name], values);
  const lines = [note];
  if (ends) lines.push(say(ends <= today() ? "retired" : "ends", { on: ends }));
  if (long && prompt(tool) > long.above) lines.push(say(long.set ? "long" : "longUnknown", long));
  if (changes) lines.push(say(changes.set && changes.on <= today() ? "changed" : "changes", changes));
  return lines.filter(Boolean).join(" ");
}

// What to say below a field that is right: that a price is assumed, or that a prefix is too short to be cached.
export function noteOf(tool, field, { shared, cache_minimum: minimum, caching }) {
  if (field.name === "shared" && 0 < shared && shared < minimum && caching !== "none") {
    return filled(tool.words.short, { minimum });
  }
  return tool.row?.value && bookRow(tool).assumed.includes(field.name) ? tool.words.assumed : "";
}
