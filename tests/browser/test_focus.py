"""The keyboard's place is always seen: buttons keep their look, nothing hidden is a stop, no ring covers words."""

from __future__ import annotations

import pytest
from helpers.bank import FIRST, card
from playwright.sync_api import expect
from test_axe import violations

LOOK = (
    "e => { const s = getComputedStyle(e); return [e.offsetHeight, s.backgroundColor, s.color, "
    "s.borderTopWidth + s.borderTopStyle + s.borderTopColor, s.padding, s.font]; }"
)
# Where focus is and whether a reader can see it there: a box inside the screen with nothing of another part on it.
# The theme's colour switch is a radio of no size that is drawn as the label after it.
PLACE = """() => {
  const at = document.activeElement;
  const shown = at.matches('.md-option') ? at.nextElementSibling : at;
  const box = shown.getBoundingClientRect();
  const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const hit = document.elementFromPoint(x, y);
  const drawn = box.width > 1 && box.height > 1 && shown.checkVisibility({ visibilityProperty: true });
  const seen = drawn && Boolean(hit) && (shown.contains(hit) || hit.contains(shown));
  const inside = Boolean(at.closest('.md-sidebar--primary'));
  return { end: at === document.body, seen, what: at.outerHTML.slice(0, 90), inside };
}"""


def place(page) -> dict:
    return page.evaluate(PLACE)


