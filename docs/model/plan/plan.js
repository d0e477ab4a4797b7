// A benchmark plan's numbers from what a team answers: one record in, one record out.
// The twin of macros/model/plan/plan.py, held to tests/vectors/plan/plan.json. Words stand in
// docs/data/plan-template.yml: warnings and gaps are ids here.
import { DAYS, calculate } from "../calculator.js";
import { saved } from "../cost.js";
import { cases, flip } from "./cases.js";
import { detail } from "./detail.js";
import { in_batch, lane_parts, live_cost, live_share, timer_h } from "../request.js";
import { LEAST_BATCHES, LINES, incidents, late_chance, stake } from "./samples.js";
import { cost_sample, loss_sample, quality_sample } from "./samples.js";
import { DRY, SLOTS, canaries, large_canary, quota, sizes, stages, submissions, sum } from "./schedule.js";
import { gaps, warnings } from "./unsigned.js";
import { zero_failures_sample } from "../sample_size.js";
import { fitted, percentile } from "../turnaround.js";
import { payback, payback_fading } from "../value.js";

const LIST_RISE = 1.2; // a ceiling reckons with list prices a fifth higher
// arms whose rows are never, and always, a batch's
const [LIVE, BY_BATCH] = [
  ["again", "off-peak"],
  ["batch", "primed"],
];

export function plan(given) {
  const answers = paced(given);
  const answer = calculate(answers);
  if (!answer.valid) return { valid: false, because: answer.because };
  if (!timer_h(answers)) return { valid: false, because: "deadline-within-reserve" };
  if (!answer.lanes) return { valid: false, because: "no-time-to-collect" };
  const measured = answers.measured_p95_h;
  const p95_h = measured ?? answer.p95_h;
  const arms = samples(answers, answer);
  const submit = submissions(answers, p95_h);
  const runs = canaries(answers);
  const cost = money(answers, arms, runs.days, submit.rows);
  const due = [answers.price_due, answers.price_ends, answers.promotion_ends, answers.price_changes];
  const worked = {
    valid: true,
    p95_h,
    p95_measured: measured !== null,
    ...prices(answers, answer),
    chance: late_chance(runs.batches),
    incidents: incidents(runs.days, answers.incident_h, answers.incident_chance / 100),
    least_batches: LEAST_BATCHES,
    arms,
    lines: LINES,
    rows: Math.max(...arms.map((arm) => arm.rows)),
    loss_clean: zero_failures_sample(LINES.loss, 0.95).n,
    submit,
    canaries: runs,
    cost,
    quota: quota(answers, submit.rows, p95_h, cost.sizes[2]),
    dates: stages(answers, runs.days, due),
    ...paid(answers, answer, cost.likely),
  };
  const drafted = { ...worked, warnings: warnings(answers, worked), gaps: gaps(answers, worked) };
  return { ...drafted, detail: detail(answers, answer, drafted) };
}

// The answers with the collecting time cut to what the deadline allows: what goes live follows from it.
export function paced(answers) {
  const curve = fitted(answers.median_min, answers.p90_min);
  if (!curve.valid) return answers;
  const every = submissions(answers, answers.measured_p95_h ?? percentile(0.95, curve) / 60);
  return every.cut ? { ...answers, collect_h: every.every_h } : answers;
}

// What the calculator says of the plan's prices, and what late answers may cost.
function prices(answers, answer) {
  const [saving, month] = [(answer.realtime_1000 - answer.likely_1000) / 1000, answer.saved_month];
  const late_month = LINES.late * answers.late_usd * answers.requests_per_day * DAYS;
  return {
    realtime_1000: answer.realtime_1000,
    batch_1000: answer.likely_1000,
    batch_1000_low: answer.low_1000,
    batch_1000_high: answer.high_1000,
    saving: answer.saved_likely,
    month,
    written_1000: in_batch(answers, 0, "batch_write") * 1000,
    uncached_1000: in_batch({ ...answers, caching: "realtime" }, 0, "batch_write") * 1000,
    late: answer.late,
    hedged: answer.hedged,
    hedged_given: answer.hedged_given,
    too_short: answer.too_short,
    hedge_h: answer.hedge_after_h,
    lateness: answer.lateness,
    stake: { ...stake(saving, answers.late_usd), month: month - late_month },
  };
}

// Whether building and testing come back, at today's prices and at others.
function paid(answers, answer, test_usd) {
  const effort = answers.build_hours * answers.hourly_usd + test_usd;
  const [month, running] = [answer.saved_month, answers.operations_usd];
  return {
    cases: cases(answers, effort, answer),
    flip_zero: flip(answers, 0),
    flip_line: flip(answers, LINES.saving),
    effort,
    payback: payback(effort, month, running),
    payback_falling: payback_fading(effort, month, running, answers.yearly_fall / 100),
  };
}

