// A plan as JSON text and its inputs as YAML text, the same bytes from both languages. The twin of macros/model/plan/text.py.
// Numbers are written with at most six decimals: two languages may differ in the last digit of a float.
import { fixed, number } from "../format.js";

const SCHEMA = "benchmark-plan/1";
const bare = (text) => text.replace(/,/g, "");

const scalar = (value) => (typeof value === "number" ? bare(fixed(value, 6)).replace(/\.?0+$/, "") : JSON.stringify(value));

// JSON with one entry a line.
export function json_text(value, indent = "") {
  if (value === null || typeof value !== "object") return scalar(value);
  const deeper = `${indent} `;
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const inner = Array.isArray(value)
    ? value.map((one) => deeper + json_text(one, deeper))
    : Object.entries(value).map(([key, one]) => `${deeper}${JSON.stringify(key)}: ${json_text(one, deeper)}`);
  return inner.length ? `${open}\n${inner.join(",\n")}\n${indent}${close}` : open + close;
}

// The plan's JSON twin: its inputs, then everything worked out from them but what only the document's wording asks for.
export function plan_text(inputs, { detail, ...made }) {
  return `${json_text({ schema: SCHEMA, inputs, plan: made })}\n`;
}

// The inputs as a YAML file that `python -m macros.plan` reads.
export function inputs_text(inputs) {
  const written = (value) => (typeof value === "number" ? bare(number(value)) : JSON.stringify(value));
  return `${Object.entries(inputs).map(([name, value]) => `${name}: ${written(value)}`).join("\n")}\n`;
}
