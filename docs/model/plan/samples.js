// How many rows and batches each claim of a benchmark plan needs in each arm, or why no number can be given.
// The twin of macros/model/plan/samples.py, held to tests/vectors/plan/samples.json. Shares lie between 0 and 1.
// What a plan says of a claim without a size stands in docs/data/plan-template.yml.
import { quantile } from "../normal.js";
import { confidence_sequence, mean_sample, normal_interval_valid } from "../sample_size.js";
import { two_arm_sample, zero_failures_sample } from "../sample_size.js";

export const LINES = { saving: 0.25, late: 0.01, loss: 0.005, quality: 0.01, invoice: 0.02 }; // the pass lines
const [ALPHA, POWER, WIDTH] = [0.05, 0.8, 0.05];
const NEAREST = 0.01; // an expected saving nearer to its line than this (relative) is on it
export const LEAST_BATCHES = 20; // rows of one batch share its cache: fewer say nothing of how hits vary
const [LATE_WITH_HEDGE, LATE_HARM] = [0.001, 0.04]; // what a working hedge leaves, and the share that stops the pilot
const known = (value) => value !== null && value !== undefined;
const refused = (because, more) => ({ valid: false, because, ...more });
const one_sided = () => (quantile(1 - ALPHA) + quantile(POWER)) ** 2;

// Rows per arm to place a saving on one side of its line, with looks at any time.
export function cost_sample(cv, skew, correlation, saving, available) {
  if (!known(cv) || !known(skew)) return refused("spread");
  const gap = Math.abs((1 - saving) / (1 - LINES.saving) - 1);
  if (gap < NEAREST) return refused("on-the-line");
  const paired = Math.min(Math.max(correlation, 0), 1);
  const sd = cv * Math.sqrt(2 * (1 - paired));
  const once = two_arm_sample(cv, gap, ALPHA, POWER, paired).n;
  const looks = Math.max(1, Math.ceil((((anytime_factor() + quantile(POWER)) * sd) / gap) ** 2 - 1e-9));
  const mean = mean_sample(cv, WIDTH).n;
  const shape = Math.floor(25 * skew ** 2) + 1;
  const n = Math.max(once, looks, mean, shape);
  if (n > available) return refused("too-few", { n });
  const heavy = !normal_interval_valid(Math.max(once, looks, mean), skew);
  return { valid: true, n, once, looks, mean, shape, heavy, sd, gap };
}

// The anytime-valid half-width at the size it is tuned for, in standard errors.
export function anytime_factor() {
  return confidence_sequence(1, 1, ALPHA, 1).half_width;
}

// Rows per arm for "lost or malformed: at most realtime + 0.5 points", one-sided; never fewer than a clean run needs.
export function loss_sample(live, batch, available) {
  const margin = LINES.loss - (batch - live);
  if (margin <= 0) return refused("expected-to-fail");
  const spread = Math.max(live * (1 - live), 0) + Math.max(batch * (1 - batch), 0);
  const clean = zero_failures_sample(LINES.loss, 1 - ALPHA).n;
  const n = Math.max(clean, Math.ceil((one_sided() * spread) / margin ** 2 - 1e-9));
  return n <= available ? { valid: true, n, clean } : refused("too-few", { n });
}

// Prompts per arm for "quality: at most 1 point lower": by differing pairs where prompts are shared, else by shares.
export function quality_sample(good, differing, paired, available) {
  let spread;
  let by;
  if (paired && known(differing)) [spread, by] = [Math.max(differing, 0), "pairs"];
  else if (known(good)) [spread, by] = [Math.max(2 * good * (1 - good), 0), "shares"];
  else return refused("quality");
  const least = zero_failures_sample(LINES.quality, 1 - ALPHA).n;
  const n = Math.max(least, Math.ceil((one_sided() * spread) / LINES.quality ** 2 - 1e-9));
  return n <= available ? { valid: true, n, by } : refused("too-few", { n });
}

// Batches in time that pass "P(late) ≤ 1 %", looked at after each batch: `clean`, and `more` for each late one.
export function late_rule() {
  const line = LINES.late;
  const step = Math.log((1 - LATE_WITH_HEDGE) / (1 - line));
  return {
    clean: Math.ceil(Math.log(1 / ALPHA) / step - 1e-9),
    more: Math.ceil(Math.log(line / LATE_WITH_HEDGE) / step - 1e-9),
    harm_late: Math.log(LATE_HARM / line),
    harm_in_time: Math.log((1 - line) / (1 - LATE_HARM)),
    harm_at: Math.log(1 / ALPHA),
  };
}

// How many late batches still pass, and how often a lane does whose fallback works.
export function late_chance(batches) {
  const rule = late_rule();
  const allowed = Math.floor((batches - rule.clean) / (rule.more + 1));
  let [term, total] = [(1 - LATE_WITH_HEDGE) ** batches, 0];
  for (let late = 0; late <= allowed; late++) {
    total += term;
    term *= (((batches - late) / (late + 1)) * LATE_WITH_HEDGE) / (1 - LATE_WITH_HEDGE);
  }
  const most = Math.max(allowed, -1);
  return { allowed: most, power: total, next: rule.clean + (most + 1) * (rule.more + 1) };
}

// How often a window of `days` sees no incident at all, when they come at random and catch a share `chance` of time.
// `hundred`: the same for one incident of a day in a hundred days, whatever was assumed.
export function incidents(days, incident_h, chance) {
  const length = incident_h / 24;
  const gap = chance > 0 && length > 0 ? length / chance : null;
  const missed = gap === null ? 1 : Math.exp(-(days + length) / gap);
  return { gap_days: gap, missed, hundred: Math.exp(-(days + 1) / 100) };
}

// The share of late answers that eats the whole saving, and the batches that show fewer.
export function stake(saving, late_usd) {
  if (saving <= 0) return { free: false, share: 0, clean: 0 };
  if (late_usd <= saving) return { free: true, share: 1, clean: 0 };
  const share = saving / late_usd;
  return { free: false, share, clean: zero_failures_sample(share, 1 - ALPHA).n };
}

// The least number of late batches among `batches` that stops the pilot.
export function harmful(batches) {
  const rule = late_rule();
  return Math.ceil((rule.harm_at + batches * rule.harm_in_time) / (rule.harm_late + rule.harm_in_time) - 1e-9);
}

// The rank of the sorted observation that is an upper bound of the q-quantile: exact, from the binomial distribution.
export function upper_rank(n, q, confidence) {
  let log_term = n * Math.log(q); // of P(no observation lies above the quantile): logarithms do not run out of digits
  if (n < 1 || Math.exp(log_term) > 1 - confidence) return refused("too-few");
  let [above, total] = [0, Math.exp(log_term)];
  while (above < n) {
    log_term += Math.log((((n - above) / (above + 1)) * (1 - q)) / q);
    if (total + Math.exp(log_term) > 1 - confidence) break;
    [above, total] = [above + 1, total + Math.exp(log_term)];
  }
  return { valid: true, rank: n - above };
}

// [{n, half}]: how wide the anytime-valid interval of the cost ratio is at a quarter, half, all and twice of `n` rows.
export function looks_at(n, sd) {
  return [0.25, 0.5, 1, 2].map((part) => {
    const size = Math.max(1, Math.ceil(n * part));
    return { n: size, half: confidence_sequence(size, sd, ALPHA, Math.max(n, 1)).half_width };
  });
}
