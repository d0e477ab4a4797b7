// One rule for numbers on a page, the same as macros/model/format.py: half away from zero, a no-break
// space before a unit. Decimal digits are rounded as text, since toFixed rounds the binary value.

const NBSP = "\u00a0";

// The shortest decimal that names this number, without an exponent: [digits before the point, digits after].
function plain(value) {
  const [mantissa, exponent = "0"] = String(value).split("e");
  const [whole, part = ""] = mantissa.split(".");
  const shift = Number(exponent);
  if (shift >= 0) return [whole + part.slice(0, shift).padEnd(shift, "0"), part.slice(shift)];
  const padded = whole.padStart(1 - shift, "0");
  return [padded.slice(0, padded.length + shift) || "0", padded.slice(padded.length + shift) + part];
}

const commas = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

// `value` with `places` decimals and commas between thousands.
export function fixed(value, places) {
  const [whole, part] = plain(Math.abs(value));
  const kept = BigInt(whole + part.padEnd(places, "0").slice(0, places)) + (part[places] >= "5" ? 1n : 0n);
  const digits = String(kept).padStart(places + 1, "0");
  const cut = digits.length - places;
  const sign = value < 0 && kept !== 0n ? "-" : "";
  return sign + commas(digits.slice(0, cut)) + (places ? `.${digits.slice(cut)}` : "");
}

// value × 10^n by moving the point, so 0.285 gives 28.5 and not 28.499999999999996.
function shifted(value, n) {
  const [mantissa, exponent = "0"] = String(value).split("e");
  return Number(`${mantissa}e${Number(exponent) + n}`);
}

export const percent = (share, places = 0) => `${fixed(shifted(share, 2), places)}${NBSP}%`;

// A share as far as it is known: one digit of the smaller of it and the rest, none below 0.1 %.
export function roughly(share) {
  const small = Math.min(share, 1 - share) * 100;
  if (small < 0.1) return `${share < 0.5 ? "<0.1" : ">99.9"}${NBSP}%`;
  const tens = Math.floor(Math.log10(small));
  const digit = Number(fixed(small / 10 ** tens, 0)) * 10 ** tens;
  return `${fixed(share <= 0.5 ? digit : 100 - digit, Math.max(0, -tens))}${NBSP}%`;
}

// A number of which the first three digits count.
export function large(value) {
  if (value === 0) return "0";
  const unit = 10 ** Math.max(Math.floor(Math.log10(Math.abs(value))) - 2, 0);
  return fixed(Number(fixed(value / unit, 0).replace(/,/g, "")) * unit, 0);
}

export const usd = (amount, places = 2) => (amount < 0 ? `-$${fixed(-amount, places)}` : `$${fixed(amount, places)}`);

// A list price: two decimals, more only when the source has them.
export function price(amount) {
  const [, part] = plain(amount);
  return `$${fixed(amount, Math.max(2, part.replace(/0+$/, "").length))}`;
}

// As many decimals as the number has, and commas between thousands.
export const number = (value) => fixed(value, plain(Math.abs(value))[1].replace(/0+$/, "").length);
