// Everything the calculator shows, from everything a reader can set: one record in, one record out.
// The twin of macros/model/calculator.py, held to tests/vectors/calculator.json. Fields: docs/data/calculator.yml.
import { break_even_hit, hedge_multiplier, largest_lateness_cost, request_parts, saved } from "./cost.js";
import { fitted, on_time, percentile } from "./turnaround.js";
import { cadence, chain_h, hours_to_finish, payback, payback_fading, quota_tokens_per_hour } from "./value.js";

export const DAYS = 30;

// One lane's prices as request_parts takes them; `write` names the field of the cache write.
export function prices(inputs, lane, write) {
  return {
    input: inputs[`${lane}_in`],
    cache_read: inputs[`${lane}_read`],
    cache_write: inputs[write],
    output: inputs[`${lane}_out`],
  };
}

// USD of one request by component; at 0 hits caching is left off and the prefix is plain input.
export function lane_parts(inputs, lane, hit_percent, write) {
  const price = prices(inputs, lane, hit_percent > 0 ? write : `${lane}_in`);
  return request_parts(inputs, price, hit_percent / 100);
}

// USD of one usable answer by batch: with its hedge, its waste and what comes back unusable.
export function in_batch(inputs, hit_percent, write) {
  const batch = lane_parts(inputs, "batch", hit_percent, write).total;
  const live = lane_parts(inputs, "price", inputs.hit_realtime, "price_write").total;
  const [hedged, wasted, twice] = [inputs.hedged / 100, inputs.wasted / 100, inputs.billed_twice / 100];
  const part = live > 0 ? hedge_multiplier(batch / live, hedged, wasted, twice) * live : batch;
  return part / (1 - inputs.unusable_batch / 100);
}

// `valid` is false, with a reason, when nothing can be compared.
export function calculate(inputs) {
  const { unusable_realtime, unusable_batch } = inputs;
  if (unusable_realtime >= 100 || unusable_batch >= 100) return { valid: false, because: "no-usable-answer" };
  const curve = fitted(inputs.median_min, inputs.p90_min);
  if (!curve.valid) return curve;
  const usd = lanes(inputs);
  const effort = inputs.build_hours * inputs.hourly_usd;
  const saving = (usd.realtime - usd.likely) * (inputs.requests_per_day * DAYS);
  return {
    valid: true,
    ...money(usd, inputs.requests_per_day),
    saved_month: saving,
    parts_realtime: lane_parts(inputs, "price", inputs.hit_realtime, "price_write"),
    parts_batch: lane_parts(inputs, "batch", inputs.hit_likely, "batch_write"),
    ...time(inputs, curve, usd.realtime - usd.likely),
    break_even: break_even_hit(inputs, prices(inputs, "price", "price_write"), usd.likely),
    quota: quota_tokens_per_hour(inputs.cap_tokens, inputs.median_min / 60),
    backfill: hours_to_finish(inputs.backfill_tokens, inputs.limit_per_minute, inputs.limit_used / 100),
    backfill_batch: backfill(inputs),
    payback: payback(effort, saving, inputs.operations_usd),
    payback_falling: payback_fading(effort, saving, inputs.operations_usd, inputs.yearly_fall / 100),
  };
}

// USD of one usable answer by lane. `naive`: batch as its output price promises, with realtime's cache.
function lanes(inputs) {
  const { price_in, price_out, batch_in, batch_out, hit_realtime, hit_likely, hit_low, hit_high } = inputs;
  const usable = 1 - inputs.unusable_realtime / 100;
  const realtime = lane_parts(inputs, "price", hit_realtime, "price_write").total / usable;
  const [low, likely, high] = [hit_low, hit_likely, hit_high].map((hits) => in_batch(inputs, hits, "batch_write"));
  const ratio = price_out > 0 ? batch_out / price_out : price_in > 0 ? batch_in / price_in : 1;
  return {
    realtime,
    low: Math.min(low, likely, high),
    likely,
    high: Math.max(low, likely, high),
    hour: in_batch(inputs, hit_likely, "batch_write_hour"),
    // A middle lane answers in minutes, so it meets the cache as warm as realtime does.
    flex: lane_parts(inputs, "batch", hit_realtime, "batch_write").total / usable,
    naive: realtime * ratio,
  };
}

