// The calculator's lanes beyond a point: cost by cache hits, the one-hour lane, and a band. The twin of macros/model/lanes.py.
// `x` is a set of the calculator's inputs (docs/data/calculator.yml). USD a day unless a name says otherwise.
import { in_batch, lane_parts } from "./calculator.js";
import { nice_top } from "./plot.js";

const DRAWS = 199; // the 10th and the 190th of 199 ordered draws bound 90 %

// USD of one usable answer in realtime.
export function live(x) {
  return lane_parts(x, "price", x.hit_realtime, "price_write").total / (1 - x.unusable_realtime / 100);
}

// Batch against its own cache hits: short and hour writes at 0 and 100 % hits, a straight line between; and where it breaks even.
export function by_hits(x) {
  const [requests, flat] = [x.requests_per_day, live(x) * x.requests_per_day];
  const out = { realtime: flat, off: in_batch(x, 0, "batch_write") * requests };
  for (const [name, write] of [["short", "batch_write"], ["hour", "batch_write_hour"]]) {
    const warm = in_batch(x, 100, write) * requests;
    const cold = 2 * in_batch(x, 50, write) * requests - warm;
    out[name] = [cold, warm];
    const fall = cold - warm;
    const hit = fall > 0 ? (cold - flat) / fall : 0;
    out[`even_${name}`] = { hit: Math.min(Math.max(hit, 0), 1), always: cold <= flat, never: warm > flat };
  }
  return out;
}

// Where the marks of "cost a day by hits in batch" stand, as shares of the plot; `top` is USD a day at its upper edge.
export function places(x, found = by_hits(x)) {
  const top = nice_top(Math.max(found.realtime, found.off, ...found.short, ...found.hour));
  const y = (usd) => 1 - usd / top;
  const [cold, warm] = found.short;
  const likely = Math.min(x.hit_likely, 100) / 100;
  const even = found.even_hour;
  return {
    top,
    realtime: y(found.realtime),
    off: y(found.off),
    short: [[0, y(cold)], [1, y(warm)]],
    hour: [[0, y(found.hour[0])], [1, y(found.hour[1])]],
    likely: [likely, y(cold + (warm - cold) * likely)],
    even: even.always || even.never ? null : [even.hit, y(found.realtime)],
  };
}

// The lane that is sold as "within an hour": a share of the realtime price, met by a cache as warm as realtime's.
export function one_hour(x) {
  const each = (live(x) * x.hour_lane) / 100;
  return { day: each * x.requests_per_day, per_1000: each * 1000, saved: 1 - x.hour_lane / 100 };
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
  return u < turn ? low + (u * (high - low) * (likely - low)) ** 0.5 : high - ((1 - u) * (high - low) * (high - likely)) ** 0.5;
}

// What a band is drawn for: USD per 1,000 usable answers by lane, and the share saved by batch.
function drawn(y) {
  const realtime = live(y);
  const batch = in_batch(y, y.hit_likely, "batch_write");
  const flex = lane_parts(y, "batch", y.hit_realtime, "batch_write").total / (1 - y.unusable_realtime / 100);
  return { realtime: realtime * 1000, flex: flex * 1000, batch: batch * 1000, saved: realtime > 0 ? 1 - batch / realtime : 0 };
}

// Five numbers a draw, the same for every set of inputs.
const POINTS = Array.from({ length: DRAWS }, (_, i) => [2, 3, 5, 7, 11].map((base) => halton(i + 1, base)));

// [least, most] of 90 %. A band always holds its point.
export function band(x) {
  const spread = x.tokens_pm / 100;
  const hits = x.hit_realtime;
  const varied = (u) => triangular(u, Math.max(1 - spread, 0), 1, 1 + spread);
  const y = { ...x }; // one record for all draws: copying it each time would cost more than the sums
  const draws = POINTS.map(([shared, unique, output, likely, live_hits]) => {
    y.shared = x.shared * varied(shared);
    y.unique = x.unique * varied(unique);
    y.output = x.output * varied(output);
    y.hit_likely = triangular(likely, x.hit_low, x.hit_likely, x.hit_high);
    y.hit_realtime = triangular(live_hits, Math.max(hits - x.hits_pm, 0), hits, Math.min(hits + x.hits_pm, 100));
    return drawn(y);
  });
  const point = drawn(x);
  return Object.fromEntries(
    Object.keys(point).map((name) => {
      const ordered = draws.map((draw) => draw[name]).sort((a, b) => a - b);
      return [name, [Math.min(ordered[9], point[name]), Math.max(ordered[189], point[name])]];
    }),
  );
}
