// A benchmark plan's numbers from what a team answers: one record in, one record out.
// The twin of macros/model/plan/plan.py, held to tests/vectors/plan/plan.json. Words stand in
// docs/data/plan-template.yml: warnings and gaps are ids here.
import { DAYS, calculate, in_batch, lane_parts } from "../calculator.js";
import { saved } from "../cost.js";
import { cases, flip } from "./cases.js";
import { detail } from "./detail.js";
import { LINES, cost_sample, late_chance, loss_sample, quality_sample, stake } from "./samples.js";
import { DRY, SLOTS, canaries, large_canary, quota, sizes, stages, submissions, sum } from "./schedule.js";
import { gaps, warnings } from "./unsigned.js";
import { zero_failures_sample } from "../sample_size.js";
import { payback, payback_fading } from "../value.js";

const LIST_RISE = 1.2; // a ceiling reckons with list prices a fifth higher
const NO_HIT = 1e-9; // percent: caching left on and nothing found, where 0 means that it is left off

export function plan(answers) {
  const answer = calculate(answers);
  if (!answer.valid) return { valid: false, because: answer.because };
  if (!answer.lanes) return { valid: false, because: "deadline-within-reserve" };
  const measured = answers.measured_p95_h;
  const p95_h = measured ?? answer.p95_h;
  const arms = samples(answers, answer);
  const submit = submissions(answers, p95_h);
  const runs = canaries(answers);
  const cost = money(answers, arms, runs.days, submit.rows);
  const due = [answers.price_due, answers.price_ends, answers.promotion_ends];
  const worked = {
    valid: true,
    p95_h,
    p95_measured: measured !== null,
    ...prices(answers, answer),
    chance: late_chance(runs.batches),
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
    written_1000: in_batch(answers, NO_HIT, "batch_write") * 1000,
    late: answer.late,
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

// What the plan costs: at the likely prices and hits, and at most.
// The canaries take what the arms leave of the ceiling.
export function money(answers, arms, days, production_rows) {
  const usd = row_usd(answers);
  const { again: live, batch: likely } = usd;
  const worst = Math.max(likely, usd.primed, lane_parts(answers, "batch", answers.hit_low, "batch_write").total);
  const again = arms.find((arm) => arm.id === "again").rows;
  const scored = again + sum(arms.map((arm) => (arm.quality?.valid ? arm.quality.n : 0))); // the logged answers too
  const arms_usd = sum(arms.map((arm) => usd[arm.id] * arm.rows));
  const dearest = (id) => (id === "again" || id === "off-peak" ? live : Math.max(worst, usd[id]) + live);
  const arms_most = LIST_RISE * sum(arms.map((arm) => dearest(arm.id) * arm.rows));
  const score = scored * answers.score_usd;
  const dry = DRY * (live + likely);
  const dry_most = LIST_RISE * DRY * (live + worst);
  const per_row = LIST_RISE * worst;
  const left = answers.ceiling_usd - arms_most - score - dry_most;
  const three = sizes(large_canary(production_rows, per_row > 0 ? left / (SLOTS * days * per_row) : Infinity));
  const canary_rows = SLOTS * days * sum(three);
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

// USD of one row by arm.
function row_usd(answers) {
  const at = (lane, hits) => lane_parts(answers, lane, hits, `${lane}_write`).total;
  const live = at("price", answers.hit_realtime);
  return {
    again: live,
    batch: at("batch", answers.hit_likely),
    primed: at("batch", answers.hit_high),
    flex: at("batch", answers.hit_realtime),
    "off-peak": live * (1 - answers.off_peak_off / 100),
  };
}
