"""A plan's numbers -> the words that fill docs/data/plan-template.yml. The twin of docs/model/plan/words.js.

Only formats: what a figure is called stands in the template. Flags are true or false, rows are lists of records.
"""

from __future__ import annotations

from typing import Any

from .. import format as say
from ..template import escaped
from .commands import commands
from .money import money
from .samples import LINES, harmful, looks_at
from .schedule import DRY, SHARES, SLOTS, order
from .terms import ANSWERS, ARMS, GAPS, LETTERS, PLAIN, WARNINGS, WEEKDAYS, count, flags, given, hours, share, tenth

Record = dict[str, Any]


def words(x: Record, made: Record) -> Record:
    """Every slot of the template, from the inputs and their valid plan."""
    return {**_answers(x, made), **_samples(x, made), **_time(x, made), **money(x, made), **commands(x, made)}


def _answers(x: Record, made: Record) -> Record:
    warned, open_ = made["warnings"], made["gaps"]
    return {
        **{name: escaped(x[name]) for name in ANSWERS},
        **{name: x[name] for name in PLAIN},
        **flags("personal_", ("yes", "no", "unknown"), [x["personal"]]),
        **flags("w_", WARNINGS, warned),
        **flags("g_", GAPS, open_),
        "warning_count": count(len(warned)),
        "gap_count": count(len(open_)),
        "has_warnings": bool(warned),
        "has_gaps": bool(open_),
        "ready": not warned and not open_,
        "priced": bool(x["price_as_of"]),
        "paired": x["paired"] == "yes",
        "correlation": given(x["correlation"], "%"),
        "promoted": x["promotion_off"] > 0,
        "promotion_off": given(x["promotion_off"], "%"),
        "off_peaked": x["off_peak_off"] > 0,
        "off_peak_off": given(x["off_peak_off"], "%"),
        "card": [_quantity(row, x[row["id"]], row["id"] in x["assumed"]) for row in x["card"]],
        "assumed_count": count(len(x["assumed"])),
    }


def _quantity(row: Record, value: float | None, assumed: bool) -> Record:
    """A line of the workload card: assumed, given, or answered as not known."""
    unknown = value is None
    return {
        "label": escaped(row["label"]),
        "value": given(value, row["unit"]),
        "assumed": assumed and not unknown,
        "unknown": unknown,
        "given": not assumed and not unknown,
    }


def _samples(x: Record, made: Record) -> Record:
    arms = made["arms"]
    saving = {arm["id"]: share(arm["saving"]) for arm in arms}
    cost = next(arm["cost"] for arm in arms if arm["id"] == "batch")
    quality = [arm["quality"] for arm in arms if arm["quality"] and arm["quality"]["valid"]]
    costs = [_cost(arm) for arm in arms if arm["cost"] and arm["cost"]["valid"]]
    runs = made["canaries"]
    return {
        "line_saving": share(LINES["saving"]),
        "line_late": share(LINES["late"]),
        "line_loss": share(LINES["loss"]),
        "line_loss_points": tenth(LINES["loss"] * 100),
        "line_quality_points": tenth(LINES["quality"] * 100),
        "line_invoice": share(LINES["invoice"]),
        "ratio_line": say.fixed(1 - LINES["saving"], 2),
        "rows": count(made["rows"]),
        "arms": [_arm(arm) for arm in arms],
        "costs": costs,
        "has_costs": bool(costs),
        "shape": costs[0]["shape"] if costs else "",
        "skewed": bool(costs) and costs[0]["shape"] != "1",
        "skew": say.number(x["skew"]) if costs else "",
        "saving_batch": saving["batch"],
        "arm_primed": "primed" in saving,
        "saving_primed": saving.get("primed", ""),
        "arm_flex": "flex" in saving,
        "saving_flex": saving.get("flex", ""),
        "arm_off_peak": "off-peak" in saving,
        "saving_off_peak": saving.get("off-peak", ""),
        "loss_clean": count(made["loss_clean"]),
        "by_pairs": bool(quality) and quality[0]["by"] == "pairs",
        "by_shares": bool(quality) and quality[0]["by"] == "shares",
        "by_nothing": not quality,
        "for_p95": count(runs["for_p95"]),
        "rank": count(runs["rank"]["rank"]) if runs["rank"]["valid"] else "",
        "has_half": cost["valid"],
        "halves": [{"n": count(row["n"]), "half": share(row["half"])} for row in looks_at(cost["n"], cost["sd"])]
        if cost["valid"]
        else [],
        "late_clean": count(runs["late"]["clean"]),
        "late_more": count(runs["late"]["more"]),
        "harm_day": count(harmful(24)),
        "late_none": made["chance"]["allowed"] < 1,
        "late_allowed": count(max(made["chance"]["allowed"], 0)),
        "late_power": share(made["chance"]["power"]),
        "late_next": count(made["chance"]["next"]),
        "whole_week": runs["batches"] > 168,
        "harm_week": count(harmful(168)),
        "harm_all": count(harmful(runs["batches"])),
    }


