// Everything the calculator shows, from everything a reader can set: one record in, one record out.
// The twin of macros/model/calculator.py, held to tests/vectors/calculator.json. Fields: docs/data/calculator.yml.
import { break_even_hit, hedge_multiplier, largest_lateness_cost, request_parts, saved } from "./cost.js";
import { fitted, on_time, percentile } from "./turnaround.js";
import { cadence, chain_h, hours_to_finish, payback, payback_fading, quota_tokens_per_hour } from "./value.js";

export const DAYS = 30;

// One lane's prices as request_parts takes them; `write` names the field of the cache write.
export function prices(x, lane, write) {
  return { input: x[`${lane}_in`], cache_read: x[`${lane}_read`], cache_write: x[write], output: x[`${lane}_out`] };
}

// USD of one request by component; at 0 hits caching is left off and the prefix is plain input.
export function lane_parts(x, lane, hit_percent, write) {
  const price = prices(x, lane, hit_percent > 0 ? write : `${lane}_in`);
  return request_parts(x, price, hit_percent / 100);
}

// USD of one usable answer by batch: with its hedge, its waste and what comes back unusable.
export function in_batch(x, hit_percent, write) {
  const batch = lane_parts(x, "batch", hit_percent, write).total;
  const live = lane_parts(x, "price", x.hit_realtime, "price_write").total;
  const part = live > 0 ? hedge_multiplier(batch / live, x.hedged / 100, x.wasted / 100, x.billed_twice / 100) * live : batch;
  return part / (1 - x.unusable_batch / 100);
}

// `valid` is false, with a reason, when nothing can be compared.
export function calculate(x) {
  if (x.unusable_realtime >= 100 || x.unusable_batch >= 100) return { valid: false, because: "no-usable-answer" };
  const curve = fitted(x.median_min, x.p90_min);
  if (!curve.valid) return curve;
  const live = lane_parts(x, "price", x.hit_realtime, "price_write").total / (1 - x.unusable_realtime / 100);
  const likely = in_batch(x, x.hit_likely, "batch_write");
  const ends = [in_batch(x, x.hit_low, "batch_write"), likely, in_batch(x, x.hit_high, "batch_write")];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const hour = in_batch(x, x.hit_likely, "batch_write_hour");
  // A middle lane answers in minutes, so it meets the cache as warm as realtime does.
  const flex = lane_parts(x, "batch", x.hit_realtime, "batch_write").total / (1 - x.unusable_realtime / 100);
  const ratio = x.price_out > 0 ? x.batch_out / x.price_out : x.price_in > 0 ? x.batch_in / x.price_in : 1;
  const naive = live * ratio;
  const days = x.requests_per_day;
  const effort = x.build_hours * x.hourly_usd;
  const saving = (live - likely) * (days * DAYS);
  return {
    valid: true,
    realtime_day: live * days,
    low_day: low * days,
    likely_day: likely * days,
    high_day: high * days,
    hour_day: hour * days,
    flex_day: flex * days,
    flex_1000: flex * 1000,
    saved_flex: saved(live, flex),
    naive_day: naive * days,
    realtime_1000: live * 1000,
    low_1000: low * 1000,
    likely_1000: likely * 1000,
    high_1000: high * 1000,
    saved_most: saved(live, low),
    saved_likely: saved(live, likely),
    saved_least: saved(live, high),
    saved_naive: saved(live, naive),
    hour_more: -saved(live, hour),
    saved_month: saving,
    parts_realtime: lane_parts(x, "price", x.hit_realtime, "price_write"),
    parts_batch: lane_parts(x, "batch", x.hit_likely, "batch_write"),
    ...time(x, curve, live - likely),
    break_even: break_even_hit(x, prices(x, "price", "price_write"), likely),
    quota: quota_tokens_per_hour(x.cap_tokens, x.median_min / 60),
    backfill: hours_to_finish(x.backfill_tokens, x.limit_per_minute, x.limit_used / 100),
    backfill_batch: backfill(x),
    payback: payback(effort, saving, x.operations_usd),
    payback_falling: payback_fading(effort, saving, x.operations_usd, x.yearly_fall / 100),
  };
}

// Whether the answers come in time, and what a late one may cost.
function time(x, curve, saving) {
  const one = x.chain > 0 ? (x.deadline_h * 60) / x.chain : 0; // calls in a row share the deadline
  const in_time = on_time(one, curve, x.collect_h * 60, x.polling_min, x.incident_chance / 100, x.incident_h * 60);
  const p95_h = percentile(0.95, curve) / 60;
  return {
    on_time: in_time,
    late: 1 - in_time,
    hedge_after_h: Math.max(x.deadline_h - x.reserve_h, 0),
    lanes: x.deadline_h > x.reserve_h,
    lateness: largest_lateness_cost(saving, 1 - in_time),
    net_saving: saving - (1 - in_time) * x.late_usd,
    cadence: cadence(x.deadline_h, p95_h, x.reserve_h),
    p95_h,
    chain_h: chain_h(x.chain, x.median_min / 60),
  };
}

// Hours of the same backfill in batch, at the enqueued-token cap.
function backfill(x) {
  const quota = quota_tokens_per_hour(x.cap_tokens, x.median_min / 60);
  if (!quota.valid || quota.tokens_per_hour <= 0) return { valid: false, because: "cap-lets-nothing-through" };
  return { valid: true, hours: x.backfill_tokens / quota.tokens_per_hour };
}

// Which of the printed sentences holds.
export function verdict(found) {
  if (!found.valid) return "invalid";
  if (!found.lanes) return "live-only";
  if (found.saved_least > 0) return "saves";
  return found.saved_most > 0 ? "depends" : "dearer";
}

// P(on time) for each deadline, all else as it stands.
export function punctual(x, deadlines_h) {
  return deadlines_h.map((hours) => {
    const found = calculate({ ...x, deadline_h: hours });
    return found.valid ? found.on_time : 0;
  });
}

// What moves the likely saving most: each input at two ends, the others as they stand.
const SWINGS = [
  ["hit_likely", "to", 0, 98],
  ["batch_price", "times", 0.8, 1.5],
  ["output", "times", 0.5, 2],
  ["shared", "times", 0, 2],
  ["hedged", "to", 0, 10],
  ["unusable_batch", "to", 0, 10],
];

// [{input, low, high}]: the saved share with each input at either end, widest first.
export function swings(x) {
  const out = SWINGS.map(([input, how, ...both]) => {
    const names = input === "batch_price" ? ["batch_in", "batch_read", "batch_write", "batch_out"] : [input];
    const ends = both.map((end) => {
      const moved = { ...x };
      for (const field of names) moved[field] = how === "to" ? end : x[field] * end;
      const found = calculate(moved);
      return found.valid ? found.saved_likely : 0;
    });
    return { input, low: Math.min(...ends), high: Math.max(...ends) };
  });
  return out.sort((a, b) => a.low - a.high - (b.low - b.high));
}