const share = (percent) => (percent === null ? null : percent / 100);
const most_rows = (claims) => Math.max(0, ...claims.map((claim) => (claim?.valid ? claim.n : 0)));

// Per arm: the expected saving, the rows for each claim it answers (null where it answers none), and the most of them.
export function samples(answers, answer) {
  const available = answers.requests_per_day * Math.max(answers.window_days, 0);
  const paired = answers.paired === "yes";
  const correlation = paired ? answers.correlation / 100 : 0;
  const [live, batch] = [answers.unusable_realtime / 100, answers.unusable_batch / 100];
  const quality = quality_sample(share(answers.quality), share(answers.discordant), paired, available);
  const again = { id: "again", saving: 0, cost: null, loss: null, quality, rows: most_rows([quality]) };
  const arms = expected(answers, answer).map(([id, saving]) => {
    const by_batch = id === "batch" || id === "primed";
    const cost = cost_sample(answers.cv, answers.skew, correlation, saving, available);
    const loss = loss_sample(live, by_batch ? batch : live, available);
    const own = by_batch ? quality : null;
    return { id, saving, cost, loss, quality: own, rows: most_rows([cost, loss, own]) };
  });
  return [again, ...arms];
}

// [id, saving] of the arms whose saving is a claim.
function expected(answers, answer) {
  const arms = [["batch", answer.saved_likely]];
  if (answers.shared > 0 && answers.hit_high !== answers.hit_likely) {
    const primed = in_batch(answers, answers.hit_high, "batch_write");
    arms.push(["primed", saved(answer.realtime_1000 / 1000, primed)]);
  }
  if (answers.flex !== false) arms.push(["flex", answer.saved_flex]);
  if (answers.off_peak_off > 0) arms.push(["off-peak", answers.off_peak_off / 100]);
  return arms;
}

// What the plan costs, likely and at most. Likely: at the assumed hits, but the canaries cold, as small batches find
// little in a cache. At most: no cache is ever hit, list prices a fifth higher, every row by batch sent live once more.
// The canaries take what the arms leave of the ceiling.
export function money(answers, arms, days, production_rows) {
  const [usd, worst] = [row_usd(answers), dearest(answers)];
  const again = live_share(answers) * usd.again; // what the fallback of a row costs, likely
  const cold = Math.max(lane_parts(answers, "batch", 0, "batch_write").total, usd.batch);
  const own = arms.find((arm) => arm.id === "again").rows;
  const scored = own + sum(arms.map((arm) => (arm.quality?.valid ? arm.quality.n : 0))); // the logged answers too
  const arms_usd = sum(arms.map(({ id, rows }) => (usd[id] + (BY_BATCH.includes(id) ? again : 0)) * rows));
  const one_live = LIST_RISE * worst.live;
  const one_batch = LIST_RISE * worst.batch + one_live;
  const arms_most = sum(arms.map(({ id, rows }) => (LIVE.includes(id) ? one_live : one_batch) * rows));
  const score = scored * answers.score_usd;
  const dry_most = DRY * (one_live + one_batch);
  const left = answers.ceiling_usd - arms_most - score - dry_most;
  const three = sizes(large_canary(production_rows, one_batch > 0 ? left / (SLOTS * days * one_batch) : Infinity));
  const canary_rows = SLOTS * days * sum(three);
  const dry = DRY * (usd.again + usd.batch);
  const canaries_usd = canary_rows * (cold + again);
  return {
    sizes: three,
    canary_rows,
    dry,
    arms: arms_usd,
    canaries: canaries_usd,
    score,
    scored,
    likely: sum([dry, arms_usd, canaries_usd, score]),
    most: dry_most + arms_most + canary_rows * one_batch + score,
    smaller: three[2] < production_rows / 2.5, // not even the step below a production batch
  };
}

// USD of one row by arm.
function row_usd(answers) {
  const batch = (hits) => lane_parts(answers, "batch", hits, "batch_write").total;
  const live = live_cost(answers);
  return {
    again: live,
    batch: batch(answers.hit_likely),
    primed: batch(answers.hit_high),
    flex: batch(answers.hit_realtime),
    "off-peak": live * (1 - answers.off_peak_off / 100),
  };
}

// USD of one row by lane at the hits, or without caching, at which it is dearest: cost is a straight line in the hits.
function dearest(answers) {
  const ways = [answers, { ...answers, caching: "none" }];
  const most = (lane) =>
    Math.max(...ways.flatMap((way) => [0, 100].map((hits) => lane_parts(way, lane, hits, `${lane}_write`).total)));
  return { live: most("price"), batch: most("batch") };
}
