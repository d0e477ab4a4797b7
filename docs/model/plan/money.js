// A plan's money as words: prices, the test's cost, price cases and payback. The twin of macros/model/plan/money.py.
import { calculate } from "../calculator.js";
import { number, percent, price, usd } from "../format.js";
import { CASES, back, count, discount, dollars, each, flags, given, months, share } from "./terms.js";

export function money(x, made) {
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
