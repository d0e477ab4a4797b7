// A plan's numbers -> the words that fill docs/data/plan-template.yml. The twin of macros/model/plan/words.py.
// Only formats: what a figure is called stands in the template. Flags are true or false, rows are lists of records.
import { fixed, number } from "../format.js";
import { commands } from "./commands.js";
import { money } from "./money.js";
import { LINES, harmful, looks_at } from "./samples.js";
import { DRY, SLOTS, order } from "./schedule.js";
import { ANSWERS, ARMS, GAPS, PLAIN, SIZE_NAMES, WARNINGS, WEEKDAYS, count, each, flags, given, hours, share, tenth } from "./terms.js";
import { escaped } from "../template.js";

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
