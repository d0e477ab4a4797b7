// The calculator's lanes beyond a point: cost by cache hits, the one-hour lane, and a band.
// The twin of macros/model/lanes.py. USD a day unless a name says otherwise.
import { nice_top } from "./plot.js";
import { caches, flex, in_batch, live } from "./request.js";


const DRAWS = 199; // the 10th and the 190th of 199 ordered draws bound 90 %

// Batch against its own cache hits: short and hour writes at 0 and 100 % hits, `off` without caching. `hour` and
// `even_hour` are null where no one-hour write is sold.
export function by_hits(inputs) {
  const requests = inputs.requests_per_day;
  const realtime = live(inputs) * requests;
  const [short, even_short] = line(inputs, "batch_write", realtime);
  const sold = inputs.batch_write_hour !== null && caches(inputs, "batch");
  const [hour, even_hour] = sold ? line(inputs, "batch_write_hour", realtime) : [null, null];
  const off = in_batch({ ...inputs, caching: "realtime" }, 0, "batch_write") * requests;
  return { realtime, off, short, even_short, hour, even_hour };
}

// USD a day at 0 and at 100 % hits, and where the line between them meets realtime.
function line(inputs, write, realtime) {
  const requests = inputs.requests_per_day;
  const [cold, warm] = [0, 100].map((hits) => in_batch(inputs, hits, write) * requests);
  const fall = cold - warm;
  const hit = fall > 0 ? (cold - realtime) / fall : 0;
  return [[cold, warm], { hit: Math.min(Math.max(hit, 0), 1), always: cold <= realtime, never: warm > realtime }];
}

// Where the marks of "cost a day by hits in batch" stand, as shares of the plot; `top` is USD a day at its upper edge.
export function places(inputs, cost = by_hits(inputs)) {
  const top = nice_top(Math.max(cost.realtime, cost.off, ...cost.short, ...(cost.hour ?? [])));
  const y = (usd) => 1 - usd / top;
  const [cold, warm] = cost.short;
  const likely = Math.min(inputs.hit_likely, 100) / 100;
  const even = cost.even_hour;
  return {
    top,
    realtime: y(cost.realtime),
    off: y(cost.off),
    short: [[0, y(cold)], [1, y(warm)]],
    hour: cost.hour && [[0, y(cost.hour[0])], [1, y(cost.hour[1])]],
    likely: [likely, y(cold + (warm - cold) * likely)],
    even: !even || even.always || even.never ? null : [even.hit, y(cost.realtime)],
  };
}

// The lane that is sold as "within an hour": a share of the realtime price, met by a cache as warm as realtime's.
export function one_hour(inputs) {
  const each = (live(inputs) * inputs.hour_lane) / 100;
  return { day: each * inputs.requests_per_day, per_1000: each * 1000, saved: 1 - inputs.hour_lane / 100 };
}

// The index-th number of van der Corput's sequence in `base`; a base below 2 has no digits to mirror and gives 0.
export function halton(index, base) {
  if (base < 2) return 0;
  let [out, part] = [0, 1];
  for (let left = index; left > 0; left = Math.floor(left / base)) {
    part /= base;
    out += part * (left % base);
  }
  return out;
}

// The value below which a share `u` of a triangular distribution lies; ends out of order are put in order.
export function triangular(u, one, likely, other) {
  const [low, high] = [Math.min(one, likely, other), Math.max(one, likely, other)];
  if (high <= low) return likely;
  const turn = (likely - low) / (high - low);
  if (u < turn) return low + (u * (high - low) * (likely - low)) ** 0.5;
  return high - ((1 - u) * (high - low) * (high - likely)) ** 0.5;
}

// What a band is drawn for: USD per 1,000 usable answers by lane, and the share saved by batch.
function drawn(inputs) {
  const realtime = live(inputs);
  const batch = in_batch(inputs, inputs.hit_likely, "batch_write");
  const saved = realtime > 0 ? 1 - batch / realtime : 0;
  return { realtime: realtime * 1000, flex: flex(inputs) * 1000, batch: batch * 1000, saved };
}

// Five numbers a draw, the same for every set of inputs.
const POINTS = Array.from({ length: DRAWS }, (_, i) => [2, 3, 5, 7, 11].map((base) => halton(i + 1, base)));

// [least, most] of 90 %. A band always holds its point.
export function band(inputs) {
  const { hit_realtime: hits, hits_pm: wide } = inputs;
  const spread = inputs.tokens_pm / 100;
  const around = (u) => triangular(u, Math.max(1 - spread, 0), 1, 1 + spread);
  const varied = { ...inputs }; // one record for all draws: copying it each time would cost more than the sums
  const draws = POINTS.map(([shared, unique, output, likely, realtime]) => {
    varied.shared = inputs.shared * around(shared);
    varied.unique = inputs.unique * around(unique);
    varied.output = inputs.output * around(output);
    varied.hit_likely = triangular(likely, inputs.hit_low, inputs.hit_likely, inputs.hit_high);
    varied.hit_realtime = triangular(realtime, Math.max(hits - wide, 0), hits, Math.min(hits + wide, 100));
    return drawn(varied);
  });
  const least_and_most = ([name, point]) => {
    const ordered = draws.map((draw) => draw[name]).sort((a, b) => a - b);
    return [name, [Math.min(ordered[9], point), Math.max(ordered[189], point)]];
  };
  return Object.fromEntries(Object.entries(drawn(inputs)).map(least_and_most));
}
