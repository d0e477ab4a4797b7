// What one request costs in each lane: its cache as it is billed there, and in batch the share that goes live.
// The twin of macros/model/request.py, held to tests/vectors/request.json. Inputs are the calculator's fields; USD.
import { hedge_multiplier, request_parts } from "./cost.js";
import { fitted, on_time } from "./turnaround.js";

const LEAST_USABLE = 1e-12; // the calculator refuses answers of which none is usable: nothing here divides by zero

// One lane's prices as request_parts takes them; `write` names the field of the cache write.
export function prices(inputs, lane, write) {
  return {
    input: inputs[`${lane}_in`],
    cache_read: inputs[`${lane}_read`],
    cache_write: inputs[write] ?? 0,
    output: inputs[`${lane}_out`],
  };
}

// Whether a lane caches the prefix: it is switched on there, and the prefix is long enough to be cached at all.
export function caches({ caching, shared, cache_minimum }, lane) {
  const wanted = caching === "both" || (caching === "realtime" && lane === "price");
  return wanted && shared >= cache_minimum;
}

// USD of one request by component; without caching the prefix is plain input, whatever the hits. A cache that is
// billed by the hour is kept all day for one prefix, and its requests share that.
export function lane_parts(inputs, lane, hit_percent, write) {
  const price = prices(inputs, lane, write);
  if (!caches(inputs, lane)) {
    return { ...request_parts(inputs, { ...price, cache_write: price.input }, 0), cache_storage: 0 };
  }
  const parts = request_parts(inputs, price, hit_percent / 100);
  const requests = inputs.requests_per_day;
  const cache_storage = requests > 0 ? (((inputs.cache_storage * inputs.shared) / 1e6) * 24) / requests : 0;
  return { ...parts, cache_storage, total: parts.total + cache_storage };
}

// USD of one request in realtime, usable or not.
export const live_cost = (inputs) => lane_parts(inputs, "price", inputs.hit_realtime, "price_write").total;

// USD of one usable answer in realtime.
export const live = (inputs) => live_cost(inputs) / Math.max(1 - inputs.unusable_realtime / 100, LEAST_USABLE);

// USD of one usable answer at batch prices in minutes, so with a cache as warm as realtime's.
export function flex(inputs) {
  const part = lane_parts(inputs, "batch", inputs.hit_realtime, "batch_write").total;
  return part / Math.max(1 - inputs.unusable_realtime / 100, LEAST_USABLE);
}

// Hours after a request at which it goes live if it is not back; calls in a row share them.
export function timer_h({ deadline_h, reserve_h, chain }) {
  return chain > 0 ? Math.max(deadline_h - reserve_h, 0) / chain : 0;
}

// Whether the timer leaves a batch any time at all, once it is collected and half a polling interval is gone.
export const has_time = (inputs) => timer_h(inputs) * 60 > inputs.collect_h * 60 + inputs.polling_min / 2;

// Share of the rows that go live: as measured, else P(not back at the timer) on the turnaround curve.
export function live_share(inputs) {
  if (inputs.hedged !== null) return inputs.hedged / 100;
  const curve = fitted(inputs.median_min, inputs.p90_min);
  if (!curve.valid) return 1;
  const [collect, incident] = [inputs.collect_h * 60, inputs.incident_h * 60];
  return 1 - on_time(timer_h(inputs) * 60, curve, collect, inputs.polling_min, inputs.incident_chance / 100, incident);
}

// USD of one usable answer by batch: with what goes live, its waste and what comes back unusable in either lane.
export function in_batch(inputs, hit_percent, write) {
  const batch = lane_parts(inputs, "batch", hit_percent, write).total;
  const live_one = live_cost(inputs);
  const [hedged, wasted, twice] = [live_share(inputs), inputs.wasted / 100, inputs.billed_twice / 100];
  const part = live_one > 0 ? hedge_multiplier(batch / live_one, hedged, wasted, twice) * live_one : batch;
  return part / Math.max(usable_share(inputs, hedged), LEAST_USABLE);
}

// Usable answers of the rows sent by batch, of which a share `hedged` is answered live.
export function usable_share({ unusable_batch, unusable_realtime }, hedged) {
  return (1 - hedged) * (1 - unusable_batch / 100) + hedged * (1 - unusable_realtime / 100);
}