def _arm(arm: Record) -> Record:
    out: Record = {**flags("is_", ARMS, [arm["id"]]), "rows": count(arm["rows"])}
    for name in ("cost", "loss", "quality"):
        claim = arm[name]
        out[f"has_{name}"] = bool(claim) and claim["valid"]
        out[f"no_{name}"] = bool(claim) and not claim["valid"]
        out[f"{name}_n"] = count(claim["n"]) if claim and claim["valid"] else ""
    return out


def _cost(arm: Record) -> Record:
    return {
        **flags("is_", ARMS, [arm["id"]]),
        **{name: count(arm["cost"][name]) for name in ("once", "looks", "mean", "shape")},
    }


def _time(x: Record, made: Record) -> Record:
    runs, dates, leave, split = made["canaries"], made["dates"], made["submit"], made["quota"]
    three = made["cost"]["sizes"]
    slots = []
    for slot in range(SLOTS):
        row = {name: " ".join(LETTERS[size] for size in order(slot, on)) for on, name in enumerate(WEEKDAYS)}
        slots.append({"from": f"{3 * slot:02d}:00", "to": f"{3 * slot + 3:02d}:00", **row})
    return {
        **{
            name: dates[name]
            for name in ("dry", "canary", "canary_end", "claims", "five", "quarter", "all", "decided", "expires")
        },
        "days": count(dates["days"]),
        "canary_days": count(runs["days"]),
        "needed_days": count(runs["needed_days"]),
        "window": f"{count(x['window_days'])} days",
        "batches": count(runs["batches"]),
        "each": count(runs["each"]),
        "bound": share(runs["bound"]),
        "slots": slots,
        **{f"size_{name}": count(rows) for name, rows in zip(("small", "medium", "large"), three, strict=True)},
        "canary_a_day": count(SLOTS * sum(three)),
        **{
            f"rows_{name}": count(x["requests_per_day"] * part)
            for name, part in zip(("five", "quarter", "all"), SHARES, strict=True)
        },
        "dry_rows": count(DRY),
        "every": hours(leave["every_h"]),
        "per_day": tenth(leave["per_day"]),
        "batch_rows": count(leave["rows"]),
        "cut": leave["cut"],
        "deadline": hours(x["deadline_h"]),
        "reserve": hours(x["reserve_h"]),
        "hedge": hours(made["hedge_h"]),
        "polling": given(x["polling_min"], "min"),
        "late": share(made["late"]),
        "hedged": given(x["hedged"], "%"),
        "p95": hours(made["p95_h"]),
        "p95_measured": made["p95_measured"],
        "median": given(x["median_min"], "min"),
        "p90": given(x["p90_min"], "min"),
        "cap_known": split["cap_known"],
        "cap_production": share(split["production"]),
        "cap_canary": share(split["canary"]),
        "cap_left": share(split["cap_left"]),
        "limit_used": given(x["limit_used"], "%"),
        "need": count(split["need"]),
        "free": count(split["free"]),
        "rescued": count(split["rescued_rows"]),
    }
