// A record -> its figures as words: a value by its path, in a format. The twin of macros/model/slots.py.
// Held to tests/vectors/slots.json.
import { fixed, large, number, percent, price, roughly, usd } from "./format.js";

const NBSP = "\u00a0";
const own = (record, name) => Object.hasOwn(record, name);
const record_like = (value) => typeof value === "object" && !Array.isArray(value);

// One decimal, left out when it is 0.
const short = (value, places) => (places === null ? fixed(value, 1).replace(/\.0$/, "") : fixed(value, places));

const FORMATS = {
  number: (value, places) => (places === null ? number(value) : fixed(value, places)),
  count: (value) => fixed(value, 0),
  large: (value) => large(value),
  tenth: (value) => short(value, null),
  digits: (value, places) => fixed(value, places ?? 0).replace(/,/g, ""), // for a command line
  dollars: (amount, places) => usd(amount, places ?? (Math.abs(amount) >= 100 ? 0 : 2)), // cents below 100 alone
  price: (amount) => price(amount),
  percent: (share, places) => (places === null ? `${short(share * 100, null)}${NBSP}%` : percent(share, places)),
  roughly: (share) => roughly(share), // a share of 1 of which little is known
  percentage: (value) => `${number(value)}${NBSP}%`, // of 100, as it was given
  hundredths: (value, places) => short(value * 100, places), // percentage points of a share, cents of a dollar
  hours: (value, places) => `${short(value, places)}${NBSP}h`,
  minutes: (value) => `${number(value)}${NBSP}min`,
  clock: (hour) => `${String(hour).padStart(2, "0")}:00`,
};

// A value in a format; of a list the number of its entries. Without a format a text is itself, a number as written.
export function shown(value, kind = "") {
  if (typeof value === "string" && !kind) return value;
  const [, name, digit] = /^(.*?)(\d?)$/.exec(kind || "number");
  if (!own(FORMATS, name)) throw new Error(`'${kind}' is no format. Write one of ${Object.keys(FORMATS).join(", ")}.`);
  return FORMATS[name](Array.isArray(value) ? value.length : value, digit ? Number(digit) : null);
}

// [the value under a path, null where it is not known; the `because` of the record that refuses it, or null].
export function at(record, path) {
  let value = record;
  for (const name of path.split(".")) {
    if (value === null) break;
    if (record_like(value) && own(value, "because") && !own(value, name)) return [null, value.because];
    if (record_like(value) && !own(value, name)) throw new Error(`'${path}' has no value: there is no '${name}'.`);
    value = record_like(value) ? value[name] : among(value, name);
  }
  return [value, null];
}

function among(value, name) {
  if (typeof value === "string") return value === name;
  if (/^\d+$/.test(name)) return value[Number(name)];
  if (value.length && record_like(value[0])) return value.find((row) => row.id === name) ?? null;
  return value.includes(name);
}

// What a slot shows: the value in its format and what comes `after` it; or why there is none; or a word of `words`:
// the one `unknown`, or one named as a flag that stands beside the value.
export function slot(record, path, kind = "", words = {}) {
  const [value, because] = at(record, path);
  if (because !== null) return because;
  const beside = path.includes(".") ? at(record, path.slice(0, path.lastIndexOf(".")))[0] : record;
  for (const [name, word] of Object.entries(words)) if (beside?.[name] === true) return word;
  if (value !== null) return shown(value, kind) + (words.after ?? "");
  if (words.unknown === undefined) throw new Error(`'${path}' is not known, and the template has no word for that.`);
  return words.unknown;
}
