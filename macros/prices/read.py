"""`docs/data/prices.yml` -> a PriceBook, or every problem in it at its line and column.

A price needs a source and a date; batch and flex may not cost more than realtime unless the row says why.
"""

from __future__ import annotations

import datetime
import functools
from pathlib import Path
from typing import Any

import yaml

from ..files.nodes import Reader, null
from ..files.paths import ROOT
from ..files.problems import Problem, Problems, did_you_mean
from ..files.yaml_text import Node, read_bytes, read_document
from .book import COMPONENTS, TIERS, Model, PriceBook, Rule, Term, Tier, Vendor, derived_batch

CLASSES = ("flagship", "mid", "small", "previous", "open", "embedding")
PATH = "docs/data/prices.yml"


@functools.cache
def load_prices(root: Path, today: datetime.date | None = None) -> tuple[PriceBook | None, list[Problem]]:
    """The book and what is wrong in it; None when anything is. `today`: no date may lie after it (None: not checked)."""
    problems: list[Problem] = []
    text = read_bytes(root / PATH, PATH, problems)
    return (None, problems) if text is None else read_prices(PATH, text, today)


def read_prices(name: str, text: str, today: datetime.date | None = None) -> tuple[PriceBook | None, list[Problem]]:
    """The same from a text, said to stand in the file `name`."""
    problems: list[Problem] = []
    node = read_document(name, text, problems)
    book = _Book(Reader(name, problems), today).book(node) if node is not None else None
    problems.sort()
    return (None if problems else book), problems


