"""Addresses on the forge: none without a repository, and with one, forms and files that are there."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from macros import forge, keys
from macros.forge import Forge
from macros.load_quiz import load_quiz

ROOT = Path(__file__).resolve().parents[2]
FORMS = ROOT / ".github/ISSUE_TEMPLATE"
QUIZ = "title: A check\nobjectives:\n  O1: Sort work by who waits.\norder:\n  - what-it-asks\n"


def asked(address: str | None) -> dict[str, str]:
    assert address is not None
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query, strict_parsing=True).items()}


def test_without_a_repository_there_is_no_address() -> None:
    unset = Forge(None)
    assert [unset.edit("docs/index.md"), unset.report("a", 1, "question 1"), unset.price(), unset.suggest("q")] == [None] * 4
    assert unset.of_pages() == {}


def test_the_editor_opens_the_file_on_the_published_branch() -> None:
    assert Forge("owner/name").edit("docs/index.md") == "https://github.com/owner/name/edit/main/docs/index.md"


@pytest.mark.parametrize("address", [Forge("owner/name").report("which-can-wait", 2, "question 12"), Forge("owner/name").price()])
def test_a_prefilled_form_is_there_and_has_every_field_that_is_filled(address: str) -> None:
    given = asked(address)
    form = yaml.safe_load((FORMS / given.pop("template")).read_text(encoding="utf-8"))
    assert set(given) - {"title"} <= {part["id"] for part in form["body"]}


def test_a_report_names_the_question_its_rev_and_what_its_card_is_called() -> None:
    given = asked(Forge("owner/name").report("which-can-wait", 2, "question 12"))
    assert given == {"template": "question.yml", "title": "Problem with question 12: which-can-wait", "question": "which-can-wait", "rev": "2"}


def test_a_suggested_question_starts_as_a_file_that_holds_the_template() -> None:
    address = Forge("an-owner-with-a-long-name/a-repository-with-a-name-of-some-length").suggest("batch-inference-economics")
    given = asked(address)
    assert len(address or "") < 2000
    assert given["value"] == (ROOT / forge.TEMPLATE).read_text(encoding="utf-8")
    assert given["filename"].endswith(".yml")


def test_a_template_too_long_for_an_address_is_linked_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forge, "LONGEST", 100)
    assert Forge("owner/name").suggest("a-quiz") == f"https://github.com/owner/name/blob/main/{forge.TEMPLATE}"
    assert (ROOT / forge.TEMPLATE).exists()


def test_the_template_is_a_question_that_the_reader_takes_with_every_key_it_needs(tmp_path: Path) -> None:
    text = (ROOT / forge.TEMPLATE).read_text(encoding="utf-8")
    (tmp_path / "quiz.yml").write_text(QUIZ, encoding="utf-8")
    (tmp_path / "what-it-asks.yml").write_text(text, encoding="utf-8")
    quiz, problems = load_quiz(tmp_path, {"why-waiting-is-cheaper"}, tmp_path)
    assert quiz is not None
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert set(yaml.safe_load(text)) == {key.name for key in keys.QUESTION if key.required}


@pytest.mark.parametrize("repo", [None, "owner/name", "some-owner/name.with_all-signs"])
def test_a_repository_or_none_has_no_fault(repo: str | None) -> None:
    assert forge.fault(repo) is None


@pytest.mark.parametrize("repo", ["https://github.com/owner/name", "owner", "owner/name/", 'owner/na"me', 7, "", ["owner/name"]])
def test_anything_else_is_named_with_its_cure(repo: object) -> None:
    assert str(forge.fault(repo)).endswith("Write OWNER/NAME, without an address around it.")
