// What speed is worth, what moving costs and how fast quota lets work through. The twin of macros/model/value.py.

// What an answer is still worth after `delay_h` when it loses half of it every `half_life_h`.
export function left_after(value, delay_h, half_life_h) {
  return half_life_h > 0 ? value * 2 ** (-delay_h / half_life_h) : 0;
}

// Batch is the better route when the saving exceeds the value lost and the running costs (USD a request).
export function route(saving_per_request, value_lost, operations) {
  const margin = saving_per_request - value_lost - operations;
  return { batch: margin > 0, margin };
}

const UNFELT = 1e-9; // a yearly fall below it changes no payback that is printed, and its logarithm loses its digits

// Months until the effort is paid back.
export function payback(effort_usd, saving_per_month, operations_per_month) {
  const net = saving_per_month - operations_per_month;
  if (net <= 0) return { valid: false, because: "running-eats-saving" };
  return { valid: true, months: effort_usd / net };
}

// The same when the saving falls by `yearly_fall` a year.
export function payback_falling(effort_usd, net_per_month, yearly_fall) {
  if (net_per_month <= 0) return { valid: false, because: "running-eats-saving" };
  if (yearly_fall < UNFELT) return { valid: true, months: effort_usd / net_per_month };
  if (yearly_fall >= 1) return { valid: false, because: "saving-gone-at-once" };
  const rate = -Math.log(1 - yearly_fall) / 12;
  if (effort_usd * rate >= net_per_month) return { valid: false, because: "saving-shrinks-too-fast" };
  return { valid: true, months: -Math.log(1 - (effort_usd * rate) / net_per_month) / rate };
}

// The same when the saving falls and what running it costs does not.
export function payback_fading(effort_usd, saving_per_month, operations_per_month, yearly_fall) {
  const net = saving_per_month - operations_per_month;
  if (operations_per_month <= 0 || net <= 0 || yearly_fall < UNFELT || yearly_fall >= 1) {
    return payback_falling(effort_usd, net, yearly_fall);
  }
  const rate = -Math.log(1 - yearly_fall) / 12;
  const back = (months) => (saving_per_month * -Math.expm1(-rate * months)) / rate;
  const left = (months) => back(months) - operations_per_month * months - effort_usd;
  let [low, high] = [0, Math.log(saving_per_month / operations_per_month) / rate];
  if (left(high) < 0) return { valid: false, because: "saving-shrinks-too-fast" };
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (left(middle) >= 0) high = middle;
    else low = middle;
  }
  return { valid: true, months: high };
}

// An enqueued-token cap is a throughput limit (Little's law), in tokens an hour.
export function quota_tokens_per_hour(enqueued_cap, turnaround_h) {
  if (turnaround_h <= 0) return { valid: false, because: "no-turnaround" };
  return { valid: true, tokens_per_hour: enqueued_cap / turnaround_h };
}

// Hours for a backfill under a limit of which live traffic uses a share.
export function hours_to_finish(tokens, tokens_per_minute, used_by_live) {
  const free = tokens_per_minute * (1 - used_by_live);
  if (free <= 0) return { valid: false, because: "limit-used-up" };
  return { valid: true, hours: tokens / free / 60 };
}

// Submissions a day so that each answer is in time.
export function cadence(deadline_h, turnaround_h, fallback_h) {
  const collect = deadline_h - turnaround_h - fallback_h;
  if (collect <= 0) return { valid: false, because: "no-time-to-collect" };
  return { valid: true, collect_h: collect, per_day: Math.max(1, Math.ceil(24 / collect)) };
}

// Hours for calls that wait for one another.
export function chain_h(calls, turnaround_h) {
  return calls * turnaround_h;
}
