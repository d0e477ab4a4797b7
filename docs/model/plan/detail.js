// What a plan's document shows beside the plan itself: small numbers, no words.
// The twin of macros/model/plan/detail.py, held to tests/vectors/plan/detail.json, and to plan.json as `detail` of the
// plan, which its JSON form leaves out.
import { commands } from "./commands.js";
import { LINES, harmful, looks_at } from "./samples.js";
import { DRY, SHARES, SLOTS, order, sum } from "./schedule.js";

const SIZE_IDS = ["small", "medium", "large"];

// From the answers, the calculator's answer to them, and the plan made of both.
export function detail(answers, answer, plan) {
  const { batches } = plan.canaries;
  const sized = plan.arms.filter((arm) => arm.cost?.valid);
  const batch = sized.find((arm) => arm.id === "batch")?.cost;
  const shape = sized[0]?.cost.shape ?? null; // the same in every arm
  return {
    ready: plan.warnings.length + plan.gaps.length === 0,
    card: answers.card.map((row) => quantity(row, answers[row.id], answers.assumed.includes(row.id))),
    saving_low: answer.saved_least,
    saving_high: answer.saved_most,
    three_months: 3 * (plan.month - answers.operations_usd),
    late_costs: !plan.stake.free && plan.month > 0,
    written: answers.shared > 0 && answers.batch_write !== answers.batch_in,
    ratio_line: 1 - LINES.saving,
    shape,
    skewed: shape !== null && shape > 1,
    halves: batch ? looks_at(batch.n, batch.sd) : [],
    allowed: Math.max(plan.chance.allowed, 0),
    whole_week: batches > 168,
    harm: { day: harmful(24), week: harmful(168), all: harmful(batches) },
    canary_a_day: SLOTS * sum(plan.cost.sizes),
    stage_rows: SHARES.map((share) => answers.requests_per_day * share),
    dry_rows: DRY,
    arm_rows: sum(plan.arms.map((arm) => arm.rows)),
    hedge_s: Math.max(plan.hedge_h - plan.submit.every_h, 0) * 3600, // from the submission
    deadline_s: answers.deadline_h * 3600,
    polling_s: answers.polling_min * 60,
    per_second: answers.requests_per_day / 86400,
  };
}

// A line of the workload card: assumed, given, or answered as not known.
const quantity = (row, value, assumed) => ({ ...row, value, known: value !== null, assumed });

// A three-hour slot: for each weekday the size that leaves in each of its hours.
export function slot_hours(slot) {
  const hours = (on) => order(slot, on).map((size) => ({ size: SIZE_IDS[size] }));
  const days = Array.from({ length: 7 }, (_, on) => ({ hours: hours(on) }));
  return { from: 3 * slot, to: 3 * slot + 3, days };
}

// What the slots of docs/data/plan-template.yml name: the answers under `asked`, the plan, its detail, the canaries'
// week and the names in the commands.
export function values(answers, plan) {
  const week = Array.from({ length: SLOTS }, (_, slot) => slot_hours(slot));
  return { asked: answers, ...plan, ...plan.detail, week, ...commands(answers) };
}
