"""Every cost table of the built pages, worked out again here from the raw YAML."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import html5lib
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
BOOK = yaml.safe_load((ROOT / "docs/data/prices.yml").read_text(encoding="utf-8"))
WORK = yaml.safe_load((ROOT / "docs/data/workloads.yml").read_text(encoding="utf-8"))
VENDORS = {vendor["name"]: vendor for vendor in BOOK["vendors"]}
XHTML = "{http://www.w3.org/1999/xhtml}"
NBSP = "\u00a0"


def cell_lines(cell) -> list[str]:
    """A cell's own words, then what stands below them."""
    below = ["".join(small.itertext()) for small in cell.iter(f"{XHTML}small") if small.get("hidden") is None]
    for small in list(cell.iter(f"{XHTML}small")):
        small.text = ""
        for child in list(small):
            small.remove(child)
    return ["".join(cell.itertext()).strip(), *below]


def tables(site: Path, page: str) -> list[list[list[list[str]]]]:
    """table -> row -> cell -> lines, heads left out."""
    root = html5lib.parse((site / page).read_text(encoding="utf-8"))
    return [
        [[cell_lines(cell) for cell in row] for row in table.iter(f"{XHTML}tr") if row.find(f"{XHTML}td") is not None]
        for box in root.iter(f"{XHTML}price-table")
        for table in box.iter(f"{XHTML}table")
    ]


