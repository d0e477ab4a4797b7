"""The gallery shows what readers meet, and is a picture: nothing in it wakes, is sent or is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from helpers.address import shown_address
from helpers.live_example import drawn_shape, every, open_live, shape

from macros.hosted.bundle import NAMED

GALLERY = "/about/components/"
DENIED = "for (const name of ['getItem', 'setItem']) Storage.prototype[name] = () => { throw new Error() }"
RECORD = {"rev": 1, "first": "wrong", "value": "bbbbbb", "tries": 1}


def keeping(**record: Any) -> dict[str, Any]:
    return {"quiz:example": {"which-waits": {**RECORD, **record}}}


# What this browser kept before the page was opened.
KEPT: dict[str, dict[str, Any]] = {
    "bet-answer-a-bet-within-a-point": {"bet": {"saving": {"percent": 29}}},
    "bet-answer-a-bet-too-high": {"bet": {"saving": {"percent": 50}}},
    "bet-answer-a-bet-too-low": {"bet": {"saving": {"percent": 10}}},
    "quiz-question-edited": keeping(rev=9),
    "quiz-question-reworded-once-right": keeping(value="gone", first="right"),
    "quiz-question-reworded-once-wrong": keeping(value="gone"),
    "quiz-check-nothing-could-be-read": {"quiz:example": "no JSON"},
}


def press(*names: str) -> Callable[[Any], None]:
    """Presses buttons, radios and heads of a table by their names, one after the other."""

    def act(page: Any) -> None:
        for name in names:
            role = "radio" if name in RADIOS else "button"
            page.get_by_role(role, name=name, exact=True).first.click()

    return act


def fill(field: str, value: str, then: str = "") -> Callable[[Any], None]:
    def act(page: Any) -> None:
        page.locator(field).fill(value)
        if then:
            page.get_by_role("button", name=then).click()

    return act


RADIOS = ("The chat reply", "The monthly report", "A person", "A nightly job", "at the end", "can wait")
SCORED = ("The monthly report", "Check answer")


def answered(second: str, *then: str) -> Callable[[Any], None]:
    """Both cards of the small check: the first right, the second as said."""

    def act(page: Any) -> None:
        for number, choice in enumerate(("The monthly report", second)):
            card = page.locator("quiz-question").nth(number)
            card.get_by_role("radio", name=choice).check()
            card.get_by_role("button", name="Check answer").click()
        press("See my score", *then)(page)

    return act


def both_can_wait(page: Any) -> None:
    for row in page.locator("tbody tr").all():
        row.get_by_role("radio").first.check()
    page.get_by_role("button", name="Check").click()


def unfold(page: Any) -> None:
    page.locator("summary").click()


def one_side(page: Any) -> None:
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Check").click()


# What the reader then does.
DONE: dict[str, Callable[[Any], None]] = {
    "bet-ticket-no-number": fill("#bet", "half", "Place the bet"),
    "bet-ticket-placed": fill("#bet", "30", "Place the bet"),
    "cost-calculator-an-error-at-a-field": fill("#calc-shared", "-5"),
    "cost-calculator-an-empty-field": fill("#calc-output", ""),
    "cost-calculator-over-100": fill("#calc-hit_realtime", "120"),
    "cost-calculator-realtime-only": fill("#calc-deadline_h", "1"),
    "deadline-control-no-number": fill("#needed-within", "one and a half"),
    "demand-control-no-number": fill("#may-wait", "most"),
    "hits-control-no-number": fill("#batch-hits", "all"),
    "target-control-no-number": fill("#latency-target", "fast"),
    "lesson-figure-as-a-table": unfold,
    "plan-drafter-stale-with-an-error-at-a-field": fill("#plan-requests_per_day", "many"),
    "price-table-sorted": press("Realtime"),
    "price-table-empty": fill("[type=search]", "nobody"),
    "quiz-check-reasons-at-the-end": press("at the end"),
    "quiz-check-not-all-answered": press("See my score"),
    "quiz-check-a-score-with-one-missed": answered("A nightly job"),
    "quiz-check-all-right": answered("A person"),
    "quiz-check-before-saved-answers-are-cleared": answered("A person", "Clear saved answers"),
    "quiz-check-the-missed-again": answered("A nightly job", "Retry the 1 missed"),
    "quiz-question-nothing-chosen": press("Check answer"),
    "quiz-question-wrong": press("The chat reply", "Check answer"),
    "quiz-question-right": press(*SCORED),
    "quiz-question-right-on-the-second-try": press("The chat reply", "Check answer", *SCORED),
    "quiz-question-shown": press("Show answer"),
    "quiz-question-right-after-it-was-shown": press("Show answer", *SCORED),
    "sorting-card-a-row-left-open": one_side,
    "sorting-card-judged": both_can_wait,
}
ON_PAPER = {"quiz-question-in-print", "quiz-check-in-print"}
DRAWN_ON = "2026-11-23"  # the ages that the examples give are of this day
WOKEN = sorted(
    one.id for one in every().values() if one.state and one.id not in ON_PAPER and one.name != "without scripts"
)


@pytest.fixture(scope="module")
def shapes(browser, base_url: str) -> dict[str, list[str]]:
    """Every drawn example as a shape, by its id."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/assets/javascripts/*", lambda route: route.abort())  # the theme wraps tables and code
    page.goto(base_url + GALLERY)
    found = {one.id: drawn_shape(drawn(page, one.id), one) for one in every().values()}
    context.close()
    return found


