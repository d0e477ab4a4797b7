// A plan's numbers -> the ids of what stands before a signature. The twin of macros/model/plan/unsigned.py.
// Held to the whole plans of tests/vectors/plan/plan.json; the words stand in docs/data/plan-template.yml.
import { day } from "./dates.js";
import { LINES } from "./samples.js";

const standing = (rows) => rows.filter(([, stands]) => stands).map(([name]) => name);
const within = (date, first, last) => Boolean(date) && day(first) <= day(date) && day(date) <= day(last);

// What should stop a signature until somebody has answered for it.
export function warnings(answers, plan) {
  const batch = plan.arms.filter((arm) => arm.id === "batch" || arm.id === "primed");
  return standing([
    ["months", plan.cost.most > 3 * (plan.month - answers.operations_usd)],
    ["ceiling", plan.cost.most > answers.ceiling_usd],
    ["weekend", !plan.canaries.weekend],
    ["short", plan.canaries.short],
    ["p95", answers.deadline_h < plan.p95_h],
    ["collect", !plan.submit.fits],
    ["personal", answers.personal === "yes" && !answers.approval],
    ["late-cost", plan.month > 0 && plan.stake.share < LINES.late],
    ["below", batch.every((arm) => arm.saving < LINES.saving)],
    ["storm", !plan.quota.enough],
    ["cap", plan.quota.cap_known && plan.quota.cap_left < 0],
    ["promotion", within(answers.promotion_ends, answers.start, plan.dates.decided)],
    ["due", Boolean(answers.price_due) && day(answers.price_due) <= day(plan.dates.decided)],
    ["changes", within(answers.price_changes, answers.start, plan.dates.decided)],
    ["ends", Boolean(answers.price_ends) && day(answers.price_ends) <= day(plan.dates.decided)],
    ["too-short", plan.too_short],
  ]);
}

// What is not known yet.
export function gaps(answers, plan) {
  const claims = plan.arms.flatMap((arm) => [arm.cost, arm.loss, arm.quality]).filter(Boolean);
  const because = new Set(claims.filter((claim) => !claim.valid).map((claim) => claim.because));
  return standing([
    ["owner", !answers.owner],
    ["waits", !answers.waits],
    ["personal-unknown", answers.personal === "unknown"],
    ["source", !answers.price_source],
    ["promotion-date", answers.promotion_off > 0 && !answers.promotion_ends],
    ["p95-prior", !plan.p95_measured],
    ...["spread", "on-the-line", "expected-to-fail", "quality", "too-few"].map((name) => [name, because.has(name)]),
    ["pairs", plan.arms.some((arm) => arm.quality?.valid && arm.quality.by === "shares")],
    ["heavy", plan.arms.some((arm) => arm.cost?.valid && arm.cost.heavy)],
    ["size", plan.cost.smaller],
    ["no-cap", !plan.quota.cap_known],
    ["assumed", answers.assumed.length > 0],
  ]);
}
