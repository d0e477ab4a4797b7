"""The edge's list: every macro and value that pages use. With the other modules of this folder, all that knows MkDocs.

A room is entered when a page first calls for something in it: a site of one page pays for that page alone.
"""

from __future__ import annotations

import functools
import importlib
import operator
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from mkdocs_macros.errors import format_error

from .edge import Edge, Macro
from .files import paths
from .files.problems import Problems
from .fragments import FragmentExtension, Fragments
from .pages.page import Page
from .pages.page_faults import of_template
from .shared import Once, Shared

# Macros that print the same on whatever page they stand, by the module that draws them.
TABLES = {
    "lesson.tables": ("workload_table", "ratio_table", "window_end_table"),
    "prices.reference_tables": ("answers_table", "terms_table", "urgency_table", "provider_table"),
    "prices.cache_tables": ("cache_table", "held_table"),
    "evidence.tables": (
        *("history_table", "coverage_table", "turnaround_table", "gpu_table", "latency_table"),
        *("decode_tables", "prefill_table"),
    ),
    "evidence.validation": ("validation_table",),
}
# The same for what the search leaves out.
PICTURES = {
    "lesson.figures": ("week_strip",),
    "prices.reference_tables": ("price_table",),
    "calculator.page": ("cost_calculator",),
    "plan.page": ("plan_drafter",),
}
# Macros over what one build shares, by their place in `Shared`.
JUDGED = ("guessers_table", "bank_table", "published_table", "item_rules")
CARDS = ("cards.question", "cards.sorting", "cards.check", "header.lesson_facts")
BETS = ("header.bet", "header.bet_answer")
# Downloads that a page offers: a site without the page has none.
DOWNLOADS = {"reference/prices.md": "prices.publish", "workbench/plan.md": "plan.page"}


def register(env: Any) -> Callable[[], None]:
    """Adds our macros, the facts and the Markdown extension to the builder's environment; what to call at its end."""
    fragments = Fragments(late=bool(env.conf["hooks"]))
    env.conf["markdown_extensions"] = [
        *(known for known in env.conf["markdown_extensions"] if not isinstance(known, FragmentExtension)),
        FragmentExtension(fragments),
    ]
    edge, docs, extra = Edge(env, fragments), Path(env.conf["docs_dir"]), env.conf["extra"]
    shared = Shared(extra, Path(env.conf["site_dir"]))
    # A fault in a page is one line at its place, in the log and in the page, not a traceback.
    format_error.register(Exception, functools.partial(_fault, env))
    format_error.register(jinja2.TemplateSyntaxError, functools.partial(_fault, env))
    edge.say(shared.settings())
    extra["forge"] = shared.links.of_pages()  # the theme's template prints them
    extra["fragments"] = fragments  # the hooks ask for them
    _add_macros(edge, shared)
    env.variables["facts"] = Once(functools.partial(_facts, edge))
    env.variables["cite"] = Once(lambda: _module("lesson.cite").fields(docs, env.conf))
    _publish(edge, docs)
    return lambda: edge.say(shared.bank.faults())


def _add_macros(edge: Edge, shared: Shared) -> None:
    for add, macros in ((edge.add, TABLES), (edge.add_late, PICTURES)):
        for module, names in macros.items():
            for name in names:
                add(name, _later(module, name))
    edge.add_late("figure", _figure, of_page=True)
    for name in JUDGED:
        edge.add(name, _of(shared, f"judged.{name}"))
    for place in BETS:
        edge.add_late(place.partition(".")[2], _of(shared, place))
    for place in CARDS:
        edge.add_late(place.partition(".")[2], _of(shared, place), of_page=True)
    edge.add("exports_table", shared.exports_table, of_page=True)
    edge.add_markdown("gallery", _later("gallery", "gallery"))


def _fault(env: Any, error: Exception, markdown: str, page: Any) -> str:
    """What the macros plugin says and prints for a page that it cannot fill."""
    return str(of_template(error, page, markdown, [*env.variables, *env.macros]))


def _figure(page: Page, name: str) -> str:
    return str(_module("lesson.figures").figure(name, "../" * page.url.count("/")))


def _module(name: str) -> Any:
    return importlib.import_module(f".{name}", __package__)


def _later(module: str, name: str) -> Macro:
    """A function of a module that is imported at its first call."""

    def call(*arguments: Any) -> str:
        return str(getattr(_module(module), name)(*arguments))

    return call


def _of(shared: Shared, place: str) -> Macro:
    """A method of what a build shares, made at its first call."""

    def call(*arguments: Any) -> str:
        return str(operator.attrgetter(place)(shared)(*arguments))

    return call


def _publish(edge: Edge, docs: Path) -> None:
    """The downloads beside the data and beside the batch script; a broken book is said by the tables that need it."""
    _module("plan.script").publish_script(docs / "assets" / "batch", paths.ROOT / "LICENSE")
    for page, module in DOWNLOADS.items():
        if (docs / page).exists():
            _guarded(edge, f"docs/{page}", functools.partial(_module(module).publish, docs / "data"))


def _facts(edge: Edge) -> dict[str, str] | None:
    found: dict[str, str] | None = _guarded(edge, "docs/data", _module("lesson.facts").facts)
    return found


def _guarded(edge: Edge, what: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, or None with every problem said, so that the build goes on to show the others."""
    try:
        return make()
    except Problems as error:
        edge.say(error.problems)
    except Exception as error:
        edge.say([f"{what}: {error}"])
    return None
