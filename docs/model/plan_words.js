// A plan's numbers -> the words that fill docs/data/plan-template.yml. The twin of macros/model/plan_words.py.
import { calculate } from "./calculator.js";
import { fixed, number, percent, price, usd } from "./format.js";
import { commands } from "./plan_commands.js";
import { LINES, harmful, looks_at } from "./plan_samples.js";
import { DRY, SLOTS, order } from "./plan_schedule.js";
import { escaped } from "./template.js";

const NBSP = "\u00a0";
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const WARNINGS = ["months", "ceiling", "weekend", "short", "p95", "collect", "personal", "late-cost", "below", "storm", "cap", "promotion", "due", "ends"];
const GAPS = ["owner", "waits", "personal-unknown", "source", "promotion-date", "p95-prior", "spread", "on-the-line", "expected-to-fail", "quality", "too-few", "pairs", "heavy", "size", "no-cap", "assumed"];
const ARMS = ["again", "batch", "primed", "flex", "off-peak"];
const CASES = ["today", "list-up", "list-down", "half", "quarter", "tenth", "promotion", "off-peak", "off-peak-ends", "reads-double", "reads-full", "cold", "primed"];
const ANSWERS = ["workload", "owner", "waits", "approval", "price_label"];
const PLAIN = ["price_source", "live_source", "start", "price_as_of", "live_as_of", "price_due", "price_ends", "promotion_ends"];
const SIZE_NAMES = ["small", "medium", "large"];

const count = (value) => fixed(value, 0);
const dollars = (value) => usd(value, Math.abs(value) >= 100 ? 0 : 2);
const tenth = (value) => fixed(value, 1).replace(/\.0$/, "");
const hours = (value) => `${tenth(value)}${NBSP}h`;
const share = (value) => `${tenth(value * 100)}${NBSP}%`;
const months = (found) => (found.valid ? `${fixed(found.months, 1)} months` : "never");
const back = (found) => (found.valid ? `after ${months(found)}` : `never, as ${found.because}`);
const discount = (found) => (found.valid ? share(found.discount) : found.because);
const flags = (prefix, names, standing) => Object.fromEntries(names.map((name) => [prefix + name.replace(/-/g, "_"), standing.includes(name)]));
const each = (names, value) => Object.fromEntries(names.map((name) => [name, value(name)]));
const given = (value, unit) => (value === null ? "not known" : number(value) + (unit ? NBSP + unit : ""));

// Every slot of the template, from the inputs and their valid plan.
export function words(x, made) {
  return { ...answers(x, made), ...samples(x, made), ...time(x, made), ...money(x, made), ...commands(x, made) };
}

function answers(x, made) {
  return {
    ...each(ANSWERS, (name) => escaped(x[name])),
    ...each(PLAIN, (name) => x[name]),
    ...flags("personal_", ["yes", "no", "unknown"], [x.personal]),
    ...flags("w_", WARNINGS, made.warnings),
    ...flags("g_", GAPS, made.gaps),
    warning_count: count(made.warnings.length),
    gap_count: count(made.gaps.length),
    has_warnings: made.warnings.length > 0,
    has_gaps: made.gaps.length > 0,
    ready: made.warnings.length + made.gaps.length === 0,
    priced: Boolean(x.price_as_of),
    paired: x.paired === "yes",
    correlation: given(x.correlation, "%"),
    promoted: x.promotion_off > 0,
    promotion_off: given(x.promotion_off, "%"),
    off_peaked: x.off_peak_off > 0,
    off_peak_off: given(x.off_peak_off, "%"),
    card: x.card.map((row) => quantity(row, x[row.id], x.assumed.includes(row.id))),
    assumed_count: count(x.assumed.length),
  };
}

// A line of the workload card: assumed, given, or answered as not known.
function quantity(row, value, assumed) {
  const unknown = value === null;
  return { label: escaped(row.label), value: given(value, row.unit), assumed: assumed && !unknown, unknown, given: !assumed && !unknown };
}

function samples(x, made) {
  const saving = Object.fromEntries(made.arms.map((arm) => [arm.id, share(arm.saving)]));
  const { cost } = made.arms.find((arm) => arm.id === "batch");
  const by = made.arms.map((arm) => arm.quality).find((quality) => quality?.valid)?.by;
  const costs = made.arms.filter((arm) => arm.cost?.valid).map(cost_row);
  const runs = made.canaries;
  return {
    line_saving: share(LINES.saving),
    line_late: share(LINES.late),
    line_loss: share(LINES.loss),
    line_loss_points: tenth(LINES.loss * 100),
    line_quality_points: tenth(LINES.quality * 100),
    line_invoice: share(LINES.invoice),
    ratio_line: fixed(1 - LINES.saving, 2),
    rows: count(made.rows),
    arms: made.arms.map(arm_row),
    costs,
    has_costs: costs.length > 0,
    shape: costs.length ? costs[0].shape : "",
    skewed: costs.length > 0 && costs[0].shape !== "1",
    skew: costs.length ? number(x.skew) : "",
    saving_batch: saving.batch,
    arm_primed: "primed" in saving,
    saving_primed: saving.primed ?? "",
    arm_flex: "flex" in saving,
    saving_flex: saving.flex ?? "",
    arm_off_peak: "off-peak" in saving,
    saving_off_peak: saving["off-peak"] ?? "",
    loss_clean: count(made.loss_clean),
    by_pairs: by === "pairs",
    by_shares: by === "shares",
    by_nothing: by === undefined,
    for_p95: count(runs.for_p95),
    rank: runs.rank.valid ? count(runs.rank.rank) : "",
    has_half: cost.valid,
    halves: cost.valid ? looks_at(cost.n, cost.sd).map((row) => ({ n: count(row.n), half: share(row.half) })) : [],
    late_clean: count(runs.late.clean),
    late_more: count(runs.late.more),
    harm_day: count(harmful(24)),
    late_none: made.chance.allowed < 1,
    late_allowed: count(Math.max(made.chance.allowed, 0)),
    late_power: share(made.chance.power),
    late_next: count(made.chance.next),
    whole_week: runs.batches > 168,
    harm_week: count(harmful(168)),
    harm_all: count(harmful(runs.batches)),
  };
}

