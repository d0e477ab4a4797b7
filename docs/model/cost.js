// What one request costs in each lane, and what is left of a discount after caches, failures and hedges.
// The twin of macros/model/cost.py, held to tests/vectors/cost.json. Prices are USD per 1e6 tokens, and each lane
// brings its own for every component: there is no global "half". A share lies between 0 and 1.

// USD of one request by component. tokens: shared, unique, output; price: input, cache_read, cache_write, output;
// hit: share of requests that find the prefix cached (without caching: 0, with cache_write at the input price).
export function request_parts(tokens, price, hit) {
  const fresh = (tokens.unique * price.input) / 1e6;
  const cache_read = (tokens.shared * hit * price.cache_read) / 1e6;
  const cache_write = (tokens.shared * (1 - hit) * price.cache_write) / 1e6;
  const output = (tokens.output * price.output) / 1e6;
  return { fresh, cache_read, cache_write, output, total: fresh + cache_read + cache_write + output };
}

// Prices of a lane that charges `ratio` of list.
// stacking: "multiply", "exclusive" (cached price as in realtime), "none".
export function lane_price(list_price, ratio, stacking) {
  const lane = {};
  for (const part of ["input", "cache_read", "cache_write", "output"]) lane[part] = list_price[part] * ratio;
  if (stacking === "exclusive") lane.cache_read = list_price.cache_read;
  else if (stacking === "none") lane.cache_read = lane.cache_write = lane.input;
  return lane;
}

// USD per usable answer.
// A share `failed` is redone live, `billed` of those charged all the same, `unusable` thrown away.
export function batch_answer(batch, realtime, failed, billed, unusable) {
  if (unusable >= 1) return { valid: false, because: "no-usable-answer" };
  return { valid: true, usd: ((1 - failed) * batch + failed * (realtime + billed * batch)) / (1 - unusable) };
}

// Batch with late rows sent live as well, as a share of realtime.
export function hedge_multiplier(ratio, hedged, wasted, billed_twice) {
  return ratio * (1 - hedged) * (1 + wasted) + ratio * billed_twice * hedged + hedged;
}

export function hybrid(realtime, batch, share) {
  return (1 - share) * realtime + share * batch;
}

// Negative when the other costs more, 0 when realtime is free.
export function saved(realtime, other) {
  return realtime > 0 ? 1 - other / realtime : 0;
}

// Realtime hit rate above which cached realtime costs less than `other`; `always`, `never`: no hit rate changes that.
export function break_even_hit(tokens, price, other) {
  const slope = (tokens.shared * (price.cache_write - price.cache_read)) / 1e6;
  const cold = request_parts(tokens, price, 0).total;
  if (slope <= 0) return { hit: 0, always: cold < other, never: cold >= other };
  const hit = (cold - other) / slope;
  return { hit: Math.min(Math.max(hit, 0), 1), always: hit < 0, never: hit > 1 };
}

// Prompt ÷ output tokens above which realtime at `hit` beats batch, the whole prompt cacheable, writes at list price.
export function break_even_prompt(ratio_out_in, discount, hit, batch_hit, read) {
  const per_prompt = hit * (1 - read) - 1 + (1 - discount) * (1 - batch_hit * (1 - read));
  if (per_prompt <= 0) return { valid: false, because: "batch-always-cheaper" };
  return { valid: true, prompt_per_output: (ratio_out_in * discount) / per_prompt };
}

// USD that one late answer may cost before batch loses.
export function largest_lateness_cost(saving_per_request, late) {
  if (late <= 0) return { valid: false, because: "no-late-answer" };
  return { valid: true, usd: saving_per_request / late };
}
