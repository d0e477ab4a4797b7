// How many observations a claim needs, and what a clean run proves. The twin of macros/model/sample_size.py.
import { quantile } from "./normal.js";

const Z95 = 1.96;
const share = (value) => value > 0 && value < 1;
const NO_SHARE = { valid: false, because: "share-outside" };
const UNTRIED = { valid: false, because: "nothing-tried" };

// n for a mean within ±half_width (relative) at 95 %.
export function mean_sample(cv, half_width) {
  if (half_width <= 0) return { valid: false, because: "no-width" };
  return { valid: true, n: Math.max(1, Math.ceil(((Z95 * cv) / half_width) ** 2 - 1e-9)) };
}

// n per arm to see a relative difference; times 1 − ρ when the arms are paired.
export function two_arm_sample(cv, difference, alpha, power, correlation) {
  if (difference <= 0) return { valid: false, because: "no-difference" };
  const z = quantile(1 - alpha / 2) + quantile(power);
  const wanted = ((2 * z ** 2 * cv ** 2) / difference ** 2) * (1 - correlation);
  return { valid: true, n: Math.max(1, Math.ceil(wanted - 1e-9)) };
}

// Whether the normal interval holds for a skewed mean.
export function normal_interval_valid(n, skew) {
  return n > 25 * skew ** 2;
}

// The least n whose largest value is at or above the true q-quantile with that confidence.
export function quantile_sample(q, confidence) {
  if (!share(q) || !share(confidence)) return { ...NO_SHARE };
  return { valid: true, n: Math.ceil(Math.log(1 - confidence) / Math.log(q) - 1e-9) };
}

// Upper bound of a failure share after n clean trials.
export function zero_failures_bound(n, confidence) {
  if (n < 1) return { ...UNTRIED };
  return { valid: true, share: 1 - (1 - confidence) ** (1 / n) };
}

// Clean trials needed to prove fewer than `bound` fail.
export function zero_failures_sample(bound, confidence) {
  if (!share(bound) || !share(confidence)) return { ...NO_SHARE };
  return { valid: true, n: Math.ceil(Math.log(1 - confidence) / Math.log1p(-bound) - 1e-9) };
}

// Samples that the MLPerf rules ask for to state the q-percentile.
export function percentile_sample(q) {
  if (!share(q)) return { ...NO_SHARE };
  const margin = (1 - q) / 20;
  return { valid: true, n: Math.ceil((quantile(0.995) ** 2 * q * (1 - q)) / margin ** 2) };
}

// Wilson's interval of a share.
export function wilson_interval(failures, n, confidence) {
  if (n < 1) return { ...UNTRIED };
  const z = quantile(1 - (1 - confidence) / 2);
  const p = failures / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z * Math.sqrt(Math.max((p * (1 - p)) / n + (z * z) / (4 * n * n), 0))) / (1 + (z * z) / n);
  return { valid: true, low: Math.max(middle - half, 0), high: Math.min(middle + half, 1) };
}

// Half-width of an anytime-valid interval of a mean, a normal mixture tightest near n = `tuned`.
export function confidence_sequence(n, sd, alpha, tuned) {
  if (n < 1 || tuned < 1 || !share(alpha)) return { valid: false, because: "size-or-share-outside" };
  const rho2 = (-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / tuned;
  const inside = n * rho2 + 1;
  return { valid: true, half_width: (sd * Math.sqrt(inside * Math.log(inside / alpha ** 2))) / (n * Math.sqrt(rho2)) };
}

const bell = (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
const simpson = (i, steps) => (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) / 3;

// P(at least one |z-value| exceeds z) over equally spaced looks at data without any effect.
export function peeking_error(peeks, z) {
  const steps = 160;
  let inside = 0;
  let [points, weighted] = [[], []]; // weighted: Simpson's weight times density at each point
  for (let k = 1; k <= peeks; k += 1) {
    const edge = z * Math.sqrt(k);
    const width = (2 * edge) / steps;
    const grid = Array.from({ length: steps + 1 }, (_, i) => -edge + width * i);
    const old = points[1] - points[0];
    const half = grid.slice(0, steps / 2 + 1); // the density is even: the other half mirrors this one
    const reached = (x) => old * points.reduce((total, from, j) => total + weighted[j] * bell(x - from), 0);
    const left = half.map(k === 1 ? bell : reached);
    const density = [...left, ...left.slice(0, -1).reverse()];
    [points, weighted] = [grid, density.map((value, i) => simpson(i, steps) * value)];
    inside = width * weighted.reduce((total, value) => total + value, 0);
  }
  return peeks > 0 ? 1 - inside : 0;
}
