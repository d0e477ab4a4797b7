"""Waiting in front of servers, closed forms for a stationary rate. The twin of docs/model/queue.js.

Rates are per second, times in seconds. Real traffic is not stationary: at the same average load a real trace waits far
longer than these say, so use the trace where there is one.
"""

from __future__ import annotations

import math
from typing import Any

Record = dict[str, Any]
UNSTABLE = {"stable": False, "because": "servers-overloaded"}
NO_SERVICE = {"stable": False, "because": "no-service-time"}
NEGATIVE = {"stable": False, "because": "arrivals-negative"}


def mg1(arrivals_per_s: float, service_s: float, service_cv: float) -> Record:
    """One server, Poisson arrivals, any service: W_q = ρ/(1 − ρ) · (1 + C²)/2 · E[S] (Pollaczek and Khinchine)."""
    if service_s <= 0:
        return dict(NO_SERVICE)
    if arrivals_per_s < 0:
        return dict(NEGATIVE)
    load = arrivals_per_s * service_s
    if load >= 1:
        return dict(UNSTABLE)
    return _waits(arrivals_per_s, service_s, load, load / (1 - load) * (1 + service_cv**2) / 2 * service_s)


def mm1(arrivals_per_s: float, service_s: float) -> Record:
    """Exponential service times."""
    return mg1(arrivals_per_s, service_s, 1.0)


def md1(arrivals_per_s: float, service_s: float) -> Record:
    """Service times that never vary: half the wait."""
    return mg1(arrivals_per_s, service_s, 0.0)


def erlang_c(offered_load: float, servers: int) -> Record:
    """P(an arrival must wait) with `servers` servers and an offered load in erlangs (arrivals × service time)."""
    if offered_load < 0:
        return dict(NEGATIVE)
    if offered_load >= servers:
        return dict(UNSTABLE)
    blocked = 1.0  # Erlang B by its recursion, which never overflows
    for count in range(1, servers + 1):
        blocked = offered_load * blocked / (count + offered_load * blocked)
    return {"stable": True, "waits": servers * blocked / (servers - offered_load * (1 - blocked))}


def mmc(arrivals_per_s: float, service_s: float, servers: int) -> Record:
    """Several servers, exponential service times."""
    return allen_cunneen(arrivals_per_s, service_s, servers, 1.0, 1.0)


def allen_cunneen(
    arrivals_per_s: float, service_s: float, servers: int, arrival_cv: float, service_cv: float
) -> Record:
    """Several servers, any arrivals and service, an approximation: C(c, a) · E[S]/(c − a) · (C_a² + C_s²)/2."""
    if service_s <= 0:
        return dict(NO_SERVICE)
    offered = arrivals_per_s * service_s
    queueing = erlang_c(offered, servers)
    if not queueing["stable"]:
        return queueing
    wait = queueing["waits"] * service_s / (servers - offered) * (arrival_cv**2 + service_cv**2) / 2
    return _waits(arrivals_per_s, service_s, offered / servers, wait)


def _waits(arrivals_per_s: float, service_s: float, load: float, wait_s: float) -> Record:
    return {
        "stable": True,
        "utilisation": load,
        "wait_s": wait_s,
        "time_in_system_s": wait_s + service_s,
        "queue_length": arrivals_per_s * wait_s,
    }


def window_wait(window_s: float) -> float:
    """Mean wait until a fixed window closes, for any arrivals whose phase is arbitrary: W/2."""
    return window_s / 2


def size_or_timeout(arrivals_per_s: float, size: int, timeout_s: float) -> Record:
    """A batch opens with its first request and leaves when it holds `size` or after `timeout_s`; Poisson arrivals.

    mean_wait_s of a request until its batch leaves, mean_size and mean_open_s. With N(t) the arrivals after the first:
    E[open] = ∫ P(N(t) < k − 1) dt over 0…T = Σ_j P(Erlang_{j+1} ≤ T)/λ, j = 0…k−2; the requests waiting at t number
    1 + N(t) while the batch is open, and renewal-reward divides their waiting by the mean size 1 + λ·E[open].
    """
    if arrivals_per_s <= 0:
        return {
            "stable": True,
            "mean_wait_s": timeout_s if size > 1 else 0.0,
            "mean_size": 1.0,
            "mean_open_s": timeout_s if size > 1 else 0.0,
        }
    rate = arrivals_per_s
    x = rate * timeout_s
    term = math.exp(-x)  # P(N(T) = 0)
    below = 0.0  # P(N(T) ≤ j)
    opened = waiting = 0.0
    for j in range(size - 1):
        below += term
        reached = 1 - below  # P(Erlang_{j+1} ≤ T) = P(N(T) ≥ j + 1)
        opened += reached / rate
        waiting += (j + 1) * reached / rate  # j + 1 requests wait while N = j
        term *= x / (j + 1)
    mean_size = 1 + rate * opened
    return {"stable": True, "mean_wait_s": waiting / mean_size, "mean_size": mean_size, "mean_open_s": opened}


def little(rate_per_s: float, time_s: float) -> float:
    """Items inside: rate × time (Little 1961)."""
    return rate_per_s * time_s
