"""A reader's work is never lost: by a word in the address, another tool, another tab, Back, or a corrupt entry."""

from __future__ import annotations

import json
import re

import pytest
from helpers.address import shown_address
from helpers.bank import KEY, QUIZ, SCOPE, answer, card, right, wrong

WORKBENCH = f"{SCOPE}workbench"
PRACTICE = QUIZ.order


def kept(page, name: str) -> dict[str, str]:
    """What this browser keeps of a tool."""
    every = json.loads(page.evaluate("key => localStorage.getItem(key)", WORKBENCH) or "{}")
    return dict(every.get(name, {}))


def keep(page, base_url: str, key: str, value: object) -> None:
    text = value if isinstance(value, str) else json.dumps(value)
    page.goto(base_url + "/404.html")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])


STRANGE = ["?utm_source=news&utm_campaign=x", "?h=batch", "?q=cache+hits", "?length=3&item=4", "#finding=1"]


@pytest.mark.parametrize("tool", ["calculator", "plan"])
@pytest.mark.parametrize("strange", STRANGE)
def test_words_of_others_in_the_address_neither_hide_nor_overwrite_what_was_kept(
    page, base_url: str, tool: str, strange: str
) -> None:
    keep(page, base_url, WORKBENCH, {"calculator": {"unique": "777", "hour_lane": "55"}, "plan": {"owner": "Ada"}})
    page.goto(f"{base_url}/workbench/{tool}/{strange}")
    assert page.locator("[name=unique]").input_value() == "777"
    page.locator("[name=shared]").fill("8000")
    assert kept(page, "calculator") == {"unique": "777", "hour_lane": "55", "shared": "8000"}
    assert kept(page, "plan") == {"owner": "Ada"}
    if strange.startswith("?"):
        assert all(part in shown_address(page) for part in strange[1:].split("&")), "what is not ours stays there"
    page.reload()
    assert page.locator("[name=shared]").input_value() == "8000"


OWN = {"hour_lane": "55", "tokens_pm": "7", "hits_pm": "3", "batch_write_hour": "9", "backfill_tokens": "123"}


@pytest.mark.parametrize("edit", ["unique", "owner", "deadline_h"])
def test_an_edit_of_the_plan_leaves_the_calculators_own_inputs(page, base_url: str, edit: str) -> None:
    keep(page, base_url, WORKBENCH, {"calculator": OWN})
    page.goto(base_url + "/workbench/plan/")
    page.locator(f"[name={edit}]").evaluate("field => field.closest('details')?.setAttribute('open', '')")
    page.locator(f"[name={edit}]").fill("5")
    assert kept(page, "calculator").items() >= OWN.items()


@pytest.mark.parametrize(("first", "second"), [("plan", "plan"), ("calculator", "calculator"), ("calculator", "plan")])
def test_two_tabs_add_to_one_another(page, base_url: str, first: str, second: str) -> None:
    page.goto(f"{base_url}/workbench/{first}/")
    other = page.context.new_page()
    other.goto(f"{base_url}/workbench/{second}/")
    page.locator("[name=shared]").fill("9000")
    other.locator("[name=unique]").fill("1234")
    page.locator("[name=output]").fill("77")
    assert kept(page, "calculator") == {"shared": "9000", "unique": "1234", "output": "77"}
    page.locator("[name=shared]").fill(page.locator("[name=shared]").get_attribute("data-default"))
    other.close()
    assert kept(page, "calculator").items() >= {"unique": "1234", "output": "77"}.items()
    assert kept(page, "calculator").get("shared") != "9000"


def copied(page) -> str:
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    page.get_by_role("button", name="Copy link").click()
    return str(page.evaluate("() => window.copied"))


@pytest.mark.parametrize("heading", ["#how-to-read-it", "#__top", "#anything"])
@pytest.mark.parametrize("tool", ["calculator", "plan"])
def test_a_link_carries_the_answers_whatever_heading_was_followed(page, base_url: str, tool: str, heading: str) -> None:
    page.goto(f"{base_url}/workbench/{tool}/")
    page.locator("[name=unique]").fill("4321")
    page.evaluate("heading => { location.hash = heading; }", heading)
    link = copied(page)
    page.evaluate("() => localStorage.clear()")
    page.goto(base_url + "/404.html")
    page.goto(link)
    assert page.locator("[name=unique]").input_value() == "4321", link


