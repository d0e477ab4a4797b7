// The standard normal distribution with the same arithmetic in both languages (macros/model/normal.py).

const A = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
const TAIL = 0.02425;

const ratio = (coefficients, q) => coefficients.reduce((total, coefficient) => total * q + coefficient, 0);

// P(Z > x).
export function upper(x) {
  if (x < 0) return 1 - upper(-x);
  if (x > 38) return 0;
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x < 2.5) {
    let term = x;
    let total = x;
    for (let k = 1; k < 80; k += 1) {
      term *= (x * x) / (2 * k + 1);
      total += term;
    }
    return 0.5 - density * total;
  }
  let tail = x; // Laplace's continued fraction, from its far end
  for (let k = 160; k > 0; k -= 1) tail = x + k / tail;
  return density / tail;
}

// P(Z ≤ x).
export function cdf(x) {
  return x < 0 ? upper(-x) : 1 - upper(x);
}

// The x with cdf(x) = p; Acklam's rational form, refined by Halley's step.
export function quantile(p) {
  p = Math.min(Math.max(p, 1e-300), 1 - 1e-16);
  let x;
  if (p < TAIL) {
    const q = Math.sqrt(-2 * Math.log(p));
    x = ratio(C, q) / (ratio(D, q) * q + 1);
  } else if (p > 1 - TAIL) {
    const q = Math.sqrt(-2 * Math.log(1 - p));
    x = -ratio(C, q) / (ratio(D, q) * q + 1);
  } else {
    const q = p - 0.5;
    const r = q * q;
    x = (ratio(A, r) * q) / (ratio(B, r) * r + 1);
  }
  for (let i = 0; i < 2; i += 1) {
    const step = (cdf(x) - p) * Math.sqrt(2 * Math.PI) * Math.exp((x * x) / 2);
    x -= step / (1 + (x * step) / 2);
  }
  return x;
}
