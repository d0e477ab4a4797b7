// A benchmark plan's numbers from what a team answers: one record in, one record out. The twin of macros/model/plan/plan.py,
// held to tests/vectors/plan/plan.json. Words stand in docs/data/plan-template.yml: warnings and gaps are ids here.
import { DAYS, calculate, in_batch, lane_parts } from "../calculator.js";
import { saved } from "../cost.js";
import { cases, flip } from "./cases.js";
import { day } from "./dates.js";
import { detail } from "./detail.js";
import { LINES, cost_sample, late_chance, loss_sample, quality_sample, stake } from "./samples.js";
import { DRY, SLOTS, canaries, large_canary, quota, sizes, stages, submissions } from "./schedule.js";
import { zero_failures_sample } from "../sample_size.js";
import { payback, payback_fading } from "../value.js";

const LIST_RISE = 1.2; // a ceiling reckons with list prices a fifth higher
const NO_HIT = 1e-9; // percent: caching left on and nothing found, where 0 means that it is left off
const share = (percent) => (percent === null ? null : percent / 100);
const answered = (arm) => Boolean(arm.quality?.valid);

export function plan(x) {
  const found = calculate(x);
  if (!found.valid) return { valid: false, because: found.because };
  if (!found.lanes) return { valid: false, because: "the deadline is no longer than the reserve for the live fallback" };
  const p95_measured = x.measured_p95_h !== null;
  const p95_h = p95_measured ? x.measured_p95_h : found.p95_h;
  const arms = samples(x, found);
  const submit = submissions(x, p95_h);
  const runs = canaries(x);
  const cost = money(x, arms, runs.days, submit.rows);
  const effort = x.build_hours * x.hourly_usd + cost.likely;
  const made = {
    valid: true,
    p95_h,
    p95_measured,
    realtime_1000: found.realtime_1000,
    batch_1000: found.likely_1000,
    batch_1000_low: found.low_1000,
    batch_1000_high: found.high_1000,
    saving: found.saved_likely,
    month: found.saved_month,
    written_1000: in_batch(x, NO_HIT, "batch_write") * 1000,
    late: found.late,
    hedge_h: found.hedge_after_h,
    lateness: found.lateness,
    stake: {
      ...stake((found.realtime_1000 - found.likely_1000) / 1000, x.late_usd),
      month: found.saved_month - LINES.late * x.late_usd * x.requests_per_day * DAYS,
    },
    chance: late_chance(runs.batches),
    arms,
    lines: LINES,
    rows: Math.max(...arms.map((arm) => arm.rows)),
    loss_clean: zero_failures_sample(LINES.loss, 0.95).n,
    submit,
    canaries: runs,
    cost,
    quota: quota(x, submit.rows, p95_h, cost.sizes[2]),
    dates: stages(x, runs.days, [x.price_due, x.price_ends, x.promotion_ends]),
    cases: cases(x, effort, found),
    flip_zero: flip(x, 0),
    flip_line: flip(x, LINES.saving),
    effort,
    payback: payback(effort, found.saved_month, x.operations_usd),
    payback_falling: payback_fading(effort, found.saved_month, x.operations_usd, x.yearly_fall / 100),
  };
  const whole = { ...made, warnings: standing(warnings(x, made)), gaps: standing(gaps(x, made)) };
  return { ...whole, detail: detail(x, found, whole) };
}

// Per arm: the expected saving, the rows for each claim it answers (null where it answers none), and the most of them.
export function samples(x, found) {
  const available = x.requests_per_day * Math.max(x.window_days, 0);
  const paired = x.paired === "yes";
  const correlation = paired ? x.correlation / 100 : 0;
  const [live, batch] = [x.unusable_realtime / 100, x.unusable_batch / 100];
  const primed = saved(found.realtime_1000 / 1000, in_batch(x, x.hit_high, "batch_write"));
  const off_peak = x.off_peak_off / 100;
  const expected = [["batch", found.saved_likely, batch]];
  if (x.shared > 0 && x.hit_high !== x.hit_likely) expected.push(["primed", primed, batch]);
  if (x.flex !== false) expected.push(["flex", found.saved_flex, live]);
  if (off_peak > 0) expected.push(["off-peak", off_peak, live]);
  const quality = quality_sample(share(x.quality), share(x.discordant), paired, available);
  const out = [{ id: "again", saving: 0, cost: null, loss: null, quality, rows: quality.valid ? quality.n : 0 }];
  for (const [id, saving, unusable] of expected) {
    const cost = cost_sample(x.cv, x.skew, correlation, saving, available);
    const loss = loss_sample(live, unusable, available);
    const own = id === "batch" || id === "primed" ? quality : null;
    out.push({ id, saving, cost, loss, quality: own, rows: Math.max(...[cost, loss, own].map((claim) => (claim?.valid ? claim.n : 0))) });
  }
  return out;
}

