"""Decode steps measured for this site: what the sentences, tables and errors say follows from the file's own rows."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros import data_files
from macros.evidence import decode, read_records, tables
from macros.evidence.declared_decode import COMPARED
from macros.lesson import facts

ROOT = Path(__file__).resolve().parents[2]
CONTEXTS = (512, 2048, 8192)
# A card that keeps exactly to the step form: 5 ms, 10 µs a sequence, 40 ns a token of cache, 30 µs a token of a prompt.
A, B, C, D = 5e-3, 1e-5, 4e-8, 3e-5


def card(seconds: Any) -> dict[str, Any]:
    steps = [(batch, context) for batch in (1, 2, 8, 32, 64, 256) for context in CONTEXTS]
    return {
        "decode": [{"batch": b, "context": c, "ms": 1000 * seconds(b, c)} for b, c in steps],
        "prefill": [{"prompt": 8192, "ms": 1000 * (A + B + C * 8192.5 + D * 8192)}, {"prompt": 128, "ms": 1.0}],
        "bytes_per_s": 3e12,
        "operations_per_s": 8e14,
    }


def test_a_card_that_keeps_to_the_step_form_is_fitted_without_error() -> None:
    true = card(lambda batch, context: A + B * batch + C * batch * context)
    found = decode.fit(true)
    assert [found[name] for name in "abcd"] == pytest.approx([A, B, C, D], rel=1e-6)
    errors = decode.errors(true)
    assert errors["fit"] == pytest.approx(0, abs=1e-9)
    assert errors["predicted"] == pytest.approx(0, abs=1e-9)
    assert errors["roofline"] > 0.01


def test_the_prompt_says_what_its_tokens_take_and_nothing_of_the_decode_steps() -> None:
    given = card(lambda batch, context: A + B * batch + C * batch * context)
    slower = {**given, "prefill": [{"prompt": 8192, "ms": 900.0}]}
    assert decode.fit(slower)["c"] == pytest.approx(C, rel=1e-6)
    assert decode.fit(slower)["d"] > 2 * D


def test_a_card_that_keeps_to_its_two_rates_is_met_by_the_roofline() -> None:
    """Worked out again here: the cache and the weights that are read, or two operations a weight and sequence."""
    model = read_records.decode()["model"]
    read = model["weight_bytes"] - model["embedding_bytes"]

    def seconds(batch: int, context: int) -> float:
        cache = batch * context * model["kv_bytes_per_token"] / 3e12
        return cache + max(read / 3e12, batch * read / 8e14)

    assert decode.errors(card(seconds))["roofline"] == pytest.approx(0, abs=1e-12)


def test_errors_are_relative_and_do_not_cancel_out() -> None:
    rows = [{"batch": 1, "context": 1, "ms": 100.0}, {"batch": 2, "context": 1, "ms": 50.0}]
    assert decode.mean_error(rows, lambda batch, context: 0.11 if batch == 1 else 0.04) == pytest.approx(0.15)


def test_the_sentences_follow_from_the_rows_of_the_file() -> None:
    given = yaml.safe_load((ROOT / "docs/data/decode.yml").read_text(encoding="utf-8"))["cards"]
    said = facts.facts()
    for name, context in (("step_64", 512), ("step_64_long", 2048)):
        times = [{row["batch"]: row["ms"] for row in one["decode"] if row["context"] == context} for one in given]
        ratios = sorted(f"{each[64] / each[1]:.1f}" for each in times)
        assert said[name] == "–".join(dict.fromkeys((ratios[0], ratios[-1])))
    critical = [one["operations_per_s"] / one["bytes_per_s"] for one in given]
    assert said["step_critical"] == f"{min(critical):.0f}–{max(critical):.0f}"


def test_every_card_has_the_steps_that_the_page_compares() -> None:
    assert len(decode.cards()) == 2
    assert all(decode.step_s(one, *size) > 0 for one in decode.cards() for size in COMPARED)


def test_the_tables_print_every_measured_step_and_a_dash_where_there_is_none() -> None:
    html = tables.decode_tables()
    assert html.count("<price-table") == len(decode.cards())
    for one, table in zip(decode.cards(), html.split("<price-table")[1:], strict=True):
        assert one["name"] in table
        assert table.count(" tokens/s") == len(one["decode"])
        sizes = {row["batch"] for row in one["decode"]}, {row["context"] for row in one["decode"]}
        assert table.count(">–<") == len(sizes[0]) * len(sizes[1]) - len(one["decode"])
    first = decode.cards()[0]["decode"][0]
    assert f"{first['ms']:.2f}<small>{1000 / first['ms']:.0f} tokens/s" in html
    prompts = tables.prefill_table()
    assert prompts.count(" ms<") == sum(len(one["prefill"]) for one in decode.cards())


def test_what_the_benchmark_prints_is_an_entry_of_the_file(tmp_path: Path) -> None:
    steps = [{"batch": b, "context": c, "ms": 9.996, "low": 9.9938, "high": 109.54} for b, c in COMPARED]
    result = {
        "card": "A card",
        "measured": "2026-11-20",
        "torch": "2.11.0+cu130",
        "bytes_per_s": 2817983292857.6,
        "operations_per_s": 791963635270830.6,
        "decode": steps,
        "prefill": [{"prompt": 128, "ms": 7.3055, "low": 7.29, "high": 7.31}],
    }
    (tmp_path / "card.json").write_text(json.dumps(result), encoding="utf-8")
    command = [sys.executable, "benchmarks/decode_card.py", str(tmp_path / "card.json")]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    head = (ROOT / "tests/samples/data/decode.yml").read_text(encoding="utf-8").split("cards:\n")[0]
    today, file = datetime.date(2026, 11, 23), data_files.BY_NAME["decode.yml"]
    assert data_files.problems_of(file, "decode.yml", f"{head}cards:\n{printed}", today) == []
    (one,) = yaml.safe_load(printed)
    assert one["decode"][0] == {"batch": 1, "context": 512, "ms": 10.0, "low": 9.99, "high": 109.5}
    assert (one["bytes_per_s"], one["operations_per_s"]) == (2820000000000, 792000000000000)
