"""The address that a page shows now. `page.url` hears of a changed address later than of the click that changed it."""

from __future__ import annotations

from playwright.sync_api import Page


def shown_address(page: Page) -> str:
    return str(page.evaluate("location.href"))
