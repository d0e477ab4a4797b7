"""One keystroke works the calculator out once, on its own page and on the plan's."""

from __future__ import annotations

import re

import pytest
from helpers.address import shown_address
from helpers.drafted_plan import SIGNED

from macros.hosted.bundle import NAMED
from macros.model.calculator import SWINGS
from macros.model.plan.cases import variants
from macros.plan import questions

COUNTED = "calculate", "by_hits"  # functions of docs/model
COUNT = re.compile(rf"function ({'|'.join(COUNTED)})\((\w+)\){{")  # in a packed script
# The answers as they stand, then each end of each swing and each deadline; for the plan each case that moves a price.
MOVED = sum(moved is not answers for answers in [questions.complete(SIGNED)] for _, moved, _ in variants(answers))
PAGES = {"calculator": ("#calc-requests_per_day", 1 + 2 * len(SWINGS)), "plan": ("#plan-requests_per_day", 1 + MOVED)}

# No answer here is one that a swing, a deadline or a price case would move it to.
ANSWERS = "deadline_h=7&hit_likely=31&unusable_batch=1&batch_in=0.6&promotion_off=10"


def worked(page, event) -> tuple[list[str], list[str]]:
    """What the calculator, and its lines by cache hits, were asked during one event."""
    page.evaluate("() => { globalThis.worked = { calculate: [], by_hits: [] }; }")
    event()
    made = page.evaluate("() => globalThis.worked")
    return made["calculate"], made["by_hits"]


@pytest.fixture
def counted(page):
    """A page whose model counts what it is asked."""

    def serve(route) -> None:
        text, found = COUNT.subn(r"\g<0> globalThis.worked?.\1.push(JSON.stringify(\2));", route.fetch().text())
        assert found == len(set(COUNT.findall(text))) >= 1
        route.fulfill(body=text, content_type="text/javascript")

    page.route(f"**/{NAMED}*.js", serve)
    return page


@pytest.mark.parametrize("name", PAGES)
def test_one_keystroke_works_the_answers_out_once(counted, base_url: str, name: str) -> None:
    selector, wanted = PAGES[name]
    counted.goto(f"{base_url}/workbench/{name}/?{ANSWERS}")
    counted.locator("details").evaluate_all("all => all.forEach(d => (d.open = true))")
    deadlines = counted.locator("[data-punctual]").count()
    field = counted.locator(selector)
    field.focus()
    asked, by_hits = worked(counted, lambda: field.press("7"))
    assert asked.count(asked[0]) == 1
    assert len(asked) == wanted + deadlines
    assert len(by_hits) == (name == "calculator")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_as_it_was_printed_works_nothing_out(counted, base_url: str, name: str) -> None:
    counted.add_init_script("globalThis.worked = { calculate: [], by_hits: [] };")
    counted.goto(f"{base_url}/workbench/{name}/")
    assert counted.evaluate("() => globalThis.worked") == {"calculate": [], "by_hits": []}
    counted.goto(f"{base_url}/workbench/{name}/?{ANSWERS}")
    assert len(counted.evaluate("() => globalThis.worked.calculate")) > 1


def test_choosing_a_price_row_draws_once(counted, base_url: str) -> None:
    counted.goto(base_url + "/workbench/calculator/")
    deadlines = counted.locator("[data-punctual]").count()
    asked, by_hits = worked(counted, lambda: counted.locator("#calc-row").select_option(index=3))
    assert (len(asked), len(by_hits)) == (PAGES["calculator"][1] + deadlines, 1)
    assert "row=" in shown_address(counted)
