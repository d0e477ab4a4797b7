"""A tool of the least that a tool must say: what the base class of the workbench gives to every tool built on it."""

from __future__ import annotations

import pytest
from helpers.address import shown_address

# One sum, no price row, no template of the site: only what the head of workbench-tool.js asks for.
PAGE = """<!doctype html><html lang="en"><title>Sum</title><link rel="icon" href="data:,">
<least-tool><template data-number="Error: Write a number" data-least="Error: Write 0 or more"
  data-most="Error: At most {most}" data-empty="Empty: counted as {default}."
  data-copied="Copied." data-refused="Not allowed."
  data-reasons='{"no-first": "the first is nothing"}'></template>
<p class="sentence">In all 5.</p><p data-last hidden>The last good answer.</p><p data-because></p>
<p class="announced" role="status"></p>
<form hidden>
<label for="a">First</label><input id="a" name="a" value="2" data-default="2" data-most="9">
<p id="a-error" hidden></p><p id="a-hint" data-hint="A summand."></p>
<label for="b">Second</label><input id="b" name="b" value="3" data-default="3" data-most="9">
<p id="b-error" hidden></p><p id="b-hint" data-hint="Another."></p>
<p class="actions"><button type="button" data-do="link">Link</button>
<button type="button" data-do="double">Double</button>
<button type="button" data-do="reset">Reset</button><span></span></p>
</form></least-tool>
<script type="module">
import { WorkbenchTool } from "./components/workbench-tool.js";
class LeastTool extends WorkbenchTool {
  keptAs = "sum";
  work({ a, b }) {
    return a ? { valid: true, sum: a + b } : { valid: false, because: "no-first" };
  }
  draw(inputs, { sum }) {
    this.querySelector(".sentence").textContent = `In all ${sum}.`;
  }
  double() {
    this.fields[0].value *= 2;
    this.update();
  }
}
customElements.define("least-tool", LeastTool);
</script></html>"""


@pytest.fixture
def tool(page, base_url: str):
    page.route("**/least-tool*", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.goto(base_url + "/least-tool")
    page.locator("form").wait_for()
    return page


def says(page, selector: str) -> str:
    return page.locator(selector).text_content()


def query(page) -> str:
    return page.evaluate("() => location.hash")


def announced(page) -> str:
    page.clock.run_for(700)
    return says(page, ".announced")


def test_an_input_works_the_answer_out_again_and_is_announced_once_typing_rests(tool) -> None:
    tool.fill("#a", "4")
    assert (says(tool, ".sentence"), says(tool, ".announced")) == ("In all 7.", "")
    assert announced(tool) == "In all 7."


def test_an_error_stands_at_its_field_while_the_last_good_answer_stays(tool) -> None:
    tool.fill("#a", "ten")
    assert says(tool, "#a-error") == "Error: Write a number" and tool.locator("#a-error").is_visible()
    assert tool.locator("#a").get_attribute("aria-describedby") == "a-error a-hint"
    assert says(tool, ".sentence") == "In all 5." and tool.locator("[data-last]").is_visible()
    assert announced(tool) == ""
    tool.fill("#a", "10")
    assert says(tool, "#a-error") == "Error: At most 9"
    tool.fill("#a", "")
    assert says(tool, "#a-hint") == "Empty: counted as 2."
    assert not tool.locator("#a-error:visible, [data-last]:visible").count()


def test_a_reason_stands_where_good_inputs_have_no_answer(tool) -> None:
    tool.fill("#a", "0")
    assert (says(tool, "[data-because]"), says(tool, ".sentence")) == ("the first is nothing", "In all 5.")
    tool.fill("#a", "1")
    assert (says(tool, "[data-because]"), says(tool, ".sentence")) == ("", "In all 4.")


def test_the_address_carries_what_differs_and_this_browser_keeps_it(tool, base_url: str) -> None:
    tool.fill("#b", "6")
    assert query(tool) == "#b=6"
    tool.goto(base_url + "/least-tool")
    assert (query(tool), says(tool, ".sentence")) == ("#b=6", "In all 8.")
    tool.goto(base_url + "/least-tool?a=1")
    assert (query(tool), says(tool, ".sentence")) == ("#a=1", "In all 4."), "an address stands for itself"


def test_a_button_of_its_own_is_a_method_and_reset_brings_the_defaults_back(tool) -> None:
    tool.click("text=Double")
    assert (query(tool), says(tool, ".sentence")) == ("#a=4", "In all 7.")
    tool.click("text=Reset")
    assert (query(tool), says(tool, ".sentence")) == ("", "In all 5.")


@pytest.mark.parametrize(("allowed", "outcome"), [(True, "Copied."), (False, "Not allowed.")])
def test_the_address_is_copied_or_the_reader_told_that_it_was_not(tool, allowed: bool, outcome: str) -> None:
    tool.evaluate(
        """(allowed) => Object.defineProperty(navigator, "clipboard", { value: {
          writeText: async (text) => { if (!allowed) throw new Error(); window.taken = text; } } })""",
        allowed,
    )
    tool.fill("#a", "7")
    tool.click("text=Link")
    tool.get_by_text(outcome).wait_for()
    assert tool.evaluate("() => window.taken") == (shown_address(tool) if allowed else None)