def narrow(page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    page.add_style_tag(content="* { transition: none !important }")  # a test need not wait for what slides


@pytest.mark.parametrize(
    ("address", "least"),
    [("/workbench/plan/", 5), ("/workbench/calculator/", 4), ("/", 20), ("/reference/prices/", 20), ("/404.html", 1)],
)
def test_a_button_keeps_its_look_under_the_keyboard_and_after_it(page, base_url: str, address: str, least: int) -> None:
    page.goto(base_url + address)
    if address == "/":
        card(page, FIRST).get_by_role("button", name="Show answer").click()
        page.get_by_role("button", name="See my score").click()
    buttons = [
        b for b in page.locator(".md-typeset button:not([class*=md-])").all() if b.is_visible() and b.is_enabled()
    ]
    assert len(buttons) >= least
    assert all(button.evaluate("e => e.offsetHeight >= 44 || Boolean(e.closest('th'))") for button in buttons)
    for button in buttons:
        before = button.evaluate(LOOK)
        button.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert button.evaluate("e => e === document.activeElement && e.className === 'focus-visible'"), (
            "the theme marks it by a class"
        )
        assert button.evaluate(LOOK) == before
        page.keyboard.press("Tab")
        assert button.get_attribute("class") == "" and button.evaluate(LOOK) == before


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize("address", ["/", "/reference/terms/", "/workbench/calculator/"])
def test_every_stop_of_the_keyboard_is_in_sight_on_a_phone(page, base_url: str, address: str, key: str) -> None:
    narrow(page, base_url + address)
    stops, unseen = 0, []
    page.keyboard.press(key)
    while not (now := place(page))["end"] and stops < 400:
        stops += 1
        assert not now["inside"], "the menu is closed"
        if not now["seen"]:
            unseen.append(now["what"])
        page.keyboard.press(key)
    assert 40 < stops < 400 and unseen == []


def test_no_stop_is_out_of_sight_on_a_wide_screen(page, base_url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(base_url + "/reference/prices/")
    page.add_style_tag(content="* { transition: none !important }")
    assert (
        page.locator(".md-sidebar--primary button").count() == 0
        and page.locator(".md-sidebar--primary [inert]").count() == 0
    )
    places = [place(page) for _ in range(30) if page.keyboard.press("Tab") is None]
    assert [one["what"] for one in places if not one["seen"]] == []
    assert sum(one["inside"] for one in places) > 10, "the sidebar stands open"


def test_the_menu_opens_walks_and_closes_by_keyboard(page, base_url: str) -> None:
    narrow(page, base_url + "/")
    icon = page.get_by_role("button", name="Menu", exact=True)
    for key in ("Enter", " "):
        icon.focus()
        assert icon.get_attribute("aria-expanded") == "false"
        page.keyboard.press(key)
        assert icon.get_attribute("aria-expanded") == "true" and page.locator("#__drawer").is_checked()
        assert place(page)["inside"] and place(page)["seen"]
        assert violations(page) == []
        page.keyboard.press("Escape")
        assert icon.get_attribute("aria-expanded") == "false" and not page.locator("#__drawer").is_checked()
        assert icon.evaluate("e => e === document.activeElement")
    assert violations(page) == []
    page.keyboard.press("Enter")
    names = []
    while (now := place(page))["inside"] and len(names) < 20:
        assert now["seen"], now["what"]
        names.append(page.evaluate("document.activeElement.textContent.trim()"))
        page.keyboard.press("Tab")
    assert names[1:] == ["Lesson", "More practice", "Workbench", "Reference", "About"]
    assert now["seen"] and not page.locator("#__drawer").is_checked(), "leaving the menu closes it"


def test_each_panel_of_the_menu_opens_over_the_last_and_leads_back(page, base_url: str) -> None:
    narrow(page, base_url + "/")
    page.locator("label[for=__drawer].md-header__button").click()
    reference = page.locator("#__nav_4_label button")
    reference.focus()
    page.keyboard.press(" ")
    walked = []
    for _ in range(8):
        assert place(page)["seen"], place(page)["what"]
        walked.append(page.evaluate("document.activeElement.textContent.trim()"))
        page.keyboard.press("Tab")
    assert walked == ["Reference", "Prices", "Terms", "Turnaround", "History", "Model", "Exports", "Glossary"]
    page.locator("label[for=__drawer].md-header__button button").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Reference"
    assert violations(page) == []
    page.keyboard.press("Enter")
    assert reference.evaluate("e => e === document.activeElement && e.ariaExpanded === 'false'")


def test_the_search_opens_and_closes_by_keyboard(page, base_url: str) -> None:
    narrow(page, base_url + "/")
    icon = page.locator(".md-header").get_by_role("button", name="Search", exact=True)
    for key in ("Enter", " "):
        icon.focus()
        page.keyboard.press(key)
        assert icon.get_attribute("aria-expanded") == "true"
        assert page.evaluate("document.activeElement.name") == "query" and place(page)["seen"]
        page.keyboard.press("Escape")
        assert icon.get_attribute("aria-expanded") == "false" and icon.evaluate("e => e === document.activeElement")


@pytest.mark.parametrize("width", [390, 1000, 1280])
def test_what_the_search_finds_is_reached_by_keyboard(page, base_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(base_url + "/")
    if width == 390:
        page.locator(".md-header").get_by_role("button", name="Search", exact=True).press("Enter")
    else:
        page.get_by_role("textbox", name="Search").focus()
    page.keyboard.type("turnaround")
    page.locator(
        ".md-search-result__link[href*='h=turnaround']"
    ).first.wait_for()  # each key lists anew, and takes the focus of the last list
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.className").startswith("md-search-result__link")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*turnaround*")


def test_a_link_of_the_menu_to_this_page_leaves_the_reader_there(page, base_url: str) -> None:
    narrow(page, base_url + "/")
    page.get_by_role("button", name="Menu", exact=True).press("Enter")
    page.locator(".md-nav__link[for=__toc] button").press("Enter")
    page.locator(".md-sidebar--primary").get_by_role("link", name="3 What you give up").press("Enter")
    expect(page.locator("#__drawer")).not_to_be_checked()
    page.keyboard.press("Tab")
    assert place(page)["seen"]
    assert page.evaluate(
        "document.querySelector('#given-up').compareDocumentPosition(document.activeElement) & 4"
        " || document.activeElement.closest('#given-up')"
    )


@pytest.mark.parametrize("size", [(390, 844), (1280, 900)])
def test_a_window_that_changes_keeps_both_ways(page, base_url: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": 1670 - size[0], "height": 900})
    page.goto(base_url + "/")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_function(
        "narrow => document.querySelector('.md-sidebar--primary').inert === narrow", arg=size[0] < 1000
    )
    assert page.locator("label button").evaluate_all("all => all.length > 0 && all.every(one => one.disabled)") == (
        size[0] > 1000
    )


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["/workbench/plan/", "/workbench/calculator/"])
def test_the_ring_of_a_field_covers_neither_label_nor_unit(page, base_url: str, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(base_url + address)
    page.locator(".tool form details").evaluate_all("all => all.forEach(one => (one.open = true))")
    field = page.locator(".tool .field input:has(+ span)").first
    field.focus()
    ring, shadow = field.evaluate(
        "e => { const s = getComputedStyle(e); "
        "return [parseFloat(s.outlineOffset) + parseFloat(s.outlineWidth), s.boxShadow]; }"
    )
    assert shadow.endswith("0px 0px 0px 2px")
    near = page.locator(".tool .field").evaluate_all("""all => all.flatMap((one) => {
      const [field, words] = [one.querySelector('input, select').getBoundingClientRect(), document.createRange()];
      const boxes = [one.querySelector('label'), one.querySelector('input + span')].filter(Boolean).flatMap((part) => {
        words.selectNodeContents(part);
        return [...words.getClientRects()];
      });
      return boxes.map((box) => Math.max(field.top - box.bottom, box.left - field.right, box.top - field.bottom));
    })""")
    assert len(near) > 50 and min(near) >= max(ring, 2)


def test_without_scripts_the_menu_is_as_the_theme_made_it(browser, base_url: str) -> None:
    page = browser.new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(base_url + "/")
    page.locator("label[for=__drawer].md-header__button").click()
    page.locator(".md-sidebar--primary").get_by_text("More practice").click()
    page.wait_for_url("**/practice/")
    page.close()
