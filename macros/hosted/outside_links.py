"""`python -m macros.hosted.outside_links SITE`: asks each address outside the site that its pages link to.

Lists those that lead nowhere. One request at a time, a second apart for one host, HEAD first. An address is dead when
its host is unknown or it answers 404 or 410. A refusal (403, 429, a fault of the server) says nothing about a reader's
browser: it is named on standard error only. Exit status 0 whatever is found, 2 when the folder holds no site.
"""

from __future__ import annotations

import http.client
import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from ..files.command import run
from . import html_tree
from .built_site import built_site

PAUSE = 1.0  # seconds between two requests to one host
AGENT = {"User-Agent": "batch-inference-economics link check"}
PATIENCE = 20.0  # seconds to wait for an answer
GONE = (404, 410)
# Editors and forms: a program is asked to sign in.
_OURS = re.compile(r"^https://github\.com/[^/]+/[^/]+/(?:edit/|new/|issues/new)")
Ask = Callable[[str], str]


def outside(site: Path) -> dict[str, list[str]]:
    """Address without its fragment -> the pages that link to it, both in alphabetical order."""
    pages: dict[str, set[str]] = {}
    for path in sorted(site.rglob("index.html")):
        page = html_tree.read(path.read_text(encoding="utf-8", errors="replace"))
        for article in page.all("article"):
            for link in article.all("a"):
                address = urldefrag(link.attributes.get("href", ""))[0]
                if address.startswith(("http://", "https://")) and not _OURS.match(address):
                    pages.setdefault(address, set()).add(path.parent.relative_to(site).as_posix())
    return {address: sorted(pages[address]) for address in sorted(pages)}


def ask(address: str) -> str:
    """What is to be said of an address: "ok", "dead: why" or "unsure: why"."""
    why = "no answer"
    for method in ("HEAD", "GET"):
        # outside() lets only web addresses through.
        request = urllib.request.Request(address, method=method, headers=AGENT)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE):  # noqa: S310
                return "ok"
        except urllib.error.HTTPError as error:
            why = f"answers {error.code}"
            if method == "GET" and error.code in GONE:
                return f"dead: {why}"
        except urllib.error.URLError as error:
            why = str(error.reason)
            if "not known" in why or "No address" in why:
                return f"dead: {why}"
        except (OSError, http.client.HTTPException) as error:
            why = str(error) or type(error).__name__
    return f"unsure: {why}"


def ask_all(
    addresses: Iterable[str], ask: Ask, clock: Callable[[], float], sleep: Callable[[float], None]
) -> dict[str, str]:
    """Every address with its verdict; two requests to one host are `PAUSE` seconds apart."""
    last: dict[str, float] = {}
    verdicts = {}
    for address in addresses:
        host = urlsplit(address).netloc
        if (wait := last.get(host, -PAUSE) + PAUSE - clock()) > 0:
            sleep(wait)
        verdicts[address] = ask(address)
        last[host] = clock()
    return verdicts


def report(pages: dict[str, list[str]], verdicts: dict[str, str]) -> list[str]:
    """One Markdown line for each dead address, with the pages that hold it."""
    return [
        f"- {address} ({verdict.removeprefix('dead: ')}) on {', '.join(map(_called, pages[address]))}"
        for address, verdict in verdicts.items()
        if verdict.startswith("dead: ")
    ]


def _called(page: str) -> str:
    return page if page != "." else "the lesson"


def main(arguments: list[str]) -> int:
    site = built_site(
        arguments, "python -m macros.hosted.outside_links", "Ask every address outside the site that a page links to."
    )
    if site is None:
        return 2
    pages = outside(site)
    verdicts = ask_all(pages, ask, time.monotonic, time.sleep)
    for address, verdict in verdicts.items():
        if verdict.startswith("unsure: "):
            print(f"{address}: {verdict}", file=sys.stderr)
    print("".join(line + "\n" for line in report(pages, verdicts)), end="")
    print(f"{len(pages)} addresses asked", file=sys.stderr)
    return 0


if __name__ == "__main__":
    run(main)
