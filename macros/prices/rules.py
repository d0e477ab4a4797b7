"""What no single value of `docs/data/prices.yml` can say: prices against each other, and names that must be listed."""

from __future__ import annotations

from typing import Any

import yaml

from ..files.nodes import Reader
from ..files.problems import did_you_mean
from ..files.read_declared import child
from ..files.yaml_text import Node
from .book import COMPONENTS


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
