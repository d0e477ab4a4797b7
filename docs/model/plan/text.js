// A plan as JSON text, its answers as YAML text, the same bytes from both languages. Twin of macros/model/plan/text.py.
// Numbers are written with at most six decimals: two languages may differ in the last digit of a float.
import { fixed, number } from "../format.js";

const SCHEMA = "benchmark-plan/1";
const bare = (text) => text.replace(/,/g, "");

function scalar(value) {
  return typeof value === "number" ? bare(fixed(value, 6)).replace(/\.?0+$/, "") : JSON.stringify(value);
}

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

// The plan's JSON twin: its answers, then all worked out from them, less what the document alone asks for.
export function plan_text(answers, { detail, ...plan }) {
  return `${json_text({ schema: SCHEMA, inputs: answers, plan })}\n`;
}

// The answers as a YAML file that `python -m macros.plan` reads.
export function inputs_text(answers) {
  const written = (value) => (typeof value === "number" ? bare(number(value)) : JSON.stringify(value));
  return `${Object.entries(answers).map(([name, value]) => `${name}: ${written(value)}`).join("\n")}\n`;
}
