"""The lesson's minutes and figures, worked out again from the files they come from."""

from __future__ import annotations

import csv
import math
import re
from pathlib import Path

import html5lib
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "docs/data"
QUIZ = ROOT / "quizzes/batch-inference-economics"
XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def root(site: Path):
    return html5lib.parse((site / "index.html").read_text(encoding="utf-8"))


def words(text: str) -> int:
    return sum(any(c.isalnum() for c in word) for word in text.split())


def shown(root) -> dict[str, int]:
    line = next(p for p in root.iter(f"{XHTML}p") if p.get("class") == "minutes")
    pairs = re.findall(r"(Read|Try|Check) (\d+)", " ".join("".join(line.itertext()).split()))
    return {name: int(minutes) for name, minutes in pairs}


def item_seconds(name: str) -> float:
    item = yaml.safe_load((QUIZ / f"{name}.yml").read_text(encoding="utf-8"))
    text = [item["stem"], item["answer"]["text"], item["answer"]["why"], *(d["text"] for d in item["distractors"])]
    return 15 + sum(map(words, text)) * 60 / 238


def listed(key: str) -> list[str]:
    return yaml.safe_load((QUIZ / "quiz.yml").read_text(encoding="utf-8"))[key]


def test_minutes_to_read_follow_from_the_words_on_the_page(root) -> None:
    text = (ROOT / "docs/index.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    prose = re.sub(r"\{\{ facts\.\w+ \}\}", "1", text)
    prose = re.sub(r"\{\{.*?\}\}|\{:.*?\}|<[^>]+>|\]\([^)]*\)", " ", prose)
    cells = sum(
        words("".join(cell.itertext()))
        for box in root.iter(f"{XHTML}price-table")
        for tag in ("th", "td")
        for cell in box.iter(XHTML + tag)
    )
    figures = sum(max(12 - index, 3) for index in range(text.count("{{ figure(")))
    minutes = (words(prose) + cells) / 238 + figures / 60
    assert shown(root)["Read"] == pytest.approx(minutes, abs=0.75)
    assert shown(root)["Read"] <= 11


def test_minutes_for_the_check_follow_from_its_questions(root) -> None:
    assert shown(root)["Check"] == pytest.approx(sum(map(item_seconds, listed("order"))) / 60, abs=1)


def test_minutes_to_try_follow_from_the_cards_in_the_text(root) -> None:
    sorting = yaml.safe_load((QUIZ / f"{listed('sorting')[0]}.yml").read_text(encoding="utf-8"))
    rows = sum(words(f"{row['text']} {row['why']}") for row in sorting["rows"]) + words(sorting["stem"])
    seconds = sum(map(item_seconds, listed("practice"))) + rows * 60 / 238 + 5 * len(sorting["rows"]) + 30
    assert shown(root)["Try"] == pytest.approx(seconds / 60, abs=1)


def figure(root, name: str):
    return next(f for f in root.iter(f"{XHTML}figure") if any(e.get("id") == f"figure-{name}" for e in f.iter()))


def week(column: str) -> list[float]:
    with (DATA / "demand/azure24-week.csv").open(encoding="utf-8", newline="") as file:
        return [float(row[column]) for row in csv.DictReader(file)]


def test_the_week_is_drawn_hour_by_hour_under_its_capacity(root) -> None:
    values = week("conv_req_per_min")
    area = next(p for p in figure(root, "week-of-demand").iter(f"{SVG}path") if p.get("class") == "realtime")
    points = [tuple(map(int, pair)) for pair in re.findall(r"(\d+) (\d+)", area.get("d"))][1:-1]
    assert len(points) == 2 * 168
    for hour, value in enumerate(values):
        assert (
            points[2 * hour][1] == points[2 * hour + 1][1] == pytest.approx(1000 * (1 - value / max(values)), abs=0.51)
        )
    said = "".join(figure(root, "week-of-demand").itertext())
    assert f"{100 * (1 - sum(values) / 168 / max(values)):.0f}\u00a0%" in said


def test_the_strip_has_168_bars_of_the_code_week(root) -> None:
    values = week("code_req_per_min")
    path = next(p for p in root.iter(f"{SVG}path") if p.get("class") == "hours")
    tops = [int(y) for y in re.findall(r"M\d+ 100V(\d+)", path.get("d"))]
    assert tops == pytest.approx([100 - 100 * value / max(values) for value in values], abs=0.51)


def test_each_fleet_stands_at_one_minus_f_times_u(root) -> None:
    evidence = yaml.safe_load((DATA / "evidence.yml").read_text(encoding="utf-8"))
    f = evidence["latency_factor"]["value"]
    used = []
    for fleet in evidence["fleets"]:
        values = week(fleet["column"]) if "column" in fleet else None
        used.append(sum(values) / len(values) / max(values) if values else fleet["mean_over_peak"])
    dots = [
        float(c.get("cx").rstrip("%"))
        for c in figure(root, "discount-by-fleet").iter(f"{SVG}circle")
        if c.get("class") == "ring"
    ]
    day = evidence["published"]["deepseek"]
    used.append(day["nodes"] / day["peak_nodes"])
    both = (f, evidence["latency_factor"]["interactive"]["value"])
    assert sorted(dots) == pytest.approx(sorted(100 * (1 - one * u) for one in both for u in used), abs=0.01)
    assert len(dots) == 16


def test_the_dots_of_vendors_have_areas_in_proportion_to_their_models(root) -> None:
    dots = [
        float(c.get("r")) ** 2
        for c in figure(root, "discount-by-fleet").iter(f"{SVG}circle")
        if c.get("class") == "batch"
    ]
    counts = [area / min(dots) for area in dots]
    assert counts == pytest.approx([round(count) for count in counts], rel=0.01)
    book = yaml.safe_load((DATA / "prices.yml").read_text(encoding="utf-8"))
    priced = [
        m
        for v in book["vendors"]
        for m in v["models"]
        if {"batch", "realtime"} <= set(m["tiers"])
        and "output" in m["tiers"]["batch"]
        and m["tiers"]["realtime"].get("output")
    ]
    assert round(sum(counts)) == len(priced)


def test_the_turnaround_curve_passes_the_two_measured_points(root) -> None:
    measured = yaml.safe_load((DATA / "turnaround.yml").read_text(encoding="utf-8"))["measured"]
    rings = [
        (float(c.get("cx").rstrip("%")), float(c.get("cy").rstrip("%")))
        for c in figure(root, "turnaround").iter(f"{SVG}circle")
    ]
    scale = math.log(2 * 24 * 60)
    expected = [
        (100 * math.log(measured["median_minutes"]) / scale, 50),
        (100 * math.log(measured["p90_minutes_at_most"]) / scale, 10),
    ]
    assert [value for ring in rings for value in ring] == pytest.approx(
        [value for ring in expected for value in ring], abs=0.01
    )


def test_the_running_workloads_bars_are_as_long_as_they_cost(root) -> None:
    box = figure(root, "running-workload")
    widths = [float(r.get("width").rstrip("%")) for r in box.iter(f"{SVG}rect")]
    assert [width / max(widths) for width in widths] == pytest.approx(
        [c / 2398 for c in (1808, 904, 788.8, 1768, 1900, 2398)], abs=1e-3
    )


def test_every_figure_has_a_sentence_a_table_and_a_source(root) -> None:
    figures = [f for f in root.iter(f"{XHTML}figure") if f.get("class") == "lesson-figure"]
    assert len(figures) == 5
    for one in figures:
        said = next(one.iter(f"{SVG}desc")).text
        assert said.endswith(".") and len(said.split()) > 12
        assert len(list(next(one.iter(f"{XHTML}tbody")).iter(f"{XHTML}tr"))) >= 5
        assert any(p.get("class") == "source" for p in one.iter(f"{XHTML}p"))


def test_every_question_links_to_a_paragraph_of_the_built_page(root) -> None:
    ids = {e.get("id") for e in root.iter() if e.get("id")}
    for path in QUIZ.glob("*.yml"):
        see = yaml.safe_load(path.read_text(encoding="utf-8")).get("see")
        assert see is None or see in ids, path.name


def test_first_uses_of_words_link_to_the_glossary(root) -> None:
    links = {a.get("href") for a in root.iter(f"{XHTML}a") if (a.get("href") or "").startswith("reference/glossary/#")}
    assert {
        f"reference/glossary/#{word}"
        for word in (
            "batch",
            "latency",
            "utilisation",
            "ttft",
            "itl",
            "traffic-shape",
            "kv-cache",
            "prompt-cache",
            "flex",
        )
    } == links