def rounded(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"


def number(value: object) -> Decimal:
    return Decimal(str(value))


def model(vendor: str, name: str) -> dict:
    return next(m for m in VENDORS[vendor]["models"] if m["id"].split("/")[-1] == name)


def with_derived(vendor: dict, m: dict) -> dict:
    """Tiers of a model, and the batch tier that the vendor's published rule gives where the book asks for it."""
    tiers = dict(m["tiers"])
    rule = vendor["batch_rule"]
    if m["id"] in rule.get("derive", []) and "batch" not in tiers:
        live = tiers["realtime"]
        tiers["batch"] = {
            part: number(live[part]) * number(rule["multiplier"]) for part in ("input", "output") if part in live
        }
        tiers["batch"]["derived"] = True
    return tiers


def waiting(tiers: dict) -> dict:
    return next(tiers[name] for name in ("batch", "flex", "async_1h", "balanced") if name in tiers)


def request(tier: dict, tokens_in: int, tokens_out: int) -> Decimal:
    return (number(tier["input"]) * tokens_in + number(tier.get("output", 0)) * tokens_out) / 1_000_000


@pytest.fixture(scope="module")
def lesson(site: Path):
    return tables(site, "index.html")


def test_the_lesson_has_three_short_tables(lesson) -> None:
    assert len(lesson) == 3
    assert all(4 <= len(table) <= 6 for table in lesson)


def test_the_running_workload_costs_what_the_prices_say(lesson) -> None:
    w = WORK["workloads"][0]
    tokens = (w["shared_tokens"] + w["unique_tokens"], w["output_tokens"])
    table = next(t for t in lesson if t[0][1][0].endswith("%") and len(t[0]) == 5 and t[0][2][0].startswith("$"))
    assert len(table) == 5
    for (name, vendor), share, live, batch, _dated in table:
        tiers = with_derived(VENDORS[vendor], model(vendor, name))
        a, b = (request(t, *tokens) * w["requests_per_day"] for t in (tiers["realtime"], waiting(tiers)))
        assert live == [f"${rounded(a, 0)}"], name
        assert batch == [f"${rounded(b, 0)}"], name
        assert share[0] == f"{rounded(b / a * 100, 0)}{NBSP}%", name


def ratios(vendor: dict) -> list[Decimal]:
    out = []
    for m in vendor["models"]:
        live, batch = m["tiers"].get("realtime", {}), m["tiers"].get("batch", {})
        for part in ("output", "input"):
            if number(live.get(part) or 0) and part in batch:
                out.append(number(batch[part]) / number(live[part]))
                break
    return out


def test_batch_over_realtime_by_vendor_follows_from_the_prices(lesson) -> None:
    table = next(t for t in lesson if " of " in t[0][2][0])
    named = {row[0][0] for row in table}
    for vendor in BOOK["vendors"]:
        found = [rounded(r * 100, 0) for r in ratios(vendor)]
        if found and vendor["name"] not in named:
            assert set(found) == {"50"}, "only vendors at one half throughout may be left out"
    for name, mode, count, span, _dated in table:
        found = [rounded(r * 100, 0) for r in ratios(VENDORS[name[0]])]
        most = mode[0].removesuffix(f"{NBSP}%")
        assert found.count(most) == max(found.count(value) for value in found)
        assert count == [f"{found.count(most)} of {len(found)}"]
        low, high = min(map(int, found)), max(map(int, found))
        assert span == [f"{low}{NBSP}%" if low == high else f"{low}–{high}{NBSP}%"]


def test_what_happens_at_the_windows_end_is_what_the_vendor_stated(lesson) -> None:
    table = next(t for t in lesson if len(t[0]) == 4)
    for name, said, _window, _dated in table:
        assert said[0] in [" ".join(t["text"].split()) for t in VENDORS[name[0]]["terms"] if t["topic"] == "expiry"]


@pytest.fixture(scope="module")
def reference(site: Path) -> dict[str, list]:
    """Name of a table -> its rows."""
    page = "reference/prices/index.html"
    root = html5lib.parse((site / page).read_text(encoding="utf-8"))
    names = [
        next(d.get("aria-label") for d in box.iter(f"{XHTML}div") if d.get("role") == "region")
        for box in root.iter(f"{XHTML}price-table")
    ]
    return dict(zip(names, tables(site, page), strict=True))


def shown(amount: object) -> str:
    exact = number(amount).normalize()
    return f"${exact:,.{max(2, -exact.as_tuple().exponent)}f}"


def test_every_model_of_the_book_is_in_the_price_table_with_its_prices(reference) -> None:
    rows = {(row[0][1], row[0][0]): row for row in reference["Prices by model"]}
    expected = {(v["name"], m["id"].split("/")[-1]) for v in BOOK["vendors"] for m in v["models"]}
    assert set(rows) == expected
    for (vendor, name), row in rows.items():
        tiers = with_derived(VENDORS[vendor], model(vendor, name))
        for tier, first in (("realtime", 2), ("batch", 4), ("priority", 8)):
            for part, cell in (("input", row[first]), ("output", row[first + 1])):
                amount = tiers.get(tier, {}).get(part)
                assert cell[0] == (shown(amount) if amount is not None else "–"), (name, tier, part)
        assert ("derived" in row[1]) == bool(tiers.get("batch", {}).get("derived")), name


def test_twelve_vendors_publish_async_prices_and_five_are_derived(reference) -> None:
    flexible = ("batch", "flex", "async_1h", "balanced")
    published = {v["name"] for v in BOOK["vendors"] if any(t in m["tiers"] for m in v["models"] for t in flexible)}
    derived = {row[0][1] for row in reference["Prices by model"] if "derived" in row[1]}
    assert len(published) == 12
    assert len(derived - published) == 5


def test_a_thousand_usable_answers_cost_what_the_prices_say(reference) -> None:
    for row in reference["Cost of 1,000 usable answers"]:
        (name, vendor), lane = row[0], row[1][0]
        tiers = with_derived(VENDORS[vendor], model(vendor, name))
        assert ("derived" in lane) == bool(waiting(tiers).get("derived"))
        for index, w in enumerate(WORK["workloads"]):
            tokens = (w["shared_tokens"] + w["unique_tokens"], w["output_tokens"])
            usable = 1 - number(w["unusable_percent"]) / 100
            for offset, tier in ((0, tiers["realtime"]), (1, waiting(tiers))):
                assert row[2 + 2 * index + offset][0] == f"${rounded(1000 * request(tier, *tokens) / usable, 2)}", (
                    name,
                    w["id"],
                )


def test_every_row_of_every_table_ends_in_a_dated_source(site: Path) -> None:
    for page in ("index.html", "reference/prices/index.html"):
        text = (site / page).read_text(encoding="utf-8")
        for box in re.findall(r"<price-table.*?</price-table>", text, re.DOTALL):
            for row in re.findall(r"<tr[^>]*>(?=<th scope=\"row\").*?</tr>", box, re.DOTALL):
                last = row.rsplit("<td", 1)[1]
                undated = f"undated page, read {BOOK['meta']['compiled']}"
                dated = rf'<a href="https://[^"]+">(\d{{4}}-\d{{2}}-\d{{2}}|{undated})</a>'
                assert re.search(dated, last), row[:200]


def test_no_date_of_the_book_lies_after_the_day_it_was_compiled() -> None:
    compiled = BOOK["meta"]["compiled"]
    for vendor in BOOK["vendors"]:
        for m in vendor["models"]:
            assert all(tier["as_of"] <= compiled for tier in m["tiers"].values()), m["id"]
    assert isinstance(compiled, datetime.date)


def test_an_unstated_rule_reads_not_stated(site: Path) -> None:
    rows = tables(site, "reference/terms/index.html")[0]
    assert {row[0][0] for row in rows} == set(VENDORS)
    for row in rows:
        rule = VENDORS[row[0][0]]["batch_rule"]
        assert (row[1][0] == "not stated") == (rule["multiplier"] is None)


def test_the_price_of_urgency_is_each_lane_over_realtime(reference) -> None:
    lanes = ("batch", "flex", "async_1h", "balanced", "off_peak", "priority", "ultrafast")
    assert len(reference["The price of urgency"]) > 10
    for row in reference["The price of urgency"]:
        name, vendor = row[0]
        tiers = model(vendor, name)["tiers"]
        live = number(tiers["realtime"]["output"])
        for lane, cell in zip(lanes, row[1:8], strict=True):
            amount = tiers.get(lane, {}).get("output")
            assert cell[0] == (f"{rounded(number(amount) / live * 100, 0)}{NBSP}%" if amount is not None else "–"), (
                name,
                lane,
            )


def own_name(m: dict) -> str:
    """`anthropic.claude-x` and `owner/claude-x` are claude-x; glm-5p3 is glm-5.3."""
    plain = m["id"].split("/")[-1].lower().removeprefix("openai.").removeprefix("anthropic.").removeprefix("amazon.")
    return re.sub(r"(?<=\d)p(?=\d)", ".", plain)


def test_the_same_model_at_another_vendor_shows_its_cheapest_live_price(reference) -> None:
    rows = reference["The same model at another vendor"]
    assert "gpt-oss-120b" in [row[0][0] for row in rows]
    for row in rows:
        same = [(v, m) for v in BOOK["vendors"] for m in v["models"] if own_name(m) == row[0][0]]
        live = {
            number(m["tiers"]["realtime"]["output"]): v["name"]
            for v, m in same
            if m["tiers"].get("realtime", {}).get("output")
        }
        assert row[2][0] == shown(min(live))
        assert row[1][0] == shown(max(live))
        seller = row[2][1]
        waits = [
            number(tier["output"])
            for v, m in same
            if v["name"] != seller
            for lane, tier in m["tiers"].items()
            if lane in ("batch", "flex", "async_1h", "balanced", "off_peak") and tier.get("output")
        ]
        assert row[4][0] == (f"{sum(price > min(live) for price in waits)} of {len(waits)}" if waits else "–"), row[0]
    beaten = {row[0][0]: row[4][0] for row in rows}
    assert beaten["gpt-oss-120b"][0] != "0", "here another vendor's live price beats the lanes that wait"


def test_the_distribution_counts_every_published_ratio_once(site: Path) -> None:
    text = (site / "reference/prices/index.html").read_text(encoding="utf-8")
    figure = next(f for f in text.split("<figure")[1:] if "is the mode" in f)
    counted = sum(int(n) for n in re.findall(r"<td>(\d+)</td></tr>", figure))
    published = [
        m
        for v in BOOK["vendors"]
        for m in v["models"]
        if all((m["tiers"].get(t) or {}).get("output") for t in ("realtime", "batch"))
    ]
    assert counted == len(published)
