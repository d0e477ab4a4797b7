"""The item-quality page against the bank itself: every figure worked out again from the YAML files, by other code."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml

from macros.quiz.lint import RULES
from macros.quiz.lint.words import EXTREMES, HEDGES, STOP

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted(path.parent for path in (ROOT / "quizzes").glob("*/quiz.yml"))
ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ies", "ied", "es", "ed", "ly", "s", "e")
X = "{http://www.w3.org/1999/xhtml}"


def tokens(text: str) -> list[str]:
    return [word.replace("’", "'") for word in re.findall(r"[^\W_]+(?:['’.,][^\W_]+)*", text.lower())]


def root(word: str) -> str:
    word = word[:-2] if word.endswith("'s") else word
    fits = [
        end
        for end in ENDINGS
        if word.endswith(end) and len(word) >= len(end) + 3 and not (end == "s" and word.endswith("ss"))
    ]
    return word[: len(word) - len(fits[0])] if fits else word


def meaning(text: str) -> set[str]:
    return {root(word) for word in tokens(text) if word not in STOP}


def item(folder: Path, name: str) -> dict[str, Any]:
    """(stem, printed option texts, place of the answer, level, objective) of a question."""
    given = yaml.safe_load((folder / f"{name}.yml").read_text(encoding="utf-8"))
    texts = [given["answer"]["text"], *(one["text"] for one in given["distractors"])]

    def key(text: str) -> Any:
        return (
            float(re.search(r"[\d.,]*\d", text)[0].replace(",", ""))
            if given.get("order")
            else hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()[:6]
        )  # type: ignore[index]

    printed = sorted(texts, key=key)
    shown = [re.sub(r"[*`]", "", text) for text in printed]
    return {
        "stem": given["stem"],
        "options": shown,
        "at": printed.index(texts[0]),
        "level": given["level"],
        "objective": given["objective"],
    }


def share(values: list[float], at: int) -> float:
    """What picking the highest value gets right, ties split."""
    best = [place for place, value in enumerate(values) if abs(value - max(values)) < 1e-9]
    return (at in best) / len(best)


def worth(one: dict[str, Any]) -> dict[str, list[float]]:
    """Guesser -> how it values each printed option."""
    options, words = one["options"], [tokens(text) for text in one["options"]]
    asked = {word for word in meaning(one["stem"]) if len(word) > 2 and word.isalpha()}
    sets = [meaning(text) for text in options]
    near = [sum(len(a & b) / max(1, len(a | b)) for j, b in enumerate(sets) if j != i) for i, a in enumerate(sets)]
    values = {
        "Longest": [float(len(text)) for text in options],
        "Shortest": [-float(len(text)) for text in options],
        "Fewest extremes": [-float(sum(word in EXTREMES for word in each)) for each in words],
        "Most hedges": [float(sum(word in HEDGES for word in each)) for each in words],
        "Stem echo": [float(len(asked & each)) for each in sets],
        "Most central": near,
        "Odd one out": [-value for value in near],
        "Middle": [-max(0.5, abs(place - (len(options) - 1) / 2)) for place in range(len(options))],
    }
    votes = [0.0] * len(options)
    for name in ("Longest", "Fewest extremes", "Most hedges", "Stem echo", "Most central"):
        for place in range(len(options)):
            votes[place] += share(values[name], place)
    return {**values, "Combined": votes}


def banks() -> list[list[dict[str, Any]]]:
    made = []
    for folder in FOLDERS:
        quiz = yaml.safe_load((folder / "quiz.yml").read_text(encoding="utf-8"))
        lists = [[item(folder, name) for name in quiz.get(key) or []] for key in ("order", "practice")]
        made += [items for items in lists if len(items) >= 8]
    return made


def fixed(value: float) -> str:
    return str(Decimal(repr(value)).quantize(Decimal("0.1"), ROUND_HALF_UP))


@pytest.fixture(scope="module")
def page(site: Path) -> Any:
    return html5lib.parse((site / "about/item-quality/index.html").read_text(encoding="utf-8"))


def table(page: Any, label: str) -> dict[str, list[str]]:
    """First cell -> the main text of the others."""
    region = next(element for element in page.iter(f"{X}div") if element.get("aria-label") == label)
    return {
        cells[0].text.strip(): [cell.text.strip() for cell in cells[1:]]
        for row in region.iter(f"{X}tr")
        if (cells := [cell for cell in row if cell.text])
    }


def test_what_guessers_score_is_what_their_rules_give(page: Any) -> None:
    shown = table(page, "Blind guessers")
    ours = banks()
    for name in worth(ours[0][0]):
        assert shown[name] == [
            fixed(round(sum(share(worth(one)[name], one["at"]) for one in items), 9)) for items in ours
        ], name
    means = [sum(1 / len(one["options"]) for one in items) for items in ours]
    spread = [sum((1 - 1 / len(one["options"])) / len(one["options"]) for one in items) ** 0.5 for items in ours]
    assert shown["Chance"] == [fixed(mean) for mean in means]
    assert shown["Warning above"] == [
        fixed(mean + 2 * deviation) for mean, deviation in zip(means, spread, strict=True)
    ]
    assert shown["Error above"] == [fixed(mean + 3 * deviation) for mean, deviation in zip(means, spread, strict=True)]


def test_the_banks_figures_are_those_of_its_files(page: Any) -> None:
    shown = table(page, "The banks in figures")
    for column, items in enumerate(banks()):
        lengths = [[len(text) for text in one["options"]] for one in items]
        answers = [each[one["at"]] for each, one in zip(lengths, items, strict=True)]
        others = [
            value
            for each, one in zip(lengths, items, strict=True)
            for place, value in enumerate(each)
            if place != one["at"]
        ]
        longest = sum(
            sorted(each)[-1] == answer > sorted(each)[-2] for each, answer in zip(lengths, answers, strict=True)
        )
        shortest = sum(
            sorted(each)[0] == answer < sorted(each)[1] for each, answer in zip(lengths, answers, strict=True)
        )
        places, levels, objectives = (
            Counter(one["at"] for one in items),
            Counter(one["level"] for one in items),
            Counter(one["objective"] for one in items),
        )
        assert shown["Options"][column] == str(sum(map(len, lengths)))
        assert shown["Answer strictly the longest"][column] == str(longest)
        assert shown["Answer strictly the shortest"][column] == str(shortest)
        assert shown["Characters of an answer, mean"][column] == fixed(sum(answers) / len(answers))
        assert shown["Characters of a distractor, mean"][column] == fixed(sum(others) / len(others))
        assert shown["Answers printed first, second …"][column] == " · ".join(
            str(places[place]) for place in range(max(map(len, lengths)))
        )
        assert dict(part.rsplit(" ", 1) for part in shown["By level"][column].split(", ")) == {
            level: str(count) for level, count in levels.items()
        }
        assert {
            name: int(count)
            for name, count in (part.rsplit(" ", 1) for part in shown["By objective"][column].split(", "))
            if int(count)
        } == dict(objectives)


def test_the_published_comparison_stands_beside_ours_and_says_how_it_was_measured(page: Any) -> None:
    shown = table(page, "Answers that are strictly the longest option")
    others = {name: cells for name, cells in shown.items() if "prototype" in cells[0]}
    assert sorted(cells[1] for cells in others.values()) == ["25 %", "58 %", "72 %"]
    assert all(cells[0] == "a prototype of these rules, 2026-11-23" for cells in others.values())
    assert len(shown) == len(others) + len(banks()) + 1, "one row of heads"


def test_every_rule_is_explained_under_its_id(page: Any) -> None:
    heads = {element.get("id"): element for element in page.iter(f"{X}h4")}
    assert set(RULES) <= set(heads)
    for name, rule in RULES.items():
        assert "".join(heads[name].itertext()) == f"{name} {rule.severity}"
    written = "".join(page.itertext())
    for rule in RULES.values():
        for text in (rule.what, rule.why, rule.example, rule.instead):
            assert re.sub(r"\s+", " ", re.sub(r"[`*]", "", text)) in re.sub(
                r"\s+", " ", re.sub(r"[`*]", "", written)
            ), rule.id


def test_every_excuse_stands_on_the_page_with_its_reason(page: Any) -> None:
    written = " ".join("".join(page.itertext()).split())
    excused = 0
    for folder in FOLDERS:
        for path in folder.glob("*.yml"):
            for one in yaml.safe_load(path.read_text(encoding="utf-8")).get("lint-ok") or []:
                excused += 1
                assert f"Excused: {path.stem}, line " in written
                assert " ".join(re.sub(r"[`*]", "", one["because"]).split()) in written
    assert written.count("Excused: ") >= excused
