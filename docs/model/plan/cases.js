// The same plan under other prices: what batch saves, when it pays back, and which decision follows.
// The twin of macros/model/plan/cases.py, held to tests/vectors/plan/cases.json.
import { calculate, lane_parts } from "../calculator.js";
import { saved } from "../cost.js";
import { LINES } from "./samples.js";
import { payback } from "../value.js";

const DAYS = 30;
const PARTS = ["in", "read", "write", "out"];

function scaled(x, lane, factor) {
  const moved = { ...x };
  for (const part of PARTS) moved[`${lane}_${part}`] = x[`${lane}_${part}`] * factor;
  return moved;
}

// Batch at list price less one discount on every component.
export function discounted(x, discount) {
  const moved = { ...x };
  for (const part of PARTS) moved[`batch_${part}`] = x[`price_${part}`] * (1 - discount);
  return moved;
}

// [id, inputs, what the realtime alternative costs as a share of its price]
function variants(x) {
  const off_peak = 1 - Math.min(Math.max(x.off_peak_off, 0), 100) / 100;
  const promoted = 1 - Math.min(Math.max(x.promotion_off, 0), 99) / 100;
  return [
    ["today", x, 1],
    ["list-up", scaled(scaled(x, "price", 1.2), "batch", 1.2), 1],
    ["list-down", scaled(scaled(x, "price", 0.8), "batch", 0.8), 1],
    ["half", discounted(x, 0.5), 1],
    ["quarter", discounted(x, 0.25), 1],
    ["tenth", discounted(x, 0.1), 1],
    ["promotion", scaled(x, "batch", 1 / promoted), 1],
    ["off-peak", x, off_peak],
    ["off-peak-ends", x, 1],
    ["reads-double", { ...x, price_read: x.price_read * 2, batch_read: x.batch_read * 2 }, 1],
    ["reads-full", { ...x, batch_read: x.price_read }, 1],
    ["cold", { ...x, hit_likely: 0 }, 1],
    ["primed", { ...x, hit_likely: x.hit_high }, 1],
  ];
}

// Saving per usable answer, USD a month, months to pay back and the decision: go, pilot or stay.
// `worked` is the calculator's answer to x, where it is there already.
export function judged(x, alternative, effort, worked = null) {
  const found = worked ?? calculate(x);
  if (!found.valid) return found;
  const live = found.realtime_1000 * alternative;
  const saving = saved(live, found.likely_1000);
  const month = ((live - found.likely_1000) / 1000) * x.requests_per_day * DAYS;
  const net = month - x.operations_usd;
  const decision = net <= 0 ? "stay" : saving >= LINES.saving ? "go" : "pilot";
  return { saving, month, net, payback: payback(effort, month, x.operations_usd), decision };
}

// A case that moves no price takes what was `worked` out for x.
export function cases(x, effort, worked = null) {
  const known = (moved) => (moved === x ? worked : null);
  return variants(x).map(([id, moved, usual]) => ({ id, ...judged(moved, usual, effort, known(moved)) }));
}

// The one discount on every component of the batch price at which batch saves exactly `saving`, at its likely hits.
export function flip(x, saving) {
  const batch = lane_parts(discounted(x, 0), "batch", x.hit_likely, "batch_write").total;
  const live = lane_parts(x, "price", x.hit_realtime, "price_write").total;
  const [hedged, wasted, twice] = [x.hedged / 100, x.wasted / 100, x.billed_twice / 100];
  const per_ratio = batch * ((1 - hedged) * (1 + wasted) + twice * hedged);
  const wanted = (live / (1 - x.unusable_realtime / 100)) * (1 - saving) * (1 - x.unusable_batch / 100);
  if (per_ratio <= 0) return { valid: false, because: "batch costs nothing" };
  const discount = 1 - (wanted - hedged * live) / per_ratio;
  return { valid: true, discount, possible: discount >= 0 && discount <= 1 };
}
