// How much smaller a fleet can be when a share of its work may wait. The twin of macros/model/deferral.py.
// Demand is work per window. Of each window's demand `share` may be served in its own window or in any of the next
// `delay` windows (part of a window buys nothing); the rest at once. The record repeats, as one week follows another.

const sum = (values) => values.reduce((total, value) => total + value, 0);
const peak_of = (demand) => demand.reduce((most, value) => Math.max(most, value), 0);

// The least constant capacity, by intervals: live work inside plus deferred work that arrives and falls due inside.
export function least_capacity(demand, share, delay) {
  const n = demand.length;
  if (!n) return 0;
  const whole = Math.max(Math.floor(delay), 0);
  const twice = [...demand, ...demand];
  let most = sum(demand) / n; // over many repetitions all of the work is inside
  // A stretch longer than the record adds at most the record's whole work: no higher than a shorter one or the mean.
  for (let start = 0; start < n; start += 1) {
    let work = 0;
    for (let length = 1; length <= n; length += 1) {
      work += (1 - share) * twice[start + length - 1];
      if (length > whole) work += share * twice[start + length - 1 - whole];
      if (work > most * length) most = work / length;
    }
  }
  return most;
}

// What runs in each window at `capacity`, earliest deadline first. Live work goes first; what misses its window is
// late. It starts with nothing waiting and runs the record once: work due after the end may still be waiting there.
export function served(demand, share, delay, capacity) {
  const whole = Math.max(Math.floor(delay), 0);
  const queue = []; // [due window, work], in order of arrival and so of deadline
  const [live, waited] = [[], []];
  let late = 0;
  demand.forEach((work, window) => {
    const now = (1 - share) * work;
    let room = capacity - now;
    if (room < 0) late += -room;
    live.push(Math.min(now, capacity));
    room = Math.max(room, 0);
    if (work > 0 && share > 0) queue.push([window + whole, share * work]);
    let done = 0;
    while (queue.length && room > 0) {
      const part = Math.min(queue[0][1], room);
      queue[0][1] -= part;
      room -= part;
      done += part;
      if (queue[0][1] <= 0) queue.shift();
    }
    while (queue.length && queue[0][0] <= window) late += queue.shift()[1];
    waited.push(done);
  });
  return { live, waited, late };
}

// The same by bisection on the simulation.
export function least_capacity_edf(demand, share, delay) {
  if (!demand.length) return 0;
  let [low, high] = [sum(demand) / demand.length, peak_of(demand)];
  const slack = 1e-11 * (sum(demand) || 1);
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (served([...demand, ...demand, ...demand], share, delay, middle).late > slack) low = middle;
    else high = middle;
  }
  return high;
}

// With time without end: max(mean, (1 − s) · peak).
export function unlimited_capacity(demand, share) {
  return demand.length ? Math.max(sum(demand) / demand.length, (1 - share) * peak_of(demand)) : 0;
}

// The share beyond which deferring more saves nothing even with time without end.
export function knee(demand) {
  const peak = peak_of(demand);
  return peak > 0 ? 1 - sum(demand) / demand.length / peak : 0;
}

// 1 − least capacity ÷ peak.
export function fleet_saved(demand, share, delay) {
  const peak = peak_of(demand);
  return peak > 0 ? 1 - least_capacity(demand, share, delay) / peak : 0;
}
