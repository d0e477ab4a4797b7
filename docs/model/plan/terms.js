// What the words of a plan are made of: ids in the order printed, and figures as text. The twin of macros/model/plan/terms.py.
import { fixed, number, usd } from "../format.js";

const NBSP = "\u00a0";
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
export const WARNINGS = ["months", "ceiling", "weekend", "short", "p95", "collect", "personal", "late-cost", "below", "storm", "cap", "promotion", "due", "ends"];
export const GAPS = ["owner", "waits", "personal-unknown", "source", "promotion-date", "p95-prior", "spread", "on-the-line", "expected-to-fail", "quality", "too-few", "pairs", "heavy", "size", "no-cap", "assumed"];
export const ARMS = ["again", "batch", "primed", "flex", "off-peak"];
export const CASES = ["today", "list-up", "list-down", "half", "quarter", "tenth", "promotion", "off-peak", "off-peak-ends", "reads-double", "reads-full", "cold", "primed"];
export const ANSWERS = ["workload", "owner", "waits", "approval", "price_label"];
export const PLAIN = ["price_source", "live_source", "start", "price_as_of", "live_as_of", "price_due", "price_ends", "promotion_ends"];
export const SIZE_NAMES = ["small", "medium", "large"];

export const count = (value) => fixed(value, 0);
export const dollars = (value) => usd(value, Math.abs(value) >= 100 ? 0 : 2);
export const tenth = (value) => fixed(value, 1).replace(/\.0$/, "");
export const hours = (value) => `${tenth(value)}${NBSP}h`;
export const share = (value) => `${tenth(value * 100)}${NBSP}%`;
export const months = (found) => (found.valid ? `${fixed(found.months, 1)} months` : "never");
export const back = (found) => (found.valid ? `after ${months(found)}` : `never, as ${found.because}`);
export const discount = (found) => (found.valid ? share(found.discount) : found.because);
export const flags = (prefix, names, standing) => Object.fromEntries(names.map((name) => [prefix + name.replace(/-/g, "_"), standing.includes(name)]));
export const each = (names, value) => Object.fromEntries(names.map((name) => [name, value(name)]));
export const given = (value, unit) => (value === null ? "not known" : number(value) + (unit ? NBSP + unit : ""));
