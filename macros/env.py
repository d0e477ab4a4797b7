"""The edge's list: every macro and value that pages use. With `edge.py` and `fragments.py`, all that knows MkDocs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import export
from .calculator.page import cost_calculator
from .edge import Edge
from .evidence import tables as evidence_tables
from .evidence import validation
from .export import table
from .files import paths
from .files.problems import Problems
from .fragments import FragmentExtension
from .gallery import gallery
from .lesson import cite, facts, figures, tables
from .lesson.header import Header
from .pages import forge
from .plan import page as plan_page
from .plan.script import publish_script
from .prices import reference_tables
from .prices.publish import publish
from .prices.read import load_prices
from .quiz import quality
from .quiz.bank import Bank
from .quiz.cards import Cards
from .quiz.read_quiz import LESSON


def register(env: Any) -> None:
    """Adds our macros, the facts and the Markdown extension to the builder's environment."""
    extensions = env.conf["markdown_extensions"]
    if not any(type(known).__name__ == "FragmentExtension" for known in extensions):
        extensions.append(FragmentExtension())
    extra = env.conf["extra"]
    edge, docs = Edge(env), Path(env.conf["docs_dir"])
    bank, links = Bank(), forge.Forge(extra.get("repo"))
    if fault := forge.fault(extra.get("repo")):
        edge.say([f"mkdocs.yml: {fault}"])
    extra["forge"] = links.of_pages()  # the theme's template prints them
    edge.say(problem for problem in bank.problems if problem.severity == "error")
    _publish(edge, docs)
    header = Header(bank, extra.get("maintainer"))
    for name, macro in (_of_the_site(bank) | {"bet": header.bet, "bet_answer": header.bet_answer}).items():
        edge.add(name, macro)
    cards = Cards(bank, links)
    of_a_page: dict[str, Callable[..., str]] = {
        "figure": lambda page, name: figures.figure(name, "../" * page.url.count("/")),
        "question": cards.question,
        "sorting": cards.sorting,
        "check": cards.check,
        "lesson_facts": header.lesson_facts,
        "exports_table": table.exports_table(bank.quizzes, export.publish(bank.quizzes.values(), docs / table.FOLDER)),
    }
    for name, macro in of_a_page.items():
        edge.add_of_page(name, macro)
    edge.add_of_page("gallery", gallery, finish=str)
    env.variables["facts"] = _facts(edge)
    env.variables["cite"] = cite.fields((docs / LESSON).read_text(encoding="utf-8"), env.conf)


def _of_the_site(bank: Bank) -> dict[str, Callable[..., str]]:
    """Macros that print the same on whatever page they stand."""
    judged = quality.Quality(bank.quizzes)
    return {
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
        "decode_tables": evidence_tables.decode_tables,
        "prefill_table": evidence_tables.prefill_table,
        "urgency_table": reference_tables.urgency_table,
        "provider_table": reference_tables.provider_table,
        "validation_table": validation.validation_table,
        "cost_calculator": cost_calculator,
        "guessers_table": judged.guessers_table,
        "bank_table": judged.bank_table,
        "published_table": judged.published_table,
        "item_rules": judged.item_rules,
        "plan_drafter": plan_page.plan_drafter,
    }


def _publish(edge: Edge, docs: Path) -> None:
    """The downloads beside the data and beside the batch script; a broken book is said by the tables that need it."""
    publish_script(docs / "assets" / "batch", paths.ROOT / "LICENSE")
    book, _problems = load_prices(paths.ROOT)
    if book is None:
        return
    publish(book, docs / "data")
    try:
        plan_page.publish(docs / "data")
    except Problems as error:
        edge.say(error.problems)
    except Exception as error:
        edge.say([f"the benchmark plan: {error}"])


def _facts(edge: Edge) -> dict[str, str]:
    """The facts; question marks when they cannot be computed, so that the build goes on to show every other problem."""
    try:
        return facts.facts()
    except Problems as error:
        edge.say(error.problems)
    except Exception as error:
        edge.say([f"the computed facts: {error}"])
    return defaultdict(lambda: "?")