@pytest.mark.parametrize("spoilt", ["many", "1,234", "1e30"])
def test_new_inputs_are_never_put_beside_old_figures(page, base_url: str, spoilt: str) -> None:
    page.goto(base_url + "/workbench/calculator/")
    saved: list[object] = []
    page.on("download", lambda download: saved.append(download))
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    page.locator("[name=late_usd]").fill(spoilt)
    for name in ("Copy as Markdown", "Download CSV"):
        page.get_by_role("button", name=name).click()
        assert page.get_by_text("Mend the field with the error first").is_visible()
    page.locator("[name=late_usd]").fill("0.02")
    assert page.evaluate("() => window.copied ?? ''") == "" and not saved
    page.get_by_role("button", name="Copy as Markdown").click()
    assert "| 0.02 |" in page.evaluate("() => window.copied")


def choose_at_the_end(page, count: int) -> list[str]:
    page.locator("label[for=mode-end]").click()
    for question_id in PRACTICE[:count]:
        card(page, question_id).locator(f"label[for='{question_id}-{wrong(question_id)}']").click()
    return [wrong(question_id) for question_id in PRACTICE[:count]]


def chosen(page) -> list[str]:
    return list(page.locator("quiz-check quiz-question input:checked").evaluate_all("all => all.map(one => one.value)"))


@pytest.mark.parametrize("way", ["reload", "back", "paragraph", "tab"])
def test_choices_that_are_judged_at_the_end_stay_until_they_are(page, base_url: str, way: str) -> None:
    page.goto(base_url + "/")
    values = choose_at_the_end(page, 5)
    if way == "reload":
        page.reload()
    elif way == "back":
        page.goto(base_url + "/reference/terms/")
        page.go_back()
    elif way == "paragraph":
        card(page, PRACTICE[4]).get_by_role("link", name="Read the paragraph").click()
        page.go_back()
    else:
        page.goto("about:blank")
        page.goto(base_url + "/")
    page.clock.run_for(200)
    assert chosen(page) == values
    assert page.locator("#mode-end").is_checked() and page.locator("quiz-check").get_attribute("data-mode") == "end"
    assert page.locator("quiz-check [data-mark=wrong]").count() == 0
    page.get_by_role("button", name="See my score").click()
    page.get_by_role("button", name="Score what I have").click()
    assert page.locator("quiz-check [data-mark=wrong]").count() == 5
    page.reload()
    assert page.locator("#mode-each").is_checked() and page.locator("quiz-check [data-mark=wrong]").count() == 5


@pytest.mark.parametrize("mode", ["each", "end"])
def test_the_mode_that_is_seen_is_the_mode_in_force(page, base_url: str, mode: str) -> None:
    page.goto(base_url + "/practice/")
    page.locator("label[for=mode-end]").click()
    page.locator(f"label[for=mode-{mode}]").click()
    page.goto(base_url + "/reference/terms/")
    page.go_back()
    page.clock.run_for(200)
    assert page.locator(f"#mode-{mode}").is_checked()
    assert (page.locator("quiz-check").get_attribute("data-mode") or "each") == mode


def test_clearing_clears_choices_too(page, base_url: str) -> None:
    page.goto(base_url + "/")
    choose_at_the_end(page, 3)
    page.get_by_role("button", name="See my score").click()
    page.get_by_role("button", name="Score what I have").click()
    page.get_by_role("button", name="Clear saved answers").click()
    page.get_by_role("button", name="Yes, clear them").click()
    page.reload()
    assert chosen(page) == []


@pytest.mark.parametrize(
    ("old", "value"),
    [
        (f"quiz:{QUIZ.id}", {QUIZ.order[0]: {"rev": 1, "first": "right", "value": right(QUIZ.order[0]), "tries": 1}}),
        ("bet", {"saving": {"percent": 29}}),
        ("workbench", {"calculator": {"unique": "777"}}),
    ],
)
def test_what_was_kept_before_keys_had_a_path_is_taken_over_once(page, base_url: str, old: str, value: object) -> None:
    keep(page, base_url, old, value)
    page.goto(base_url + ("/workbench/calculator/" if old == "workbench" else "/"))
    page.locator("h1").first.wait_for()
    assert json.loads(page.evaluate("key => localStorage.getItem(key)", SCOPE + old)) == value
    assert page.evaluate("key => localStorage.getItem(key)", old) is None


def test_two_sites_below_one_origin_keep_apart(page, base_url: str) -> None:
    page.goto(base_url + "/")
    answer(page, QUIZ.order[0], right(QUIZ.order[0]))
    keys = page.evaluate("() => Object.keys(localStorage)")
    assert KEY in keys and not [key for key in keys if re.match(r"quiz:|bet$|workbench$|sorting:|chosen:", key)]


