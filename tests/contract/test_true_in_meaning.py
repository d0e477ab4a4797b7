"""What a number may be taken to say: old sentences that misled a reader stay gone, and what took their place stays."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
import yaml

from macros.lesson.facts import facts

ROOT = Path(__file__).resolve().parents[2]
BOOK = yaml.safe_load((ROOT / "docs/data/prices.yml").read_text(encoding="utf-8"))
LESSON, CALCULATOR, PLAN = "", "workbench/calculator/", "workbench/plan/"
SAID = {
    "the range of ratios covers the book": (LESSON, "Half for most, 10 % to 100 % of list"),
    "half is named a convention": (LESSON, "Half is a convention inside the band"),
    "turnaround knows survivors only": (LESSON, "230,000 batches that completed at one gateway"),
    "so does its own page": ("reference/turnaround/", "over the batches that completed"),
    "and a share of late ones is a lower bound": (LESSON, "That is a lower bound"),
    "past an hour it is one digit at most": (LESSON, "past one hour extrapolated, so one digit at most"),
    "two weeks cannot show incidents": (PLAN, "one day-long incident in a hundred days is seen without one in 86 %"),
    "f follows the promise": (LESSON, "Medians of MLPerf Server and Interactive"),
    "the one published occupancy is shown": (LESSON, "the one provider that has published its own stands at 0.82"),
    "floor, middle and ceiling are three lines": (LESSON, "The ceiling, once the valleys are full"),
    "u is shown at ten minutes too": ("reference/model/", "Reasoning model, one day 0.46 0.38"),
    "the fifth fleet is in": ("reference/model/", "Middle model, 14 days 0.56"),
    "hits are sized by the batch": (PLAN, "the hits of a small batch are not those of a large one"),
    "a deadline inside the window has a fallback": (LESSON, "Inside the promised window: batch with a fallback"),
    "vendors differ in what they keep": (LESSON, "some vendors delete batch files after a month, others keep them"),
    "hearsay is named": (LESSON, "again in March 2026 , where users speak of four days"),
    "a smaller model comes first": (LESSON, "Ask for less first: a smaller model"),
    "flex with a warm cache is named": (LESSON, "would cost $904 here, as its cache is warm"),
    "a retired model is marked": (CALCULATOR, "retired 2026-08-31"),
    "hits of both lanes move the saving": (CALCULATOR, "What is saved, by hits in both lanes"),
    "storage is an input": (CALCULATOR, "Cache storage, an hour"),
    "a day is priced from the throughputs": ("reference/model/", "Cost a day, from those throughputs"),
    "revenue says what it assumes": ("reference/model/", "were every token billed at R1’s list price"),
    "reading a prompt is left out, and its size is said": ("reference/model/", "19 ms, where 407 ms were published"),
    "a proof names its confidence": (LESSON, "with 95 % confidence, that fewer than"),
    "nobody promises TTFT": (LESSON, "TTFT and ITL can be measured and watched"),
    "the alarm needs more than one late batch": (PLAN, "three batches in a row not back within"),
    "prices past their date end the record": (PLAN, "read again on ______ by ______"),
    "Bedrock's tiers have their day": ("reference/history/", "2025-11-18 AWS Bedrock Priority, Standard and Flex"),
    "the peak price names its hours": ("reference/prices/", "holds in at most 35 of 168 hours a week"),
}
GONE = (
    r"10 % to 80 %|from 10[–-]80 %",
    r"to six hours: batch with a fallback",
    r"stay with the vendor until (you )?delete",
    r"for up to four",
    r"about 210",
    r"computed (alone|on its own)",
    r"(can|may) be promised",
    r"17,142,857|5\.977|1\.8 cents",
    r"2025-11-24",
    r"err(s)? at most 5 % of the time(?!, if)",
    r"99\.93 %|90\.0 %",
)


def plain(path: Path) -> str:
    article = re.search(r"<article.*</article>", path.read_text(encoding="utf-8"), re.DOTALL)
    seen = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", article[0] if article else "", flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", seen)).split())


@pytest.mark.parametrize(("where", "said"), SAID.values(), ids=SAID)
def test_a_page_says_what_its_number_means(site: Path, where: str, said: str) -> None:
    assert said in plain(site / where / "index.html")


@pytest.mark.parametrize("gone", GONE)
def test_no_page_and_no_question_says_what_misled(site: Path, gone: str) -> None:
    pages = {path: plain(path) for path in site.rglob("index.html")}
    assert len(pages) > 15
    assert [str(path) for path, text in pages.items() if re.search(gone, text)] == []


def models(vendor: str) -> set[str]:
    return {model["id"] for one in BOOK["vendors"] if one["name"].startswith(vendor) for model in one["models"]}


@pytest.mark.parametrize(
    ("vendor", "expected"),
    [
        ("OpenAI", {"gpt-6.2-sol", "gpt-6.2-astra", "gpt-6-sol", "gpt-5.6-terra", "gpt-5.6-luna", "gpt-5-mini"}),
        ("Google Gemini", {"gemini-4-carbon", "gemini-4-hydrogen", "gemini-4-neon", "gemini-3.6-flash"}),
        ("Anthropic", {"claude-opus-5", "claude-sonnet-5", "claude-fable-5-1"}),
    ],
)
def test_the_book_knows_the_models_of_its_day(vendor: str, expected: set[str]) -> None:
    assert expected <= models(vendor)


def test_the_deepseek_peak_leaves_out_chinese_public_holidays() -> None:
    terms = next(one for one in BOOK["vendors"] if one["name"].startswith("DeepSeek"))["terms"]
    assert "without Chinese public holidays" in next(one["text"] for one in terms if one["topic"] == "off_peak")


def test_the_window_over_the_median_is_said_to_as_many_digits_as_are_known() -> None:
    assert facts()["window_over_median"] == "200"