def drawn(page, example_id: str):
    return page.locator(f"[id='{example_id}'] ~ .example").first


def bring(page, base_url: str, example_id: str) -> None:
    """The real component, woken in `page` and brought to the example's state."""
    if example_id.endswith("nothing-can-be-kept"):
        page.add_init_script(DENIED)
    page.clock.install(time=f"{DRAWN_ON}T12:00:00Z")
    open_live(page, base_url, every()[example_id], KEPT.get(example_id, {}))
    DONE.get(example_id, lambda page: None)(page)
    page.clock.run_for(1000)


def test_every_act_is_of_an_example() -> None:
    assert set(KEPT) | set(DONE) <= set(WOKEN)


@pytest.mark.parametrize("example_id", WOKEN)
def test_a_drawn_state_is_what_the_script_makes(page, shapes, base_url: str, example_id: str) -> None:
    page.set_default_timeout(5000)
    bring(page, base_url, example_id)
    assert shapes[example_id] == shape(page.locator(".example"), every()[example_id])


def open_whole(page, base_url: str) -> None:
    """The gallery without the rule by which a browser skips what is far from the screen: all can be read at once."""

    def shown(route: Any) -> None:
        sheet = route.fetch()
        route.fulfill(response=sheet, body=sheet.text() + "* { content-visibility: visible !important }")

    page.route(f"**/{NAMED}*.css", shown)
    page.goto(base_url + GALLERY)


def texts(page, base_url: str) -> list[str]:
    """What each example says to who sees it."""
    open_whole(page, base_url)
    return [" ".join(text.split()) for text in page.locator(".component-states > .example").all_inner_texts()]


def test_without_scripts_every_state_says_what_it_says_with_them(page, browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = texts(context.new_page(), base_url)
    context.close()
    assert len(plain) > len(every())  # the page's own component stands in it with two more
    assert all(plain)
    assert plain == texts(page, base_url)


def test_nothing_is_kept_and_nothing_kept_is_shown(page, base_url: str) -> None:
    """A reader's answers to the real cards, and answers under the examples' own names, whatever is pressed."""
    unread = texts(page, base_url)
    lesson = {"quiz:batch-inference-economics": {"which-can-wait": RECORD}, "bet": {"saving": {"percent": 29}}}
    kept = {key: json.dumps(value) for key, value in {**lesson, **keeping(), "calculator": {"shared": "7"}}.items()}
    page.evaluate("(kept) => Object.assign(localStorage, kept)", kept)
    before = page.evaluate("() => ({ ...localStorage })")
    assert texts(page, base_url) == unread
    page.evaluate("""() => {
      for (const one of document.querySelectorAll(".example :is(button, input, select)")) {
        one.click();
        for (const kind of ["input", "change"]) one.dispatchEvent(new Event(kind, { bubbles: true }));
      }
    }""")
    assert shown_address(page).split("#")[0] == base_url + GALLERY
    assert texts(page, base_url) == unread
    assert page.evaluate("() => ({ ...localStorage })") == before


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(page, base_url: str, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_whole(page, base_url)
    page.clock.run_for(500)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]] == []
