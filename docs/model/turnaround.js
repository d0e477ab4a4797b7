// How long a batch answer takes, and whether it is in time. Minutes; the twin of macros/model/turnaround.py.
// A lognormal through a published median and 90th percentile, with an incident switch: a prior, not a promise.
import { cdf, quantile } from "./normal.js";

// {median, sigma} through both percentiles.
export function fitted(median, p90) {
  if (median <= 0 || p90 < median) return { valid: false, because: "p90-below-median" };
  return { valid: true, median, sigma: Math.log(p90 / median) / quantile(0.9) };
}

// Share of batches that are back within `minutes`.
export function done_by(minutes, curve) {
  if (minutes <= 0) return 0;
  if (curve.sigma <= 0) return minutes >= curve.median ? 1 : 0;
  return cdf(Math.log(minutes / curve.median) / curve.sigma);
}

// Minutes by which `share` of batches are back.
export function percentile(share, curve) {
  return curve.median * Math.exp(curve.sigma * quantile(share));
}

// P(an answer is there in time): collecting, turnaround, half a polling interval, and perhaps an incident.
export function on_time(deadline, curve, collecting, polling, incident_chance, incident) {
  const left = deadline - collecting - polling / 2;
  return (1 - incident_chance) * done_by(left, curve) + incident_chance * done_by(left - incident, curve);
}

// Minutes after the request at which missing rows must go live.
export function latest_hedge(deadline, realtime, reserve) {
  const at = deadline - realtime - reserve;
  if (at <= 0) return { valid: false, because: "deadline-below-live-run" };
  return { valid: true, minutes: at };
}
