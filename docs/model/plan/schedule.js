// When a benchmark plan submits what: cadence, canary batches, quota, stages with their days.
// The twin of macros/model/plan/schedule.py, held to tests/vectors/plan/schedule.json. Hours are UTC; the unit for
// turnaround is the batch.
import { day, iso, meets_weekend, weekday } from "./dates.js";
import { late_rule, upper_rank } from "./samples.js";
import { quantile_sample, zero_failures_bound } from "../sample_size.js";
import { cadence } from "../value.js";

export const [SLOTS, SIZES, A_DAY] = [8, 3, 24]; // eight three-hour slots, three sizes: one canary an hour, 168 a week
const LADDER = [50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000]; // rows of the large canary
const SMALL = 10;
export const DRY = 20; // rows of the dry run
const [STAGE_DAYS, RECORD_DAYS, PRICE_DAYS] = [7, 90, 60];
export const SHARES = [0.05, 0.25, 1]; // of all traffic, stage by stage

// How often batches leave; `fits` is false when the deadline leaves no time to collect.
export function submissions(answers, p95_h) {
  const room = cadence(answers.deadline_h, p95_h, answers.reserve_h);
  const wished = Math.max(answers.collect_h, 0.25);
  const every = room.valid ? Math.min(wished, Math.max(room.collect_h, 0.25)) : wished;
  const rows = Math.max(1, Math.ceil((answers.requests_per_day * every) / 24 - 1e-9));
  return { fits: room.valid, cut: every < wished, every_h: every, rows, per_day: 24 / every };
}

// Rows of the small, the medium and the large canary.
export function sizes(large) {
  const middle = Math.sqrt(SMALL * large);
  return [SMALL, Math.max(20, ...LADDER.filter((step) => step <= middle)), large];
}

export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

// The largest step no larger than a production batch whose canaries cost no more rows than `affordable` a size-set.
export function large_canary(production_rows, affordable) {
  const fitting = LADDER.filter((step) => step <= production_rows && sum(sizes(step)) <= affordable);
  return fitting.length ? Math.max(...fitting) : LADDER[0];
}

// Which size leaves in the first, second and third hour of a slot; it rotates, so no size keeps an hour.
export function order(slot, on) {
  return [0, 1, 2].map((place) => (place + on + slot) % SIZES);
}

// Days, batches and what they prove.
export function canaries(answers) {
  const rule = late_rule();
  const needed_days = 7 * Math.ceil(rule.clean / (7 * A_DAY));
  const days = Math.min(needed_days, Math.max(1, Math.floor(answers.window_days)));
  const batches = A_DAY * days;
  const each = SLOTS * days;
  return {
    days,
    needed_days,
    batches,
    each,
    for_p95: quantile_sample(0.95, 0.95).n,
    rank: upper_rank(each, 0.95, 0.95),
    bound: zero_failures_bound(batches, 0.95).share,
    short: batches < rule.clean,
    weekend: meets_weekend(day(answers.start) + 1, days),
    late: rule,
  };
}

// The plan's days, and when its decision expires: 90 days on, or on the first of `due` that follows the decision.
// Prices that are due for a new look before the decision are read again for it, and are then good for 60 days.
export function stages(answers, canary_days, due) {
  const dry = day(answers.start);
  const canary = dry + 1;
  const claims = canary + canary_days;
  const starts = Array.from({ length: SHARES.length }, (_, i) => claims + 1 + STAGE_DAYS * i);
  const decided = starts[SHARES.length - 1] + STAGE_DAYS;
  const again = Boolean(answers.price_due) && day(answers.price_due) <= decided;
  const holds = decided + (again ? PRICE_DAYS : RECORD_DAYS);
  const later = due.filter(Boolean).map(day).filter((one) => one > decided);
  return {
    dry: iso(dry),
    canary: iso(canary),
    canary_end: iso(claims - 1),
    claims: iso(claims),
    five: iso(starts[0]),
    quarter: iso(starts[1]),
    all: iso(starts[2]),
    decided: iso(decided),
    expires: iso(Math.min(holds, ...later)),
    days: decided - dry,
    first_weekday: weekday(canary),
  };
}

// Shares of the enqueued-token cap and of the realtime limit: production, canaries, fallback, and what is left.
export function quota(answers, rows, p95_h, large) {
  const prompt = answers.shared + answers.unique;
  const whole = prompt + answers.output;
  const cap = answers.cap_tokens;
  const production = Math.max((answers.requests_per_day * p95_h) / 24, rows) * prompt;
  const canary = Math.ceil(Math.max(p95_h, 1)) * large * prompt;
  const free = answers.limit_per_minute * (1 - answers.limit_used / 100);
  const minutes = answers.reserve_h * 60;
  const need = Math.max(minutes > 0 ? (rows * whole) / minutes : 0, (answers.requests_per_day * whole) / 1440);
  return {
    cap_known: cap > 0,
    production: cap > 0 ? production / cap : 0,
    canary: cap > 0 ? canary / cap : 0,
    cap_left: cap > 0 ? 1 - (production + canary) / cap : 0,
    free,
    need,
    enough: free > 0 && need <= free && minutes > 0,
    rescued_rows: whole > 0 ? Math.floor((Math.max(free, 0) * minutes) / whole) : 0,
  };
}
