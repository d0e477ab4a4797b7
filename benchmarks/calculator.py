"""Time of one input event on the calculator page, everything on it worked out again, at a processor slowed four times.

Prints the median and the worst of 60 events, and the ratio to a frame of 16 ms. Run: python benchmarks/calculator.py,
after `make build`; needs the test packages and a Chromium.
"""

from __future__ import annotations

import functools
import http.server
import os
import statistics
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import chromium

ROOT = Path(__file__).resolve().parent.parent


FRAME_MS, SLOWER, EVENTS = 16, 4, 60
ONE_EVENT = """(value) => {
  const field = document.querySelector("#calc-requests_per_day");
  field.value = value;
  const start = performance.now();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return performance.now() - start;
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """The figures are enough."""


def main() -> int:
    if not (ROOT / "site/workbench/calculator/index.html").exists():
        sys.exit("site/ holds no calculator. Run make build first.")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(ROOT / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"] if root else [])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/workbench/calculator/")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        times = [page.evaluate(ONE_EVENT, str(1000 + 37 * i)) for i in range(EVENTS)]
        browser.close()
    server.shutdown()
    middle, worst = statistics.median(times), max(times)
    print(
        f"{EVENTS} input events at {SLOWER} times slower: median {middle:.1f} ms, worst {worst:.1f} ms;"
        f" median ÷ one frame of {FRAME_MS} ms: {middle / FRAME_MS:.2f}"
    )
    return 0 if middle <= FRAME_MS else 1


if __name__ == "__main__":
    sys.exit(main())
