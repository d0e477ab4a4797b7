// A text with slots and the values for them -> the text filled in. The twin of macros/model/template.py, held to
// tests/vectors/template.json. {path|format|word}, {?path}…{/path}, {!path}…, {#path}…{/path}; {{ is a brace.
import { at, slot } from "./slots.js";

const PATH = "[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*";
const ALONE = new RegExp(`^(\\{[?!#/]${PATH}\\})\\n`, "gm");
const MARK = `\\{\\{|\\{([?!#/]?)(${PATH})(?:\\|([a-z]+\\d?)(?:\\|([^{}|]*))?)?\\}`;
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+/gu;
const ENTITIES = { "<": "&lt;", ">": "&gt;", "~": "&#126;", $: "&#36;", "@": "&#64;", "^": "&#94;", "=": "&#61;" };
const there = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

export function fill(template, values) {
  return filled(template.replace(ALONE, "$1"), values);
}

function filled(text, values) {
  const marks = new RegExp(MARK, "g");
  let out = "";
  let start = 0;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    out += text.slice(start, mark.index);
    start = marks.lastIndex;
    const [whole, kind, path] = mark;
    if (path === undefined) {
      out += "{";
      continue;
    }
    if (kind === "/") throw new Error(`the template closes ${whole}, which it never opens`);
    if (!kind) {
      out += said(values, mark);
      continue;
    }
    const end = text.indexOf(`{/${path}}`, start);
    if (end < 0) throw new Error(`the template never closes ${whole}`);
    const inner = text.slice(start, end);
    start = end + path.length + 3;
    marks.lastIndex = start;
    const [value] = at(values, path);
    if (kind === "#") for (const row of value) out += filled(inner, { ...values, ...row });
    else if (there(value) === (kind === "?")) out += filled(inner, values);
  }
  return out + text.slice(start);
}

// A value's words; an answer in the format `text` is escaped, so that it stays text.
function said(values, [, , path, format = "", unknown]) {
  const text = slot(values, path, format === "text" ? "" : format, unknown === undefined ? {} : { unknown });
  return format === "text" ? escaped(text) : text;
}

// An answer on one line: control, direction and half characters become a space, as do runs of white space.
export function plain(text) {
  return text.replace(UNSEEN, " ").replace(/[ \u00a0]+/g, " ").replace(/^ | $/g, "");
}

// An answer as Markdown that reads as exactly this text.
export function escaped(text) {
  return plain(text)
    .replace(/&/g, "&amp;")
    .replace(/[\\`*_{}[\]#+!|]/g, "\\$&")
    .replace(/[<>~$@^=]/g, (mark) => ENTITIES[mark])
    .replace(/:\/\//g, "&#58;//")
    .replace(/\b(www)\./gi, "$1&#46;");
}

// An answer as a file name or an id: small letters, digits and hyphens; never empty.
export function slug(text) {
  return plain(text).toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "") || "workload";
}
