// Everything the calculator shows, from everything a reader can set: one record in, one record out.
// The twin of macros/model/calculator.py, held to tests/vectors/calculator.json. Fields: docs/data/calculator.yml.
import { break_even_hit, largest_lateness_cost, saved } from "./cost.js";
import { caches, flex, has_time, in_batch, lane_parts, live, live_share, prices, timer_h } from "./request.js";
import { fitted, on_time, percentile } from "./turnaround.js";
import { cadence, chain_h, hours_to_finish, payback, payback_fading, quota_tokens_per_hour } from "./value.js";

export const DAYS = 30;

// `valid` is false, with a reason, when nothing can be compared.
export function calculate(inputs) {
  if (Object.values(inputs).some((value) => typeof value === "number" && !(value >= 0 && value < Infinity))) {
    return { valid: false, because: "no-number" };
  }
  const { unusable_realtime, unusable_batch, caching, shared, cache_minimum } = inputs;
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
    flex_better: usd.flex < usd.likely,
    cached: caches(inputs, "batch"),
    too_short: caching !== "none" && 0 < shared && shared < cache_minimum,
    parts_realtime: lane_parts(inputs, "price", inputs.hit_realtime, "price_write"),
    parts_batch: lane_parts(inputs, "batch", inputs.hit_likely, "batch_write"),
    ...time(inputs, curve),
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
  const { price_in, price_out, batch_in, batch_out, hit_likely, hit_low, hit_high } = inputs;
  const realtime = live(inputs);
  const [low, likely, high] = [hit_low, hit_likely, hit_high].map((hits) => in_batch(inputs, hits, "batch_write"));
  const ratio = price_out > 0 ? batch_out / price_out : price_in > 0 ? batch_in / price_in : 1;
  const sold = inputs.batch_write_hour !== null && caches(inputs, "batch");
  return {
    realtime,
    low: Math.min(low, likely, high),
    likely,
    high: Math.max(low, likely, high),
    uncached: in_batch({ ...inputs, caching: "realtime" }, 0, "batch_write"),
    hour: sold ? in_batch(inputs, hit_likely, "batch_write_hour") : null,
    flex: flex(inputs),
    naive: realtime * ratio,
  };
}

function money(usd, requests) {
  const each = usd.realtime;
  return {
    realtime_day: each * requests,
    low_day: usd.low * requests,
    likely_day: usd.likely * requests,
    high_day: usd.high * requests,
    uncached_day: usd.uncached * requests,
    hour_day: usd.hour === null ? null : usd.hour * requests,
    flex_day: usd.flex * requests,
    naive_day: usd.naive * requests,
    realtime_1000: each * 1000,
    low_1000: usd.low * 1000,
    likely_1000: usd.likely * 1000,
    high_1000: usd.high * 1000,
    flex_1000: usd.flex * 1000,
    saved_flex: saved(each, usd.flex),
    saved_most: saved(each, usd.low),
    saved_likely: saved(each, usd.likely),
    saved_least: saved(each, usd.high),
    saved_uncached: saved(each, usd.uncached),
    saved_naive: saved(each, usd.naive),
  };
}

// Whether the answers come in time. `late`, `lateness` and `net_saving` say what follows if nothing is sent live.
function time(inputs, curve) {
  const { deadline_h, reserve_h, chain, late_usd, polling_min } = inputs;
  const [collect, incident] = [inputs.collect_h * 60, inputs.incident_h * 60];
  const one = chain > 0 ? (deadline_h * 60) / chain : 0; // calls in a row share the deadline
  const in_time = on_time(one, curve, collect, polling_min, inputs.incident_chance / 100, incident);
  const p95_h = percentile(0.95, curve) / 60;
  const saving = live(inputs) - in_batch({ ...inputs, hedged: 0 }, inputs.hit_likely, "batch_write");
  return {
    on_time: in_time,
    late: 1 - in_time,
    hedge_after_h: timer_h(inputs),
    hedged: live_share(inputs),
    hedged_given: inputs.hedged !== null,
    lanes: has_time(inputs),
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
  ["hit_realtime", ["hit_realtime"], "to", 60, 99],
  ["batch_price", ["batch_in", "batch_read", "batch_write", "batch_out"], "times", 0.8, 1.5],
  ["output", ["output"], "times", 0.5, 2],
  ["shared", ["shared"], "times", 0, 2],
  ["deadline", ["deadline_h"], "times", 0.5, 3],
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
