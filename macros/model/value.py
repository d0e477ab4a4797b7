"""What speed is worth, what moving costs and how fast quota lets work through. The twin of docs/model/value.js."""

from __future__ import annotations

import math

from .records import Cadence, Hours, Months, Quota, Refused, Route


def left_after(value: float, delay_h: float, half_life_h: float) -> float:
    """What an answer is still worth after `delay_h` when it loses half of it every `half_life_h`: V0 · 2^(−t/h)."""
    return float(value * 2 ** (-delay_h / half_life_h)) if half_life_h > 0 else 0.0


def route(saving_per_request: float, value_lost: float, operations: float) -> Route:
    """Batch is the better route when the saving exceeds the value lost and the running costs (USD a request)."""
    margin = saving_per_request - value_lost - operations
    return {"batch": margin > 0, "margin": margin}


UNFELT = 1e-9  # a yearly fall below it changes no payback that is printed, and its logarithm loses its digits


def payback(effort_usd: float, saving_per_month: float, operations_per_month: float) -> Months | Refused:
    """Months until the effort is paid back: E ÷ (saving − operations)."""
    net = saving_per_month - operations_per_month
    if net <= 0:
        return {"valid": False, "because": "running-eats-saving"}
    return {"valid": True, "months": effort_usd / net}


def payback_falling(effort_usd: float, net_per_month: float, yearly_fall: float) -> Months | Refused:
    """Months to pay back when the saving falls by `yearly_fall` a year: −ln(1 − E·r/S) ÷ r, r per month."""
    if net_per_month <= 0:
        return {"valid": False, "because": "running-eats-saving"}
    if yearly_fall < UNFELT:
        return {"valid": True, "months": effort_usd / net_per_month}
    if yearly_fall >= 1:
        return {"valid": False, "because": "saving-gone-at-once"}
    rate = -math.log(1 - yearly_fall) / 12
    if effort_usd * rate >= net_per_month:
        return {"valid": False, "because": "saving-shrinks-too-fast"}
    return {"valid": True, "months": -math.log(1 - effort_usd * rate / net_per_month) / rate}


def payback_fading(
    effort_usd: float, saving_per_month: float, operations_per_month: float, yearly_fall: float
) -> Months | Refused:
    """The same when the saving falls and what running it costs does not.

    The first t with S·(1 − e^(−rt)) ÷ r − O·t = E. What is left is largest where the saving meets the running costs;
    if the effort is not back by then, it never is.
    """
    net = saving_per_month - operations_per_month
    if operations_per_month <= 0 or net <= 0 or yearly_fall < UNFELT or yearly_fall >= 1:
        return payback_falling(effort_usd, net, yearly_fall)
    rate = -math.log(1 - yearly_fall) / 12

    def left(months: float) -> float:
        return saving_per_month * -math.expm1(-rate * months) / rate - operations_per_month * months - effort_usd

    low, high = 0.0, math.log(saving_per_month / operations_per_month) / rate
    if left(high) < 0:
        return {"valid": False, "because": "saving-shrinks-too-fast"}
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if left(middle) >= 0 else (middle, high)
    return {"valid": True, "months": high}


def quota_tokens_per_hour(enqueued_cap: float, turnaround_h: float) -> Quota | Refused:
    """An enqueued-token cap is a throughput limit (Little's law): cap ÷ turnaround, in tokens an hour."""
    if turnaround_h <= 0:
        return {"valid": False, "because": "no-turnaround"}
    return {"valid": True, "tokens_per_hour": enqueued_cap / turnaround_h}


def hours_to_finish(tokens: float, tokens_per_minute: float, used_by_live: float) -> Hours | Refused:
    """Hours for a backfill under a limit of which live traffic uses the share `used_by_live`."""
    free = tokens_per_minute * (1 - used_by_live)
    if free <= 0:
        return {"valid": False, "because": "limit-used-up"}
    return {"valid": True, "hours": tokens / free / 60}


def cadence(deadline_h: float, turnaround_h: float, fallback_h: float) -> Cadence | Refused:
    """Submissions a day so that each answer is in time.

    Collecting takes no longer than the deadline less turnaround and fallback.
    """
    collect = deadline_h - turnaround_h - fallback_h
    if collect <= 0:
        return {"valid": False, "because": "no-time-to-collect"}
    return {"valid": True, "collect_h": collect, "per_day": max(1, math.ceil(24 / collect))}


def chain_h(calls: float, turnaround_h: float) -> float:
    """Hours for calls that wait for one another: each waits a whole turnaround."""
    return calls * turnaround_h