function arm_row(arm) {
  const row = { ...flags("is_", ARMS, [arm.id]), rows: count(arm.rows) };
  for (const name of ["cost", "loss", "quality"]) {
    const claim = arm[name];
    row[`has_${name}`] = Boolean(claim?.valid);
    row[`no_${name}`] = Boolean(claim) && !claim.valid;
    row[`${name}_n`] = claim?.valid ? count(claim.n) : "";
  }
  return row;
}

function cost_row(arm) {
  return { ...flags("is_", ARMS, [arm.id]), ...each(["once", "looks", "mean", "shape"], (name) => count(arm.cost[name])) };
}

function time(x, made) {
  const { canaries: runs, dates, submit, quota, cost } = made;
  const clock = (hour) => `${String(hour).padStart(2, "0")}:00`;
  const slots = Array.from({ length: SLOTS }, (_, slot) => ({
    from: clock(3 * slot),
    to: clock(3 * slot + 3),
    ...Object.fromEntries(WEEKDAYS.map((name, on) => [name, order(slot, on).map((size) => "SML"[size]).join(" ")])),
  }));
  return {
    ...each(["dry", "canary", "canary_end", "claims", "five", "quarter", "all", "decided", "expires"], (name) => dates[name]),
    days: count(dates.days),
    canary_days: count(runs.days),
    needed_days: count(runs.needed_days),
    window: `${count(x.window_days)} days`,
    batches: count(runs.batches),
    each: count(runs.each),
    bound: share(runs.bound),
    slots,
    ...Object.fromEntries(SIZE_NAMES.map((name, i) => [`size_${name}`, count(cost.sizes[i])])),
    canary_a_day: count(SLOTS * (cost.sizes[0] + cost.sizes[1] + cost.sizes[2])),
    rows_five: count(x.requests_per_day * 0.05),
    rows_quarter: count(x.requests_per_day * 0.25),
    rows_all: count(x.requests_per_day),
    dry_rows: count(DRY),
    every: hours(submit.every_h),
    per_day: tenth(submit.per_day),
    batch_rows: count(submit.rows),
    cut: submit.cut,
    deadline: hours(x.deadline_h),
    reserve: hours(x.reserve_h),
    hedge: hours(made.hedge_h),
    polling: given(x.polling_min, "min"),
    late: share(made.late),
    hedged: given(x.hedged, "%"),
    p95: hours(made.p95_h),
    p95_measured: made.p95_measured,
    median: given(x.median_min, "min"),
    p90: given(x.p90_min, "min"),
    cap_known: quota.cap_known,
    cap_production: share(quota.production),
    cap_canary: share(quota.canary),
    cap_left: share(quota.cap_left),
    limit_used: given(x.limit_used, "%"),
    need: count(quota.need),
    free: count(quota.free),
    rescued: count(quota.rescued_rows),
  };
}

function money(x, made) {
  const found = calculate(x);
  const { cost } = made;
  const cases = made.cases.map((row) => ({
    ...flags("c_", CASES, [row.id]),
    ...flags("d_", ["go", "pilot", "stay"], [row.decision]),
    saving: share(row.saving),
    month: dollars(row.month),
    payback: months(row.payback),
  }));
  const prices = ["price", "batch"].flatMap((lane) => ["in", "read", "write", "out"].map((part) => `${lane}_${part}`));
  return {
    ...each(prices, (name) => price(x[name])),
    ...each(["realtime_1000", "batch_1000", "batch_1000_low", "batch_1000_high", "written_1000"], (name) => usd(made[name], 2)),
    written: x.shared > 0 && x.batch_write !== x.batch_in,
    saving: share(made.saving),
    saving_low: share(found.saved_least),
    saving_high: share(found.saved_most),
    late_usd: `$${number(x.late_usd)}`,
    hit_high: given(x.hit_high, "%"),
    three_months: dollars(3 * (made.month - x.operations_usd)),
    ceiling: dollars(x.ceiling_usd),
    ...Object.fromEntries(["dry", "arms", "canaries", "score", "likely", "most"].map((name) => [`cost_${name}`, dollars(cost[name])])),
    arm_rows: count(made.arms.reduce((total, arm) => total + arm.rows, 0)),
    canary_rows: count(cost.canary_rows),
    scored: count(cost.scored),
    cases,
    flip_zero: discount(made.flip_zero),
    flip_line: discount(made.flip_line),
    effort: dollars(made.effort),
    operations: dollars(x.operations_usd),
    late_costs: !made.stake.free && made.month > 0,
    stake_share: percent(made.stake.share, 2),
    stake_clean: count(made.stake.clean),
    stake_month: dollars(made.stake.month),
    month_today: dollars(made.month),
    payback: back(made.payback),
    payback_falling: back(made.payback_falling),
    yearly_fall: given(x.yearly_fall, "%"),
  };
}
