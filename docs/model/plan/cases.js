// The same plan under other prices: what batch saves, when it pays back, and which decision follows.
// The twin of macros/model/plan/cases.py, held to tests/vectors/plan/cases.json.
import { DAYS, calculate } from "../calculator.js";
import { saved } from "../cost.js";
import { LINES } from "./samples.js";
import { lane_parts, live, live_cost, live_share, usable_share } from "../request.js";
import { payback } from "../value.js";

const PARTS = ["in", "read", "write", "out"];

// The answers with every price of a lane as `price` makes it.
function priced(answers, lane, price) {
  const moved = { ...answers };
  for (const part of PARTS) moved[`${lane}_${part}`] = price(part);
  return moved;
}

// Realtime, or batch, at `factor` of its price.
const listed = (answers, factor) => priced(answers, "price", (part) => answers[`price_${part}`] * factor);
const sold = (answers, factor) => priced(answers, "batch", (part) => answers[`batch_${part}`] * factor);

// Batch at list price less one discount on every component.
export function discounted(answers, discount) {
  return priced(answers, "batch", (part) => answers[`price_${part}`] * (1 - discount));
}

// [id, answers, what the realtime alternative costs as a share of its price]
function variants(answers) {
  const { price_read, batch_read } = answers;
  const off_peak = 1 - Math.min(Math.max(answers.off_peak_off, 0), 100) / 100;
  const promoted = 1 - Math.min(Math.max(answers.promotion_off, 0), 99) / 100;
  return [
    ["today", answers, 1],
    ["list-up", sold(listed(answers, 1.2), 1.2), 1],
    ["list-down", sold(listed(answers, 0.8), 0.8), 1],
    ["half", discounted(answers, 0.5), 1],
    ["quarter", discounted(answers, 0.25), 1],
    ["tenth", discounted(answers, 0.1), 1],
    ["promotion", sold(answers, 1 / promoted), 1],
    ["off-peak", answers, off_peak],
    ["off-peak-ends", answers, 1],
    ["reads-double", { ...answers, price_read: price_read * 2, batch_read: batch_read * 2 }, 1],
    ["reads-full", { ...answers, batch_read: price_read }, 1],
    ["cold", { ...answers, hit_likely: 0 }, 1],
    ["uncached", { ...answers, caching: answers.caching === "both" ? "realtime" : answers.caching }, 1],
    ["primed", { ...answers, hit_likely: answers.hit_high }, 1],
  ];
}

// Saving per usable answer, USD a month, months to pay back and the decision: go, pilot or stay.
// `worked` is the calculator's answer, where it is there already.
export function judged(answers, alternative, effort, worked = null) {
  const answer = worked ?? calculate(answers);
  if (!answer.valid) return answer;
  const other = answer.realtime_1000 * alternative;
  const saving = saved(other, answer.likely_1000);
  const month = ((other - answer.likely_1000) / 1000) * answers.requests_per_day * DAYS;
  const net = month - answers.operations_usd;
  const decision = net <= 0 ? "stay" : saving >= LINES.saving ? "go" : "pilot";
  return { saving, month, net, payback: payback(effort, month, answers.operations_usd), decision };
}

// A case that moves no price takes what was `worked` out.
export function cases(answers, effort, worked = null) {
  const known = (moved) => (moved === answers ? worked : null);
  return variants(answers).map(([id, moved, usual]) => ({ id, ...judged(moved, usual, effort, known(moved)) }));
}

// The one discount on every component of the batch price at which batch saves exactly `saving`, at its likely hits.
export function flip(answers, saving) {
  const batch = lane_parts(discounted(answers, 0), "batch", answers.hit_likely, "batch_write").total;
  const [hedged, wasted, twice] = [live_share(answers), answers.wasted / 100, answers.billed_twice / 100];
  const per_ratio = batch * ((1 - hedged) * (1 + wasted) + twice * hedged);
  const wanted = live(answers) * (1 - saving) * usable_share(answers, hedged);
  if (per_ratio <= 0) return { valid: false, because: "batch-free" };
  const discount = 1 - (wanted - hedged * live_cost(answers)) / per_ratio;
  return { valid: true, discount, possible: discount >= 0 && discount <= 1 };
}