class _Book:
    def __init__(self, reader: Reader, today: datetime.date | None) -> None:
        self.r, self.today = reader, today

    def book(self, node: Node) -> PriceBook | None:
        r = self.r
        dataset = lambda n: r.record(n, {"id": r.text, "source": r.url, "as_of": self.day}, {"licence": r.text})  # noqa: E731
        datasets = lambda n: r.items(n, dataset)  # noqa: E731
        meta = lambda n: r.record(n, {"title": r.text, "unit": r.text, "compiled": self.day}, {"datasets": datasets})  # noqa: E731
        read = r.record(node, {"meta": meta, "vendors": lambda n: r.items(n, self.vendor, at_least=1)})
        if read is None or not read.get("meta") or not read.get("vendors") or self.r.problems:
            return None
        compiled = read["meta"]["compiled"]
        vendors = tuple(self._made(vendor, compiled) for vendor in read["vendors"])
        self._twice(node, vendors)
        return PriceBook(compiled, vendors, tuple(read["meta"].get("datasets") or ()))

    def day(self, node: Node) -> datetime.date | None:
        """A date that is not after today."""
        value = self.r.date(node)
        if value is not None and self.today and value > self.today:
            self.r.error(node, f"{value} lies after today, {self.today}. Write the day the source was dated or read.")
            return None
        return value

    def day_or_null(self, node: Node) -> datetime.date | None:
        return None if null(node) else self.day(node)

    def vendor(self, node: Node) -> dict[str, Any] | None:
        r = self.r
        return r.record(
            node,
            {
                "id": r.text,
                "name": r.text,
                "batch_rule": self.rule,
                "terms": lambda n: r.items(n, self.term),
                "models": lambda n: r.items(n, self.model),
            },
            {"note": r.text},
        )

    def rule(self, node: Node) -> dict[str, Any] | None:
        r = self.r
        read = r.record(
            node,
            {
                "multiplier": lambda n: None if null(n) else self.share(n),
                "applies_to": r.text,
                "source": lambda n: None if null(n) else r.url(n),
                "as_of": self.day_or_null,
                "quality": r.text,
            },
            {"note": r.text, "derive": lambda n: r.items(n, r.text, at_least=1)},
        )
        if read and read.get("multiplier") is not None and not read.get("source"):
            r.error(
                _value(node, "source"),
                "a published multiplier needs its source. Add the address, or write multiplier: null.",
            )
        if read and read.get("derive") and read.get("multiplier") is None:
            r.error(node, "derive: needs a multiplier to derive from. Add the published multiplier or remove derive:.")
        return read

    def share(self, node: Node) -> float | None:
        value = self.r.number(node)
        if value is not None and not 0 < value <= 1:
            self.r.error(
                node,
                f"a batch multiplier lies above 0 and at most at 1, not at {value:g}. Write the price as a share of realtime.",
            )
            return None
        return value

    def term(self, node: Node) -> dict[str, Any] | None:
        r = self.r
        return r.record(
            node,
            {"topic": r.text, "text": r.text, "source": r.url, "as_of": self.day_or_null, "quality": r.text},
            {"value": lambda n: n},
        )

    def model(self, node: Node) -> dict[str, Any] | None:
        r = self.r
        tiers = lambda n: r.record(n, {}, {name: self.tier for name in TIERS})  # noqa: E731
        read = r.record(
            node, {"id": r.text, "class": r.one_of(*CLASSES), "tiers": tiers}, {"note": r.text, "retires": r.date}
        )
        if read and read.get("tiers") is not None:
            if not read["tiers"]:
                r.error(node, "no tier is listed. Add one, or remove the model.")
            self._order(node, read["tiers"])
        return read

    def tier(self, node: Node) -> dict[str, Any] | None:
        r = self.r
        texts = {name: r.text for name in ("dataset", "upstream", "because")}
        lists: dict[str, Any] = {name: lambda n: r.items(n, r.text) for name in ("agrees", "differs")}
        flags = {name: r.flag for name in ("free", "dearer")}
        prices: dict[str, Any] = {name: self.amount for name in COMPONENTS}
        one_dataset: dict[str, Any] = {"litellm_only": lambda n: r.record(n, {}, prices)}
        read = r.record(
            node, {"source": r.url, "as_of": self.day}, {**prices, **texts, **lists, **flags, **one_dataset}
        )
        if read is None:
            return None
        if all(name not in read for name in COMPONENTS):
            r.error(node, "no price is given. Add input:, output: or a cache price.")
        if not read.get("free"):
            for name in COMPONENTS:
                if read.get(name) == 0:
                    r.error(
                        _value(node, name),
                        "a price of 0 needs free: true and its source. Add free: true, or leave the line out when the price is not listed.",
                    )
        if read.get("dearer") and not read.get("because"):
            r.error(_value(node, "dearer"), "dearer: true needs because:. Say why waiting costs more here.")
        if (read.get("cached_input") or 0) > (read.get("input") or float("inf")):
            r.error(_value(node, "cached_input"), "a cache read costs more than fresh input. Check the two prices.")
        return read

    def amount(self, node: Node) -> float | None:
        value = self.r.number(node)
        if value is not None and value < 0:
            self.r.error(node, f"a price cannot be negative ({value:g}). Write USD per 1,000,000 tokens.")
            return None
        if value is not None and value > 10_000:
            self.r.error(node, f"{value:g} is over 10,000 USD per 1,000,000 tokens. Check the unit.")
            return None
        return value

    def _order(self, node: Node, tiers: dict[str, Any]) -> None:
        """Waiting tiers at most realtime, faster tiers at least."""
        live = tiers.get("realtime") or {}
        inner = _value(node, "tiers")
        for name, tier in tiers.items():
            for part in COMPONENTS:
                here, there = (tier or {}).get(part), live.get(part)
                if name == "realtime" or here is None or there is None or (tier or {}).get("dearer"):
                    continue
                place = _value(_value(inner, name), part)
                if name in ("priority", "ultrafast"):
                    if here < there:
                        self.r.error(
                            place, f"{name} {part} ({here:g}) is below realtime ({there:g}). Check both prices."
                        )
                elif here > there:
                    self.r.error(
                        place,
                        f"{name} {part} ({here:g}) is above realtime ({there:g}). Check both, or add dearer: true and because:.",
                    )

    def _twice(self, node: Node, vendors: tuple[Vendor, ...]) -> None:
        nodes = _value(node, "vendors").value
        seen: set[str] = set()
        for place, vendor in zip(nodes, vendors, strict=True):
            if vendor.id in seen:
                self.r.error(_value(place, "id"), f"vendor '{vendor.id}' is listed already. Merge the two.")
            seen.add(vendor.id)
            models: set[str] = set()
            for inner, model in zip(_value(place, "models").value, vendor.models, strict=True):
                if model.id in models:
                    self.r.error(
                        _value(inner, "id"), f"model '{model.id}' is listed already for this vendor. Keep one."
                    )
                models.add(model.id)
            derive = _value(_value(place, "batch_rule"), "derive")
            for name in derive.value if isinstance(derive, yaml.SequenceNode) else []:
                if name.value not in models:
                    hint = did_you_mean(name.value, models) or " Name a model of this vendor."
                    self.r.error(name, f"derive: names '{name.value}', which this vendor does not list.{hint}")

    def _made(self, read: dict[str, Any], compiled: datetime.date) -> Vendor:
        said = read["batch_rule"]
        rule = Rule(said["multiplier"], said["applies_to"], said["source"], said["as_of"], said.get("note"))
        terms = tuple(Term(t["topic"], t["text"], t["source"], t["as_of"], t["quality"]) for t in read["terms"])
        models = []
        for m in read["models"]:
            tiers = {name: _tier(name, t) for name, t in m["tiers"].items()}
            if m["id"] in (said.get("derive") or ()) and "realtime" in tiers and "batch" not in tiers:
                tiers["batch"] = derived_batch(tiers["realtime"], rule, compiled)
            models.append(Model(m["id"], m["class"], tiers, m.get("note"), m.get("retires")))
        return Vendor(read["id"], read["name"], rule, terms, tuple(models), read.get("note"))


def _tier(name: str, read: dict[str, Any]) -> Tier:
    prices: dict[str, Any] = {part: read.get(part) for part in COMPONENTS}
    return Tier(name, read["source"], read["as_of"], upstream=read.get("upstream"), **prices)


def _value(node: Node, key: str) -> Node:
    """The value under `key`, or the node itself when there is none."""
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if getattr(name, "value", None) == key), node)
    return node


@functools.cache
def book() -> PriceBook:
    """The price book of this site, or every problem in it."""
    made, problems = load_prices(ROOT)
    if made is None:
        raise Problems(problems)
    return made
