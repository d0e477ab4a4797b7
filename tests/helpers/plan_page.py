"""What tests of the plan page read from it, and where it is."""

from __future__ import annotations

ADDRESS = "/workbench/plan/"


def field(page, name: str):
    return page.locator(f"#plan-{name}")


def text(page) -> str:
    return page.locator("[data-markdown]").text_content()


def said(page) -> str:
    return " ".join(page.locator("[data-said]").inner_text().split())


def flat(page) -> str:
    return " ".join(page.locator("[data-document]").text_content().split())


def saved(page, button: str) -> bytes:
    with page.expect_download() as caught:
        page.get_by_role("button", name=button).click()
    return caught.value.path().read_bytes()


def open_all(page) -> None:
    page.locator("plan-drafter details").evaluate_all("all => all.forEach(d => (d.open = true))")
