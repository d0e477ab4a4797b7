"""The calculator's picture: each mark stands where the model says, and what never meets is not drawn."""

from __future__ import annotations

import pytest

from macros.calculator.fields import defaults
from macros.model import lanes
from macros.model.plot import path_d, percent_at


@pytest.fixture
def tool(page, base_url: str):
    page.goto(base_url + "/workbench/calculator/")
    page.locator(".inputs details").evaluate_all("all => all.forEach(d => (d.open = true))")
    return page


def field(page, name: str):
    return page.locator(f"#calc-{name}")


@pytest.mark.parametrize("hit", [0, 30, 75, 100])
def test_the_picture_stands_where_the_model_says(tool, hit: int) -> None:
    field(tool, "hit_likely").fill(str(hit))
    field(tool, "output").fill("450")
    x = {**defaults(), "hit_likely": hit, "output": 450}
    at, found = lanes.places(x), lanes.by_hits(x)
    ring = tool.locator("circle.likely")
    assert [ring.get_attribute("cx"), ring.get_attribute("cy")] == [percent_at(share) for share in at["likely"]]
    assert tool.locator("line.realtime").get_attribute("y1") == percent_at(at["realtime"])
    assert tool.locator("path.short").get_attribute("d") == path_d(at["short"])
    assert f"${found['realtime']:,.0f}" in tool.locator("text.live").text_content()
    band = lanes.band(x)["batch"]
    assert [tool.locator(f"[data-out='band.batch.{end}']").inner_text() for end in (0, 1)] == [
        f"${usd:,.2f}" for usd in band
    ]


def test_where_lines_never_meet_no_ring_is_drawn(tool) -> None:
    assert tool.locator("circle.even").is_visible()
    field(tool, "batch_write_hour").fill("0.1")
    assert not tool.locator("circle.even").is_visible()
    assert tool.locator("[data-out='even_hour.hit']").inner_text() == "any"
