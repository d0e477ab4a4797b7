// Waiting in front of servers, closed forms for a stationary rate. The twin of macros/model/queue.py.
// Rates are per second, times in seconds. A real trace waits longer than these say: use the trace where there is one.

const UNSTABLE = { stable: false, because: "servers-overloaded" };
const NO_SERVICE = { stable: false, because: "no-service-time" };
const NEGATIVE = { stable: false, because: "arrivals-negative" };

function waits(rate, service_s, utilisation, wait_s) {
  return { stable: true, utilisation, wait_s, time_in_system_s: wait_s + service_s, queue_length: rate * wait_s };
}

// One server, Poisson arrivals, any service (Pollaczek and Khinchine).
export function mg1(arrivals_per_s, service_s, service_cv) {
  if (service_s <= 0) return { ...NO_SERVICE };
  if (arrivals_per_s < 0) return { ...NEGATIVE };
  const load = arrivals_per_s * service_s;
  if (load >= 1) return { ...UNSTABLE };
  return waits(arrivals_per_s, service_s, load, (((load / (1 - load)) * (1 + service_cv ** 2)) / 2) * service_s);
}

export function mm1(arrivals_per_s, service_s) {
  return mg1(arrivals_per_s, service_s, 1);
}

export function md1(arrivals_per_s, service_s) {
  return mg1(arrivals_per_s, service_s, 0);
}

// P(an arrival must wait), by the recursion of Erlang B, which never overflows.
export function erlang_c(offered_load, servers) {
  if (offered_load < 0) return { ...NEGATIVE };
  if (offered_load >= servers) return { ...UNSTABLE };
  let blocked = 1;
  for (let count = 1; count <= servers; count += 1) {
    blocked = (offered_load * blocked) / (count + offered_load * blocked);
  }
  return { stable: true, waits: (servers * blocked) / (servers - offered_load * (1 - blocked)) };
}

export function mmc(arrivals_per_s, service_s, servers) {
  return allen_cunneen(arrivals_per_s, service_s, servers, 1, 1);
}

// Several servers, any arrivals and service: an approximation.
export function allen_cunneen(arrivals_per_s, service_s, servers, arrival_cv, service_cv) {
  if (service_s <= 0) return { ...NO_SERVICE };
  const offered = arrivals_per_s * service_s;
  const queueing = erlang_c(offered, servers);
  if (!queueing.stable) return queueing;
  const wait = (((queueing.waits * service_s) / (servers - offered)) * (arrival_cv ** 2 + service_cv ** 2)) / 2;
  return waits(arrivals_per_s, service_s, offered / servers, wait);
}

// Mean wait until a fixed window closes.
export function window_wait(window_s) {
  return window_s / 2;
}

// A batch opens with its first request and leaves when it holds `size` or after `timeout_s`; Poisson arrivals.
export function size_or_timeout(arrivals_per_s, size, timeout_s) {
  if (arrivals_per_s <= 0) {
    const open = size > 1 ? timeout_s : 0;
    return { stable: true, mean_wait_s: open, mean_size: 1, mean_open_s: open };
  }
  const x = arrivals_per_s * timeout_s;
  let term = Math.exp(-x);
  let [below, opened, waiting] = [0, 0, 0];
  for (let j = 0; j < size - 1; j += 1) {
    below += term;
    const reached = 1 - below;
    opened += reached / arrivals_per_s;
    waiting += ((j + 1) * reached) / arrivals_per_s;
    term *= x / (j + 1);
  }
  const mean_size = 1 + arrivals_per_s * opened;
  return { stable: true, mean_wait_s: waiting / mean_size, mean_size, mean_open_s: opened };
}

// Items inside: rate × time.
export function little(rate_per_s, time_s) {
  return rate_per_s * time_s;
}
