"""`python -m macros.hosted SITE`: what a hosted site has besides its pages, made from the pages in the folder SITE.

- `index.md` beside each page's `index.html`: the page as Markdown, answer keys left out (`page_markdown.py`)
- `llms.txt`: every page by section, with its description and its Markdown, then the data files
- `robots.txt`: everything may be read, and where the sitemap is
- our own scripts and style sheets without what only their editor needs, which a reader would download (`packed.py`),
  a page's scripts and sheets as one each (`bundle.py`), the search index when it is asked for (`theme_script.py`), and
  a content policy that names the page's own inline scripts (`policy.py`)

The words are those of __main__.jinja. Addresses come from the pages' own canonical links, so they are right under a
sub-path. Running it twice changes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from ..files.command import run
from ..files.problems import Problem, Problems
from ..files.words_beside import words
from ..files.yaml_text import read_bytes
from . import bundle, html_tree, packed, page_markdown, policy, theme_script
from .built_site import built_site

DATA = (".yml", ".json", ".csv")
WORDS = words(__file__)


@dataclass(frozen=True)
class Built:
    """A page: its folder below the root ("" for the first), its whole address, and what it is about."""

    folder: str
    address: str
    title: str
    description: str

    @property
    def section(self) -> str:
        """The part of the site that the page stands in; nothing for the first page."""
        return self.folder.split("/")[0].capitalize()


def pages(site: Path) -> Iterator[tuple[Built, html_tree.Element]]:
    """Every page with its article, in the order that the pages' own links to the next one tell; one is held at a time.

    A menu may be longer than all else and says nothing of the page, so head and article alone are read.
    """
    folder: str | None = ""
    seen: set[str] = set()
    while folder is not None:
        seen.add(folder)
        file = f"{folder}index.html"
        html = _whole(site, file)
        head = html_tree.read(html[: html.index("</head>")])
        links = {link.attributes.get("rel"): link.attributes.get("href", "") for link in head.all("link")}
        meta = {
            one.attributes.get("property") or one.attributes.get("name"): one.attributes.get("content", "")
            for one in head.all("meta")
        }
        if not links.get("canonical"):
            raise _fault(file, "the page has no canonical address. Set site_url in mkdocs.yml.")
        for name in ("og:title", "og:description"):
            if name not in meta:
                raise _fault(file, f"the page has no {name}. Build it with the theme of this project.")
        article = html_tree.read(html[html.index("<article") : html.rindex("</article>")])
        yield Built(folder, links["canonical"], meta["og:title"], meta["og:description"]), article
        onward = links.get("next")
        folder = urljoin(f"https://site/{folder}", onward).removeprefix("https://site/") if onward else None
        if folder in seen:
            raise _fault(file, f"its next page, '{onward}', comes before it. Build the site anew.")


def _whole(site: Path, file: str) -> str:
    """The HTML of a page below `site`, with a head and an article in it; Problems where it is none."""
    path = site / file
    if not path.resolve().is_relative_to(site.resolve()):
        raise _fault(file, "this page lies outside the site. Build the site anew.")
    problems: list[Problem] = []
    html = read_bytes(path, file, problems)
    if html is None:
        raise Problems(problems)
    for part in ("</head>", "<article", "</article>"):
        if part not in html:
            raise _fault(file, f"the page has no {part}. Build it with the theme of this project.")
    return html


def _fault(file: str, said: str) -> Problems:
    return Problems([Problem(file, 1, 1, said)])


def pack(site: Path) -> None:
    """Packs our own scripts and style sheets in the folder `site`; their source keeps its comments and its lines."""
    for path in (path for folder in ("components", "model") for path in (site / folder).rglob("*")):
        packer = {".css": packed.style, ".js": packed.script}.get(path.suffix)
        if packer and not path.relative_to(site).as_posix().startswith(bundle.NAMED):
            path.write_text(packer(path.read_text(encoding="utf-8")), encoding="utf-8")


def write(site: Path) -> None:
    """Writes all of them into the folder of a finished build."""
    found = []
    for page, article in pages(site):
        text = WORDS.page(page_markdown.markdown_of(article, page.address), page.address)
        (site / page.folder / "index.md").write_text(text, encoding="utf-8")
        found.append(page)
    data = sorted(
        path.relative_to(site / "data").as_posix() for path in (site / "data").rglob("*") if path.suffix in DATA
    )
    (site / "llms.txt").write_text(WORDS.llms(found, data), encoding="utf-8")
    (site / "robots.txt").write_text(WORDS.robots(found[0]), encoding="utf-8")
    pack(site)
    bundle.in_place_of_many(site)
    theme_script.rewrite(site)
    policy.in_place_of_any(site)


def main(arguments: list[str]) -> int:
    site = built_site(
        arguments,
        "python -m macros.hosted",
        "Add each page as Markdown, llms.txt and robots.txt to a built site.",
    )
    if site is None:
        return 2
    try:
        write(site)
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    run(main)
