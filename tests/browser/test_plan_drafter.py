"""The plan drafter: printed whole, the same bytes as Python's, and errors at the field."""

from __future__ import annotations

import random
from pathlib import Path
from urllib.parse import urlencode

import pytest
from conftest import TODAY
from helpers.address import shown_address
from helpers.plan_page import ADDRESS, field, flat, open_all, said, text

from macros.model.plan.plan import plan
from macros.model.plan.text import inputs_text
from macros.model.template import plain
from macros.plan import __main__ as drafter
from macros.plan import document, questions

ODD = "ab *_|<>[]()#&$~`\\\"'éß日—…🙂=@^!{}+-.:/"


@pytest.fixture
def tool(page, base_url: str):
    page.goto(base_url + ADDRESS)
    return page


def answered(draw: random.Random) -> dict:
    """Some answers to some of the questions, as a file would hold them."""
    given: dict = {}
    for name, asked in questions.fields().items():
        if draw.random() < 0.6:
            continue
        if asked["kind"] == "text":
            given[name] = plain("".join(draw.choice(ODD) for _ in range(draw.randint(0, 30))))
        elif asked["kind"] == "date":
            given[name] = draw.choice(["2026-11-28", "2027-02-28", "2028-02-29", "2026-12-10"])
        elif asked["kind"] == "choice":
            given[name] = draw.choice(list(asked["choices"]))
        elif asked["unknown"] and draw.random() < 0.3:
            given[name] = None
        else:
            likely = asked["default"] or 3  # two decimals at most: of a count with three the page asks what it means
            value = (
                draw.choice([draw.randint(0, 100), round(draw.uniform(0, 100), 2)])
                if asked["percent"]
                else round(likely * draw.uniform(0.2, 4), 2)
            )
            given[name] = min(max(value, asked["least"] or 0), asked["most"])
    if draw.random() < 0.5:
        given = {name: value for name, value in given.items() if name not in questions.PRICES}
        given["row"] = draw.choice(list(questions.rows()))
    return given


