"""A lesson's Markdown -> its sections, the section of each id, and the ids that a question's `see` may point to."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown.extensions.toc import slugify

_HEADING = re.compile(r"^##\s+(.+?)\s*(?:\{:?\s*([^}]*)\})?\s*$")
_H3 = re.compile(r"^###+\s+.+?\{:?[^}]*#([\w-]+)", re.MULTILINE)
_ID = re.compile(r"\{:?\s[^}]*?#([\w-]+)[^}]*\}|\{#([\w-]+)\}|\bid=\"([\w-]+)\"")


@dataclass(frozen=True)
class Section:
    """A second-level heading: where to link, and what it is called."""

    id: str
    title: str


def _words(title: str) -> str:
    return re.sub(r"[*_`]", "", title)


def sections(text: str) -> dict[str, Section]:
    """id -> the section it stands in; a section's own id maps to itself."""
    section_of: dict[str, Section] = {}
    here: Section | None = None
    fenced = False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        if fenced:
            continue
        if heading := _HEADING.match(line):
            title = _words(heading[1])
            written = re.search(r"#([\w-]+)", heading[2] or "")
            here = Section(written[1] if written else slugify(title, "-"), title)
            section_of[here.id] = here
        elif here:
            for match in _ID.finditer(line):
                section_of[next(group for group in match.groups() if group)] = here
    return section_of


def front_matter(text: str) -> tuple[str, str]:
    """(the lines between the two rulers, the rest); an empty first part when there is none."""
    head = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    return (head[1], text[head.end() :]) if head else ("", text)


def objective_links(quiz: Any, where: dict[str, Section]) -> dict[str, Section]:
    """objective -> the section that most of its questions point to (the first one on a tie)."""
    links: dict[str, Section] = {}
    questions = [quiz.questions[name] for name in quiz.order]
    for objective in quiz.objectives:
        seen = [where[q.see] for q in questions if q.objective == objective and q.see in where]
        if seen:
            links[objective] = max(seen, key=lambda section: (seen.count(section), -seen.index(section)))
    return links


def lesson_ids(text: str) -> set[str]:
    """Ids of headings and of paragraphs that carry `{: #id }`, in the body below the first section heading."""
    return set(sections(text)) | set(_H3.findall(text))


def ids_by_page(docs: Path) -> Callable[[str], set[str] | None]:
    """From a page's path under `docs` to its ids, None where there is no such page. Each page is read once."""

    @functools.cache
    def ids(page: str) -> set[str] | None:
        path = docs / page
        inside = path.suffix == ".md" and path.resolve().is_relative_to(docs.resolve())
        return lesson_ids(path.read_text(encoding="utf-8", errors="replace")) if inside and path.is_file() else None

    return ids
