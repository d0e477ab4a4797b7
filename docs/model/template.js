// A text with slots and the values for them -> the text filled in. The twin of macros/model/template.py, held to
// tests/vectors/template.json. {name}, {?name}…{/name}, {!name}…{/name}, {#name}…{/name}; {{ is a brace.

const ALONE = /^(\{[?!#/][a-z0-9_]+\})\n/gm;
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+/gu;
const ENTITIES = { "<": "&lt;", ">": "&gt;", "~": "&#126;", $: "&#36;", "@": "&#64;", "^": "&#94;", "=": "&#61;" };
const there = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

export function fill(template, values) {
  return filled(template.replace(ALONE, "$1"), values);
}

function filled(text, values) {
  const mark = /\{\{|\{([?!#/]?)([a-z0-9_]+)\}/g;
  let out = "";
  let at = 0;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    out += text.slice(at, found.index);
    at = mark.lastIndex;
    const [whole, kind, name] = found;
    if (name === undefined) {
      out += "{";
      continue;
    }
    if (!(name in values) || kind === "/") throw new Error(`the template names ${whole}, which has no ${kind === "/" ? "beginning" : "value"}`);
    const value = values[name];
    if (!kind) {
      out += String(value);
      continue;
    }
    const end = text.indexOf(`{/${name}}`, at);
    if (end < 0) throw new Error(`the template never closes ${whole}`);
    const inner = text.slice(at, end);
    at = end + name.length + 3;
    mark.lastIndex = at;
    if (kind === "#") for (const row of value) out += filled(inner, { ...values, ...row });
    else if (there(value) === (kind === "?")) out += filled(inner, values);
  }
  return out + text.slice(at);
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
