"""The downloads carry the price book as it is, in the shape their schema says; the report names what is past due."""

from __future__ import annotations

import csv
import datetime
import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import yaml

ROOT = Path(__file__).resolve().parents[2]
BOOK = yaml.safe_load((ROOT / "docs/data/prices.yml").read_text(encoding="utf-8"))
PARTS = ("input", "cached_input", "cache_write", "cache_write_1h", "cache_storage", "output")


def listed() -> list[tuple[str, str, str, str, float]]:
    return [
        (v["name"], m["id"], tier, part, float(prices[part]))
        for v in BOOK["vendors"]
        for m in v["models"]
        for tier, prices in m["tiers"].items()
        for part in PARTS
        if part in prices
    ]


def test_json_and_csv_hold_every_price_of_the_book(site: Path) -> None:
    whole = json.loads((site / "data/prices.json").read_text(encoding="utf-8"))
    schema = json.loads((site / "data/prices.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(whole, schema)
    ours = [
        (r["vendor"], r["model"], r["tier"], r["component"], r["usd_per_million_tokens"])
        for r in whole["prices"]
        if not r["derived"]
    ]
    assert sorted(ours) == sorted(listed())
    table = list(csv.DictReader(io.StringIO((site / "data/prices.csv").read_bytes().decode())))
    assert [{k: str(v) for k, v in row.items()} for row in whole["prices"]] == table


def test_the_downloads_are_written_only_when_their_bytes_differ(tmp_path: Path) -> None:
    from macros.prices.publish import publish

    publish(tmp_path)
    times = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    publish(tmp_path)
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == times
    assert set(times) == {"prices.json", "prices.csv", "prices.schema.json"}


def report(day: str) -> list[str]:
    out = subprocess.run(
        [sys.executable, "-m", "macros.prices", "--today", day], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return out.stdout.splitlines()


def test_the_report_names_rows_past_their_date_oldest_first() -> None:
    lines = report("2026-12-20")
    days = [line[:10] for line in lines[:-1]]
    assert days == sorted(days)
    assert all(day < "2026-12-20" for day in days)
    assert lines[-1].startswith(f"{len(days)} of ")
    first = datetime.date.fromisoformat("2026-01-01")
    assert report(first.isoformat())[-1].startswith("0 of ")
    assert len(report("2030-01-01")) > len(lines)


def test_history_turnaround_and_gpu_hours_show_every_record(site: Path) -> None:
    for page, file, key in (
        ("history", "history.yml", "events"),
        ("turnaround", "turnaround.yml", "observations"),
        ("prices", "gpu_hours.yml", "prices"),
    ):
        records = yaml.safe_load((ROOT / "docs/data" / file).read_text(encoding="utf-8"))[key]
        text = (site / f"reference/{page}/index.html").read_text(encoding="utf-8")
        assert all(f'href="{record["source"]}"' in text.replace("&amp;", "&") for record in records), page
