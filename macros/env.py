"""The edge: the macros that pages call. Nothing else in this package knows MkDocs.

A macro never raises into the builder, which would replace the whole page: the error is logged (strict
builds count it and fail) and a red box stands in the page, so `mkdocs serve` lives on.
"""

from __future__ import annotations

import functools
import html
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from . import export
from .calculator.page import cost_calculator
from .evidence import tables as evidence_tables
from .evidence import validation
from .export import table
from .files import paths
from .files.problems import Problems
from .fragments import FragmentExtension, pack
from .lesson import cite, facts, figures, tables
from .lesson.header import Header
from .pages import forge, render
from .pages.page import Page
from .plan import page
from .plan.script import publish_script
from .prices import reference_tables
from .prices.publish import publish
from .prices.read import load_prices
from .quiz import cards, quality
from .quiz.bank import Bank
from .quiz.read_quiz import LESSON

log = logging.getLogger("mkdocs.plugins.macros.lesson")  # this prefix is counted by strict builds

_said: set[str] = set()  # this module is read afresh at each build


def register(env: Any) -> None:
    """Adds our macros, the facts and the Markdown extension to the builder's environment."""
    extensions = env.conf["markdown_extensions"]
    if not any(type(known).__name__ == "FragmentExtension" for known in extensions):
        extensions.append(FragmentExtension())
    extra = env.conf["extra"]
    bank = Bank()
    links = forge.Forge(extra.get("repo"))
    drawn, header = cards.Cards(bank, links), Header(bank, extra.get("maintainer"))
    if fault := forge.fault(extra.get("repo")):
        _log([f"mkdocs.yml: {fault}"])
    extra["forge"] = links.of_pages()  # the theme's template prints them
    _log(str(problem) for problem in bank.problems if problem.severity == "error")
    _publish(env)
    judged = quality.Quality(bank.quizzes)
    named: dict[str, Callable[..., str]] = {
        "week_strip": figures.week_strip,
        "workload_table": tables.workload_table,
        "ratio_table": tables.ratio_table,
        "window_end_table": tables.window_end_table,
        "price_table": reference_tables.price_table,
        "answers_table": reference_tables.answers_table,
        "terms_table": reference_tables.terms_table,
        "history_table": evidence_tables.history_table,
        "coverage_table": evidence_tables.coverage_table,
        "turnaround_table": evidence_tables.turnaround_table,
        "gpu_table": evidence_tables.gpu_table,
        "latency_table": evidence_tables.latency_table,
        "urgency_table": reference_tables.urgency_table,
        "provider_table": reference_tables.provider_table,
        "proof_table": validation.proof_table,
        "cost_calculator": cost_calculator,
        "guessers_table": judged.guessers_table,
        "bank_table": judged.bank_table,
        "published_table": judged.published_table,
        "item_rules": judged.item_rules,
        "plan_drafter": page.plan_drafter,
        "bet": header.bet,
        "bet_answer": header.bet_answer,
    }
    for name, macro in named.items():
        env.macro(_guarded(env, macro, name), name)
    of_a_page: dict[str, Callable[..., str]] = {
        "figure": lambda place, name: figures.figure(name, "../" * place.url.count("/")),
        "question": drawn.question,
        "sorting": drawn.sorting,
        "check": drawn.check,
        "lesson_facts": header.lesson_facts,
        "exports_table": table.exports_table(bank.quizzes, _exports(env, bank)),
    }
    for name, macro in of_a_page.items():
        env.macro(_guarded(env, _with_page(env, macro), name), name)
    env.variables["facts"] = _facts()
    env.variables["cite"] = cite.fields((Path(env.conf["docs_dir"]) / LESSON).read_text(encoding="utf-8"), env.conf)


def _publish(env: Any) -> None:
    """The downloads beside the data and beside the batch script; a broken book is said by the tables that need it."""
    docs = Path(env.conf["docs_dir"])
    publish_script(docs / "assets" / "batch", paths.ROOT / "LICENSE")
    made, _problems = load_prices(paths.ROOT)
    if made is not None:
        folder = docs / "data"
        publish(made, folder)
        try:
            page.publish(folder)
        except Problems as error:
            _log(str(problem) for problem in error.problems)
        except Exception as error:
            _log([f"the benchmark plan: {error}"])


def _exports(env: Any, bank: Bank) -> dict[str, int]:
    """The quizzes in other tools' formats beside the pages; a broken quiz is said by its cards."""
    return export.publish(bank.quizzes.values(), Path(env.conf["docs_dir"]) / table.FOLDER)


def _facts() -> dict[str, str]:
    """The facts; question marks when they cannot be computed, so that the build goes on to show every other problem."""
    try:
        return facts.facts()
    except Problems as error:
        _log(str(problem) for problem in error.problems)
    except Exception as error:
        _log([f"the computed facts: {error}"])
    return defaultdict(lambda: "?")


def _log(lines: Iterable[str]) -> None:
    """Each problem once a build, however many macros meet it."""
    for line in lines:
        if line not in _said:
            _said.add(line)
            log.error("%s", line)


def _with_page(env: Any, macro: Callable[..., str]) -> Callable[..., str]:
    """Hands the page's address, source and front matter to macros that differ by page."""

    def call(*arguments: str) -> str:
        page = env.page
        return macro(Page(page.file.src_uri, page.url, dict(page.meta), page.file.abs_src_path), *arguments)

    return call


def _guarded(env: Any, macro: Callable[..., str], name: str) -> Callable[..., str]:
    """The macro with errors caught, its HTML packed, and the parts of its components noted for the page's head."""

    @functools.wraps(macro)
    def call(*arguments: str) -> str:
        render.used.clear()
        try:
            out = macro(*arguments)
        except Problems as error:
            _log(str(problem) for problem in error.problems)
            out = box([str(problem) for problem in error.problems])
        except Exception as error:
            _log([f"{env.page.file.src_uri}: {{{{ {name}{arguments!r} }}}}: {error}"])
            out = box([f"{name}{arguments!r}: {error}"])
        return pack(_styles(env.page) + out)

    return call


def _styles(page: Any) -> str:
    """Links to the styles of components that the page meets here for the first time; their scripts are noted for its head.

    A style sheet in the body holds back only what follows it, so a long page shows its first screen without waiting.
    """
    links = ""
    met = page.meta.setdefault("styles", [])
    for part in render.parts():
        if part.endswith(".js"):
            scripts = page.meta.setdefault("scripts", [])
            scripts.extend([part] if part not in scripts else [])
        elif part not in met:
            met.append(part)
            links += f'<link rel="stylesheet" href="{"../" * page.url.count("/")}{part}">'
    return links


def box(lines: list[str]) -> str:
    """The red box an author sees in the page itself."""
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return f'<div class="admonition failure"><p class="admonition-title">Build error</p><ul>{items}</ul></div>'
