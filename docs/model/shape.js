// What a record of demand says about its shape: peaks, burstiness, rhythm. The twin of macros/model/shape.py.

const EMPTY = { valid: false, because: "record-empty" };
const sum = (values) => values.reduce((total, value) => total + value, 0);
const most = (values) => values.reduce((peak, value) => Math.max(peak, value), -Infinity);

// u = mean ÷ peak of the windows.
export function utilisation_of(demand) {
  if (!demand.length || most(demand) <= 0) return { ...EMPTY };
  return { valid: true, used: sum(demand) / demand.length / most(demand) };
}

// Busiest window ÷ mean window.
export function peak_to_mean(demand) {
  if (!demand.length || sum(demand) <= 0) return { ...EMPTY };
  return { valid: true, ratio: (most(demand) * demand.length) / sum(demand) };
}

// 1 − f·u: how much cheaper a token is on a fleet without latency target and without idle hours.
export function discount_of(latency_factor, used) {
  return 1 - latency_factor * used;
}

// Capacity at a percentile (0 to 1) of the windows (linear between order statistics) plus headroom.
export function provisioned(demand, percentile, headroom) {
  if (!demand.length) return { ...EMPTY };
  if (!(percentile >= 0 && percentile <= 1)) return { valid: false, because: "percentile-outside" };
  const ordered = [...demand].sort((a, b) => a - b);
  const place = percentile * (ordered.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, ordered.length - 1);
  const value = ordered[below] + (place - below) * (ordered[above] - ordered[below]);
  return { valid: true, capacity: value * (1 + headroom) };
}

// Variance ÷ mean of counts per window: 1 for Poisson arrivals, more for bursts.
export function index_of_dispersion(counts) {
  const mean = counts.length ? sum(counts) / counts.length : 0;
  if (mean <= 0) return { ...EMPTY };
  return { valid: true, index: sum(counts.map((count) => (count - mean) ** 2)) / counts.length / mean };
}

// Standard deviation ÷ mean of the gaps between arrivals.
export function gap_cv(timestamps_s) {
  const ordered = [...timestamps_s].sort((a, b) => a - b);
  const gaps = ordered.slice(1).map((time, i) => time - ordered[i]);
  const mean = gaps.length ? sum(gaps) / gaps.length : 0;
  if (mean <= 0) return { ...EMPTY };
  return { valid: true, cv: Math.sqrt(sum(gaps.map((gap) => (gap - mean) ** 2)) / gaps.length) / mean };
}

// Correlation of the series with itself `lag` whole windows later.
export function autocorrelation(series, lag) {
  if (lag !== Math.floor(lag)) return { valid: false, because: "lag-not-whole" };
  if (lag < 0 || lag >= series.length) return { valid: false, because: "record-below-lag" };
  const mean = sum(series) / series.length;
  const spread = sum(series.map((value) => (value - mean) ** 2));
  if (spread <= 0) return { valid: false, because: "record-flat" };
  let both = 0;
  for (let i = 0; i < series.length - lag; i += 1) both += (series[i] - mean) * (series[i + lag] - mean);
  return { valid: true, correlation: both / spread };
}

// Counts of `factor` windows together, part of a window dropped; an incomplete last group is left out.
export function rebin(counts, factor) {
  const size = Math.floor(factor);
  const whole = size > 0 ? Math.floor(counts.length / size) : 0;
  return Array.from({ length: whole }, (_, i) => sum(counts.slice(i * size, (i + 1) * size)));
}
