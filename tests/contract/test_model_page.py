"""How right the model is: every published figure within its tolerance, worked out again here where that is short."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import yaml

from macros.evidence import serving, validation

ROOT = Path(__file__).resolve().parents[2]
GIVEN = yaml.safe_load((ROOT / "docs/data/evidence.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", validation.rows(), ids=lambda row: f"{row.quantity} {row.of or row.card}".strip())
def test_a_published_figure_is_reproduced_within_its_tolerance(row: validation.Row) -> None:
    assert row.holds, (row.published, row.ours, row.error)


def test_the_tolerances_are_the_agreed_ones() -> None:
    within = {row.quantity: row.within for row in validation.rows()}
    assert within["revenue"] == 0.0005
    assert within["itl-error"] == 0.02
    assert within["throughput-predicted"] == 0.05
    assert (within["step-fit"], within["step-predicted"], within["step-roofline"]) == (0.05, 0.25, 0.25)
    assert sum(not row.judged for row in validation.rows()) == 1, (
        "only the figure without a stated GPU price is not judged"
    )


def test_deepseeks_day_adds_up() -> None:
    d = GIVEN["published"]["deepseek"]
    assert d["cost_usd"] == 226.75 * 8 * 24 * 2
    assert pytest.approx(d["revenue_usd"], rel=5e-4) == (342e9 * 0.14 + 266e9 * 0.55 + 168e9 * 2.19) / 1e6


def test_all_39_rows_of_the_serving_table_are_quoted_and_shown(site: Path) -> None:
    rows = GIVEN["saturation"]["rows"]
    assert len(rows) == 39
    assert len({(row["prompt"], row["output"], row["clients"]) for row in rows}) == 39
    page = (site / "reference/model/index.html").read_text(encoding="utf-8")
    figure = page.split('id="figure-step-fit"')[1].split("</figure>")[0]
    assert figure.count('class="ring"') == 39
    assert "does not hold" not in page


def test_the_measured_steps_stand_in_the_page_with_their_cards_and_what_they_leave_out(site: Path) -> None:
    page = (site / "reference/model/index.html").read_text(encoding="utf-8")
    section = page.split('id="decode-step"')[1].split('id="time"')[0]
    for card in yaml.safe_load((ROOT / "docs/data/decode.yml").read_text(encoding="utf-8"))["cards"]:
        assert f'aria-label="Decode steps, {card["name"]}"' in section
        assert page.count(f"{card['name']}: ") == 3, "each is judged by the step form, its prediction and the roofline"
    assert 'aria-label="Prefill"' in section
    assert "Left out: paging" in section
    assert page.count('<a href="#decode-step">measured here, ') == 6


def test_a_row_out_of_tolerance_says_so_and_fails() -> None:
    row = validation.Row("a-wrong-figure", "nowhere", published=100, ours=110, within=0.05)
    assert not row.holds
    assert validation.Row("shown-only", "nowhere", 100, 110, 0.05, judged=False).holds


def test_the_fit_predicts_rows_it_has_not_seen() -> None:
    seen = [row for row in serving.serving() if row["clients"] <= validation.SPLIT]
    assert 0 < len(seen) < 39
    assert serving.fit(validation.SPLIT) != serving.fit()


def test_formulas_stand_as_mathml_and_the_week_as_a_table(site: Path) -> None:
    page = (site / "reference/model/index.html").read_text(encoding="utf-8")
    assert page.count("<math ") >= 5
    week = list(csv.reader(io.StringIO((site / "data/demand/azure24-week.csv").read_text(encoding="utf-8"))))
    assert len(week) == 169


def test_the_pairs_of_all_models_make_up_the_whole() -> None:
    factor = GIVEN["latency_factor"]
    server = [row for row in factor["models"] if row["scenario"] == "Server"]
    assert sum(row["pairs"] for row in server) == factor["pairs"]
    assert all(row["p10"] <= row["median"] <= row["p90"] for row in factor["models"])
    assert min(row["median"] for row in server) < factor["value"] < max(row["median"] for row in server)