function money(usd, requests) {
  const live = usd.realtime;
  return {
    realtime_day: live * requests,
    low_day: usd.low * requests,
    likely_day: usd.likely * requests,
    high_day: usd.high * requests,
    hour_day: usd.hour * requests,
    flex_day: usd.flex * requests,
    naive_day: usd.naive * requests,
    realtime_1000: live * 1000,
    low_1000: usd.low * 1000,
    likely_1000: usd.likely * 1000,
    high_1000: usd.high * 1000,
    flex_1000: usd.flex * 1000,
    saved_flex: saved(live, usd.flex),
    saved_most: saved(live, usd.low),
    saved_likely: saved(live, usd.likely),
    saved_least: saved(live, usd.high),
    saved_naive: saved(live, usd.naive),
    hour_more: -saved(live, usd.hour),
  };
}

// Whether the answers come in time, and what a late one may cost.
function time(inputs, curve, saving) {
  const { deadline_h, reserve_h, chain, late_usd, polling_min } = inputs;
  const [collect, incident] = [inputs.collect_h * 60, inputs.incident_h * 60];
  const one = chain > 0 ? (deadline_h * 60) / chain : 0; // calls in a row share the deadline
  const in_time = on_time(one, curve, collect, polling_min, inputs.incident_chance / 100, incident);
  const p95_h = percentile(0.95, curve) / 60;
  return {
    on_time: in_time,
    late: 1 - in_time,
    hedge_after_h: Math.max(deadline_h - reserve_h, 0),
    lanes: deadline_h > reserve_h,
    lateness: largest_lateness_cost(saving, 1 - in_time),
    net_saving: saving - (1 - in_time) * late_usd,
    cadence: cadence(deadline_h, p95_h, reserve_h),
    p95_h,
    chain_h: chain_h(chain, inputs.median_min / 60),
  };
}

// Hours of the same backfill in batch, at the enqueued-token cap.
function backfill(inputs) {
  const quota = quota_tokens_per_hour(inputs.cap_tokens, inputs.median_min / 60);
  if (!quota.valid || quota.tokens_per_hour <= 0) return { valid: false, because: "cap-lets-nothing-through" };
  return { valid: true, hours: inputs.backfill_tokens / quota.tokens_per_hour };
}

// Which of the printed sentences holds.
export function verdict(answer) {
  if (!answer.valid) return "invalid";
  if (!answer.lanes) return "live-only";
  if (answer.saved_least > 0) return "saves";
  return answer.saved_most > 0 ? "depends" : "dearer";
}

// P(on time) for each deadline, all else as it stands.
export function punctual(inputs, deadlines_h) {
  return deadlines_h.map((hours) => {
    const answer = calculate({ ...inputs, deadline_h: hours });
    return answer.valid ? answer.on_time : 0;
  });
}

// What moves the likely saving most: each input at two ends, the others as they stand.
const SWINGS = [
  ["hit_likely", ["hit_likely"], "to", 0, 98],
  ["batch_price", ["batch_in", "batch_read", "batch_write", "batch_out"], "times", 0.8, 1.5],
  ["output", ["output"], "times", 0.5, 2],
  ["shared", ["shared"], "times", 0, 2],
  ["hedged", ["hedged"], "to", 0, 10],
  ["unusable_batch", ["unusable_batch"], "to", 0, 10],
];

// The saved share with each input at either end, widest first.
export function swings(inputs) {
  const out = SWINGS.map(([input, fields, how, ...both]) => {
    const ends = both.map((end) => {
      const moved = { ...inputs };
      for (const field of fields) moved[field] = how === "to" ? end : inputs[field] * end;
      const answer = calculate(moved);
      return answer.valid ? answer.saved_likely : 0;
    });
    return { input, low: Math.min(...ends), high: Math.max(...ends) };
  });
  return out.sort((a, b) => a.low - a.high - (b.low - b.high));
}
