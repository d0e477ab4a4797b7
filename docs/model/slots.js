// A value of the answer by its path, and as the words a slot shows. The twin of macros/model/slots.py, held to tests/vectors/slots.json.
import { fixed, percent, usd } from "./format.js";

// The value under a path such as "payback.months"; the reason where there is none.
export function at(found, path) {
  const { break_even } = found;
  if (path === "break_even.hit" && break_even) {
    if (break_even.never) return "none: batch is cheaper at every hit rate";
    if (break_even.always) return "any: realtime is cheaper at every hit rate";
  }
  if (/^even_\w+\.hit$/.test(path)) {
    const even = found[path.slice(0, -4)];
    if (even?.always) return "any";
    if (even?.never) return "none";
  }
  let value = found;
  for (const name of path.split(".")) {
    if (value?.because && !(name in value)) return value.because;
    value = value?.[name] ?? 0;
  }
  return value;
}

const KINDS = {
  usd0: (value) => usd(value, 0),
  usd: (value) => usd(value, 2),
  usd6: (value) => usd(value, 6),
  cents: (value) => `${fixed(value * 100, 3)} cents`,
  percent: (value) => percent(value),
  hit: (value) => percent(value),
  even: (value) => percent(value),
  percent1: (value) => percent(value, 1),
  hours: (value) => `${fixed(value, 1)}\u00a0h`,
  months: (value) => `${fixed(value, 1)} months`,
  count: (value) => fixed(value, 0),
};

export function shown(value, kind) {
  return typeof value === "string" ? value : KINDS[kind](value);
}