BROKEN = ["{", "7", "[]", '"x"', '{"index": 1}', '{"index": 0, "color": "x"}', '{"index": 0, "color": {"a b": "c"}}']


@pytest.mark.parametrize(
    ("key", "text"), [*(("__palette", text) for text in BROKEN), ("__tabs", "{"), ("__consent", "7")]
)
def test_a_broken_entry_of_the_theme_stops_no_script(page, base_url: str, key: str, text: str) -> None:
    keep(page, base_url, SCOPE + key, text)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(base_url + "/")
    answer(page, QUIZ.order[0], right(QUIZ.order[0]))
    page.keyboard.press("Escape")
    assert faults == [] and page.locator("body[data-md-color-scheme]").count() == 1


@pytest.mark.parametrize("value", ['"] , x["', "'", "\\", "]", "</script>", "0", ""])
def test_a_saved_choice_with_any_sign_stops_no_script(page, base_url: str, value: str) -> None:
    name = QUIZ.sortings[QUIZ.sorting[0]]
    rows = dict.fromkeys([row.id for row in name.rows], value)
    keep(page, base_url, f"{SCOPE}sorting:{QUIZ.id}", {name.id: {"rev": name.rev, "rows": rows}})
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)",
        [KEY, json.dumps({one: {"rev": 1, "first": "wrong", "value": value, "tries": 1} for one in QUIZ.order})],
    )
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(base_url + "/")
    assert page.locator("sorting-card .actions").is_visible() and faults == []


def test_a_clock_that_lags_makes_no_price_younger_than_it_is(page, base_url: str) -> None:
    page.clock.set_fixed_time("2015-01-01T00:00:00Z")
    page.goto(base_url + "/reference/prices/")
    text = page.locator("article").inner_text()
    assert "0 days old" in text and not re.search(r"-\d+ days", text)


@pytest.mark.parametrize("name", ["__proto__", "constructor", "toString"])
def test_an_objective_may_be_named_as_what_every_object_has(page, base_url: str, name: str) -> None:
    page.goto(base_url + "/404.html")
    told = page.evaluate(
        "async ([address, name]) => { const { tally } = await import(address);"
        " const made = tally([{ id: 'a', rev: 1, objective: name }, { id: name, rev: 1, objective: name }],"
        " { a: { rev: 1, first: 'right' } });"
        " const one = made.objectives[name];"
        " return [made.right, made.answered, one.of, one.right, ({}).of ?? null]; }",
        [base_url + "/model/score.js", name],
    )
    assert told == [1, 1, 2, 1, None]


OLD = "?unique=4321&deadline_h=6&utm_source=x"


@pytest.mark.parametrize("tool", ["calculator", "plan"])
def test_what_is_typed_is_in_no_request_and_an_old_address_is_still_read(page, base_url: str, tool: str) -> None:
    """What stands behind the # is sent to no server; ours once stood before it, and is moved there at once."""
    asked: list[str] = []
    page.goto(f"{base_url}/workbench/{tool}/{OLD}")
    assert page.locator("[name=unique]").input_value() == "4321"
    address = shown_address(page)
    assert "?utm_source=x#" in address and "unique=4321" in address.split("#")[1]
    assert kept(page, "calculator") == {}, "another's address is not what this reader keeps"
    page.on("request", lambda request: asked.append(f"{request.url} {request.headers} {request.post_data}"))
    page.locator("[name=shared]").fill("98765")
    page.locator("[name=output]").fill("8642")
    if tool == "calculator":
        page.get_by_role("link", name="Plan the benchmark").click()
        page.wait_for_url("**/workbench/plan/**")
        assert page.locator("[name=shared]").input_value() == "98765"
    page.reload()
    page.goto(base_url + "/reference/prices/", referer=shown_address(page))
    assert asked and not [one for one in asked if re.search("4321|98765|8642", one)]


@pytest.mark.parametrize("kind", ["localStorage", "sessionStorage"])
def test_a_storage_that_is_denied_from_the_start_stops_no_script(page, base_url: str, kind: str) -> None:
    """As a browser does that is told to keep nothing: the theme's own scripts meet it first."""
    denied = "get() { throw new DOMException('denied', 'SecurityError'); }"
    page.add_init_script(f"Object.defineProperty(window, '{kind}', {{ {denied} }});")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(base_url + "/")
    answer(page, QUIZ.order[0], right(QUIZ.order[0]))
    assert card(page, QUIZ.order[0]).locator("[data-mark=right]").count() == 1 and faults == []