def test_the_page_with_scripts_off_shows_the_default_plan_whole(tool, browser, base_url: str, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(base_url + ADDRESS)
    texts = [(said(p), flat(p).replace(" ", ""), text(p)) for p in (tool, bare)]
    tables = [p.locator("[data-document] table").count() for p in (tool, bare)]
    assert bare.locator("form.inputs").is_visible() is False
    assert bare.get_by_role("heading", name="16 Decision record").is_visible()
    context.close()
    assert texts[0] == texts[1]
    assert tables[0] == tables[1] > 10
    default = document.markdown(questions.complete({}))
    assert text(tool) == default == (site / "data/benchmark-plan.txt").read_text(encoding="utf-8")


def test_the_downloads_of_the_default_plan_are_what_the_command_prints(page, base_url: str, site: Path) -> None:
    page.goto(base_url + ADDRESS)
    x = questions.complete({})
    wanted = {
        "as Markdown": document.markdown(x),
        "as JSON": document.as_json(x),
        "its answers": inputs_text(questions.written(x)),
    }
    for name, whole in wanted.items():
        link = page.get_by_role("link", name=name, exact=True)
        assert link.get_attribute("download")
        assert page.request.get(link.evaluate("a => a.href")).body() == whole.encode()


def test_the_page_gives_the_same_bytes_as_python_for_50_random_answers(page, base_url: str, tmp_path: Path) -> None:
    draw = random.Random(20261123)
    compared = 0
    while compared < 50:
        given = answered(draw)
        x = questions.complete(given)
        if not plan(x)["valid"]:
            continue
        compared += 1
        page.goto(
            base_url
            + ADDRESS
            + "?"
            + urlencode({name: "" if value is None else value for name, value in given.items()})
        )
        assert text(page) == document.markdown(x)
        page.evaluate(
            "() => { window.made = {}; HTMLAnchorElement.prototype.click = () => {}; URL.createObjectURL = (blob) => {"
            " blob.text().then((text) => (window.made[blob.type] = text)); return location.href + '#'; }; }"
        )
        for what in ("json", "yml"):
            page.locator(f"[data-do={what}]").evaluate(
                "button => button.dispatchEvent(new Event('click', { bubbles: true }))"
            )
        page.wait_for_function("() => Object.keys(window.made).length === 2")
        made = page.evaluate("() => window.made")
        assert made["application/json"] == document.as_json(x)
        path = tmp_path / "answers.yml"
        path.write_text(made["application/yaml"], encoding="utf-8")
        assert document.markdown(drafter.asked(path)) == text(page)


def others(asked: dict, was: str) -> list[str]:
    """Other good answers to a question."""
    if asked["kind"] == "number":
        number = float(was or 2)
        most = 99 if asked["percent"] else 1e12
        return [f"{value:g}" for value in (number / 10, number / 2 + 1, *(min(number * n + 1, most) for n in (2, 20)))]
    return (
        list(asked["choices"])
        if asked["kind"] == "choice"
        else [{"text": "Other", "date": "2026-12-06"}[asked["kind"]]]
    )


def test_every_question_has_a_label_of_its_own_and_moves_the_plan(tool) -> None:
    open_all(tool)
    labels = tool.locator(".field label").all_inner_texts()
    assert len(set(labels)) == len(labels) > 50
    field(tool, "promotion_off").fill("10")
    still = []
    for asked in questions.fields().values():
        before, control = text(tool), field(tool, asked["id"])
        was = control.input_value()
        seen = set()
        for value in others(asked, was):
            control.select_option(value) if asked["kind"] == "choice" else control.fill(value)
            seen.add(text(tool))
        if seen == {before}:
            still.append(asked["id"])
        control.select_option(was) if asked["kind"] == "choice" else control.fill(was)
    assert still == []


@pytest.mark.parametrize(("name", "value", "error"), [
    ("window_days", "0", "Error: Write a number of 1 or more"),
    ("window_days", "soon", "Error: Write a number, such as 1,200 or 0.5"),
    ("window_days", "400", "Error: Write a number up to 365"),
    ("ceiling_usd", "-5", "Error: Write a number of 0 or more"),
    ("start", "2026-02-30", "Error: Write a day of the calendar, as 2026-11-23"),
    ("start", "tomorrow", "Error: Write a day of the calendar, as 2026-11-23"),
    ("owner", "long " * 41, "Error: Write at most 200 characters"),
    ("cv", "0,5,9", "Error: Write a number, such as 1,200 or 0.5"),
    ("cv", "47.6 %", "Error: Write a number, such as 1,200 or 0.5"),
    ("cv", "NaN", "Error: Write a number, such as 1,200 or 0.5"),
])  # fmt: skip
def test_a_bad_answer_is_an_error_at_its_field_and_the_last_good_plan_stays(
    tool, name: str, value: str, error: str
) -> None:
    open_all(tool)
    before, sentence = text(tool), said(tool)
    field(tool, name).fill(value)
    shown = tool.locator(f"#plan-{name}-error")
    assert shown.inner_text() == error
    assert field(tool, name).get_attribute("aria-invalid") is not None
    assert f"plan-{name}-error" in field(tool, name).get_attribute("aria-describedby")
    assert (text(tool), said(tool)) == (before, sentence)
    assert tool.locator("plan-drafter").get_attribute("data-stale") is not None
    assert tool.get_by_text("This is the last good plan: an answer below has an error.").is_visible()
    tool.clock.run_for(700)
    assert tool.locator("plan-drafter [role=status]").inner_text().startswith("This is the last good plan")
    field(tool, name).fill({"start": "2026-12-01", "owner": "Me"}.get(name, "6"))
    assert not shown.is_visible()
    assert tool.locator("plan-drafter").get_attribute("data-stale") is None
    assert text(tool) != before


def test_answers_that_leave_nothing_to_plan_say_why_and_keep_the_last_plan(tool) -> None:
    open_all(tool)
    before = text(tool)
    field(tool, "deadline_h").fill("1")
    assert tool.get_by_text(
        "there is nothing to plan: the deadline is no longer than the reserve for the live fallback."
    ).is_visible()
    assert text(tool) == before


def test_an_empty_answer_means_not_known_and_the_plan_refuses_a_number(tool) -> None:
    open_all(tool)
    field(tool, "cv").fill("")
    assert tool.locator("#plan-cv-hint").inner_text() == "Not known: the plan says what follows."
    assert "No sample size for cost" in flat(tool)
    assert "| Batch | refused |" in text(tool)


def test_an_emptied_number_counts_as_assumed_again_and_never_as_given(tool) -> None:
    field(tool, "hit_realtime").fill("72 %")
    assert "| Hits in realtime | 72\u00a0% | given |" in text(tool)
    field(tool, "hit_realtime").fill("")
    assert tool.locator("#plan-hit_realtime-hint").inner_text() == "Empty: counted as 90."
    assert "| Hits in realtime | 90\u00a0% | assumed |" in text(tool)
    assert "hit_realtime" not in shown_address(tool)


def test_what_late_answers_cost_can_outweigh_every_price(tool) -> None:
    assert "What late answers cost weighs more" not in text(tool)
    field(tool, "late_usd").fill("1")
    assert "batch loses money once more than 0.15\u00a0% of the answers are late" in text(tool)
    assert "What late answers cost weighs more than any price here" in text(tool)


def test_one_sentence_is_announced_600_ms_after_the_last_key(tool) -> None:
    tool.clock.pause_at(f"{TODAY}T12:10:00Z")  # only the test moves the clock: a slow machine must not
    status = tool.locator("plan-drafter [role=status]")
    open_all(tool)
    field(tool, "window_days").fill("7")
    tool.clock.run_for(500)
    field(tool, "window_days").fill("21")
    tool.clock.run_for(500)
    assert status.inner_text() == ""
    tool.clock.run_for(200)
    assert " ".join(status.inner_text().split()) == said(tool)