// What the plan costs: at the likely prices and hits, and at most. The canaries take what the arms leave of the ceiling.
export function money(x, arms, days, production_rows) {
  const at = (lane, hit) => lane_parts(x, lane, hit, `${lane}_write`).total;
  const live = at("price", x.hit_realtime);
  const likely = at("batch", x.hit_likely);
  const primed = at("batch", x.hit_high);
  const worst = Math.max(likely, primed, at("batch", x.hit_low));
  const each = { again: live, batch: likely, primed, flex: at("batch", x.hit_realtime), "off-peak": live * (1 - x.off_peak_off / 100) };
  const again = arms.find((arm) => arm.id === "again").rows;
  const scored = again + arms.reduce((total, arm) => total + (answered(arm) ? arm.quality.n : 0), 0); // the logged answers too
  const arms_usd = arms.reduce((total, arm) => total + each[arm.id] * arm.rows, 0);
  const dearest = (id) => (id === "again" || id === "off-peak" ? live : Math.max(worst, each[id]) + live);
  const arms_most = LIST_RISE * arms.reduce((total, arm) => total + dearest(arm.id) * arm.rows, 0);
  const score = scored * x.score_usd;
  const dry = DRY * (live + likely);
  const dry_most = LIST_RISE * DRY * (live + worst);
  const per_row = LIST_RISE * worst;
  const left = x.ceiling_usd - arms_most - score - dry_most;
  const three = sizes(large_canary(production_rows, per_row > 0 ? left / (SLOTS * days * per_row) : Infinity));
  const canary_rows = SLOTS * days * (three[0] + three[1] + three[2]);
  return {
    sizes: three,
    canary_rows,
    dry,
    arms: arms_usd,
    canaries: canary_rows * likely,
    score,
    scored,
    likely: dry + arms_usd + canary_rows * likely + score,
    most: dry_most + arms_most + canary_rows * per_row + score,
    smaller: three[2] < production_rows / 2.5, // not even the step below a production batch
  };
}

export const standing = (rows) => rows.filter(([, stands]) => stands).map(([name]) => name);
const within = (date, first, last) => Boolean(date) && day(first) <= day(date) && day(date) <= day(last);

// What should stop a signature until somebody has answered for it: each warning there is, and whether it stands.
export function warnings(x, made) {
  const batch = made.arms.filter((arm) => arm.id === "batch" || arm.id === "primed");
  return [
    ["months", made.cost.most > 3 * (made.month - x.operations_usd)],
    ["ceiling", made.cost.most > x.ceiling_usd],
    ["weekend", !made.canaries.weekend],
    ["short", made.canaries.short],
    ["p95", x.deadline_h < made.p95_h],
    ["collect", !made.submit.fits],
    ["personal", x.personal === "yes" && !x.approval],
    ["late-cost", made.month > 0 && made.stake.share < LINES.late],
    ["below", batch.every((arm) => arm.saving < LINES.saving)],
    ["storm", !made.quota.enough],
    ["cap", made.quota.cap_known && made.quota.cap_left < 0],
    ["promotion", within(x.promotion_ends, x.start, made.dates.decided)],
    ["due", Boolean(x.price_due) && day(x.price_due) <= day(made.dates.decided)],
    ["ends", within(x.price_ends, x.start, made.dates.decided)],
  ];
}

// What may not be known yet: each gap there is, and whether it stands.
export function gaps(x, made) {
  const claims = made.arms.flatMap((arm) => [arm.cost, arm.loss, arm.quality]).filter(Boolean);
  const because = new Set(claims.filter((claim) => !claim.valid).map((claim) => claim.because));
  return [
    ["owner", !x.owner],
    ["waits", !x.waits],
    ["personal-unknown", x.personal === "unknown"],
    ["source", !x.price_source],
    ["promotion-date", x.promotion_off > 0 && !x.promotion_ends],
    ["p95-prior", !made.p95_measured],
    ...["spread", "on-the-line", "expected-to-fail", "quality", "too-few"].map((name) => [name, because.has(name)]),
    ["pairs", made.arms.some((arm) => answered(arm) && arm.quality.by === "shares")],
    ["heavy", made.arms.some((arm) => arm.cost?.valid && arm.cost.heavy)],
    ["size", made.cost.smaller],
    ["no-cap", !made.quota.cap_known],
    ["assumed", x.assumed.length > 0],
  ];
}
