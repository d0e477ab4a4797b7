"""What no single value of `docs/data/prices.yml` can say: prices against each other, and names that must be listed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import yaml

from ..files.nodes import Reader
from ..files.problems import did_you_mean
from ..files.read_declared import child
from ..files.yaml_text import Node
from .book import COMPONENTS

LEAST = 0.0001  # no published price comes near it
FIRST = datetime.date(2022, 1, 1)  # nobody sold tokens in batch before
AHEAD = datetime.timedelta(days=3 * 365)  # no vendor announces a change or an end so far ahead


def book(r: Reader, node: Node, made: dict[str, Any]) -> None:
    """No date of the book lies after the day it was compiled, and none before there were such prices."""
    compiled = (made.get("meta") or {}).get("compiled")
    if not compiled:
        return
    good = {day.isoformat(): day for day in _days(made)}
    for place in _dates(node):
        day = good.get(place.value)
        if day is None:
            continue  # said where the day is read
        if day < FIRST:
            r.error(place, f"{day} lies before {FIRST}, when no such price was published. Check the year.")
        elif day > compiled:
            r.error(place, f"{day} lies after the day the book was compiled, {compiled}. Check both dates.")


def _dates(node: Node) -> Iterator[Node]:
    """Every value under `as_of`."""
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _dates(one)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == "as_of" and isinstance(value, yaml.ScalarNode):
                yield value
            else:
                yield from _dates(value)


def _days(made: Any) -> Iterator[datetime.date]:
    """Every day that was read."""
    if isinstance(made, datetime.date):
        yield made
    elif isinstance(made, dict | list):
        for one in made.values() if isinstance(made, dict) else made:
            yield from _days(one)


def _ahead(r: Reader, node: Node, day: datetime.date | None, since: list[datetime.date]) -> None:
    """A change or an end that was announced lies after the news of it, and not for ever after."""
    if day and since and not FIRST <= day <= max(since) + AHEAD:
        r.error(node, f"{day} is no day that was announced by {max(since)}. Check the year.")


def batch_rule(r: Reader, node: Node, made: dict[str, Any]) -> None:
    """A published share of the price needs its source, and a derived price its share."""
    if made.get("multiplier") is not None and not made.get("source"):
        r.error(
            child(node, "source"),
            "a published multiplier needs its source. Add the address, or write multiplier: null.",
        )
    if made.get("derive") and made.get("multiplier") is None:
        r.error(node, "derive: needs a multiplier to derive from. Add the published multiplier or remove derive:.")


def tier(r: Reader, node: Node, made: dict[str, Any]) -> None:
    """A tier has a price; a price of 0 and a dearer one say why."""
    if all(name not in made for name in COMPONENTS):
        r.error(node, "no price is given. Add input:, output: or a cache price.")
    for name in COMPONENTS:
        if 0 < (made.get(name) or 0) < LEAST:
            said = f"{made[name]:g} is below {LEAST:g} USD per 1,000,000 tokens. Is it a price a token? Check the unit."
            r.error(child(node, name), said)
    for name in COMPONENTS if not made.get("free") else ():
        if made.get(name) == 0:
            r.error(
                child(node, name),
                "a price of 0 needs free: true and its source. Add free: true, or leave the line out when the price"
                " is not listed.",
            )
    if made.get("dearer") and not made.get("because"):
        r.error(child(node, "dearer"), "dearer: true needs because:. Say why waiting costs more here.")
    hour, short = made.get("cache_write_1h"), made.get("cache_write")
    if hour is not None and short is not None and hour < short:
        r.error(child(node, "cache_write_1h"), "an hour's write costs less than a short one. Check the two prices.")
    if (made.get("cached_input") or 0) > (made.get("input") or float("inf")):
        r.error(child(node, "cached_input"), "a cache read costs more than fresh input. Check the two prices.")


def long_prompt(r: Reader, node: Node, made: dict[str, Any]) -> None:
    """A long prompt costs more, and where the rate of one component is known those of input and output are."""
    for name in COMPONENTS:
        if (made.get(name) or 1) < 1:
            r.error(child(node, name), f"a long prompt cannot cost less ({made[name]:g}). Write a factor of 1 or more.")
    if ("input" in made) != ("output" in made):
        r.error(node, "the rates of a long prompt need both input: and output:. Add the other, or leave both out.")


def model(r: Reader, node: Node, made: dict[str, Any]) -> None:
    """Waiting tiers cost at most as much as realtime, faster tiers at least."""
    tiers, inner = made.get("tiers"), child(node, "tiers")
    since = [tier["as_of"] for tier in (tiers or {}).values() if tier and tier.get("as_of")]
    _ahead(r, child(node, "retires"), made.get("retires"), since)
    _ahead(r, child(child(node, "changes"), "on"), (made.get("changes") or {}).get("on"), since)
    if tiers is not None and not tiers:
        r.error(node, "no tier is listed. Add one, or remove the model.")
    live = (tiers or {}).get("realtime") or {}
    for name, prices in (tiers or {}).items():
        for part in COMPONENTS:
            here, there = (prices or {}).get(part), live.get(part)
            if name == "realtime" or here is None or there is None or prices.get("dearer"):
                continue
            place = child(child(inner, name), part)
            faster = name in ("priority", "ultrafast")
            if faster and here < there:
                r.error(place, f"{name} {part} ({here:g}) is below realtime ({there:g}). Check both prices.")
            elif not faster and here > there:
                r.error(
                    place,
                    f"{name} {part} ({here:g}) is above realtime ({there:g})."
                    " Check both, or add dearer: true and because:.",
                )


def vendor(r: Reader, node: Node, made: dict[str, Any]) -> None:
    """What is derived must be listed."""
    models = {one.get("id") for one in made.get("models") or [] if one} - {None}
    derive = child(child(node, "batch_rule"), "derive")
    for name in derive.value if isinstance(derive, yaml.SequenceNode) else []:
        if name.value not in models:
            hint = did_you_mean(str(name.value), models) or " Name a model of this vendor."
            r.error(name, f"derive: names '{name.value}', which this vendor does not list.{hint}")
