// What a reader could choose otherwise: another deadline, other hits, a smaller model.
// The twin of macros/model/choices.py, held to tests/vectors/choices.json.
import { saved } from "./cost.js";
import { has_time, in_batch, live, live_share } from "./request.js";

export const LIVE_HITS = [50, 70, 90, 95, 99]; // percent
export const BATCH_HITS = [0, 30, 50, 70, 98];

// What is saved at each deadline; a measured share holds for its own deadline only. Without time for a batch all stays
// in realtime, which saves nothing.
export function by_deadline(inputs, deadlines_h) {
  return deadlines_h.map((hours) => {
    const moved = { ...inputs, deadline_h: hours, hedged: null };
    const live_only = !has_time(moved);
    const share = live_only ? 0 : saved(live(inputs), in_batch(moved, inputs.hit_likely, "batch_write"));
    return { hours, live_only, hedged: live_share(moved), saved: share };
  });
}

// The share saved by hits in realtime, a row each, and by hits in batch; `off`: with caching off in batch.
export function by_both_hits(inputs) {
  return LIVE_HITS.map((hits) => {
    const moved = { ...inputs, hit_realtime: hits };
    const cost = live(moved);
    const off = in_batch({ ...moved, caching: "realtime" }, 0, "batch_write");
    const cells = BATCH_HITS.map((other) => saved(cost, in_batch(moved, other, "batch_write")));
    return { live: hits, saved: cells, off: saved(cost, off) };
  });
}

// The cheapest of `others` in realtime, where it costs less than `batch_day` (USD a day); the same tokens and hits.
export function cheaper_live(inputs, others, batch_day) {
  const requests = inputs.requests_per_day;
  let least = null;
  for (const { id, set } of others) {
    const day = live({ ...inputs, ...set }) * requests;
    if (day < (least?.day ?? batch_day)) least = { id, day, saved: saved(live(inputs) * requests, day) };
  }
  return least;
}
