"""What tests of the plan page read from it, and where it is."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

ADDRESS = "/workbench/plan/"


def field(page: Page, name: str) -> Locator:
    return page.locator(f"#plan-{name}")


def text(page: Page) -> str:
    return page.locator("[data-markdown]").text_content() or ""


def said(page: Page) -> str:
    return " ".join(page.locator("[data-said]").inner_text().split())


def flat(page: Page) -> str:
    return " ".join((page.locator("[data-document]").text_content() or "").split())


def saved(page: Page, button: str) -> bytes:
    with page.expect_download() as caught:
        page.get_by_role("button", name=button).click()
    return caught.value.path().read_bytes()


def open_all(page: Page) -> None:
    page.locator("plan-drafter details").evaluate_all("all => all.forEach(d => (d.open = true))")
