"""Addresses on the forge: none without a repository, and with one, forms and files that are there."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from macros.pages import forge
from macros.pages.forge import Forge
from macros.quiz import scaffold_text

ROOT = Path(__file__).resolve().parents[2]
FORMS = ROOT / ".github/ISSUE_TEMPLATE"


def asked(address: str | None) -> dict[str, str]:
    assert address is not None
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query, strict_parsing=True).items()}


def test_without_a_repository_there_is_no_address() -> None:
    unset = Forge(None)
    assert [unset.edit("docs/index.md"), unset.report("a", 1, "question 1"), unset.price(), unset.suggest("q", "")] == [
        None
    ] * 4
    assert unset.of_pages() == {}


def test_the_editor_opens_the_file_on_the_published_branch() -> None:
    assert Forge("owner/name").edit("docs/index.md") == "https://github.com/owner/name/edit/main/docs/index.md"


@pytest.mark.parametrize(
    "address", [Forge("owner/name").report("which-can-wait", 2, "question 12"), Forge("owner/name").price()]
)
def test_a_prefilled_form_is_there_and_has_every_field_that_is_filled(address: str) -> None:
    given = asked(address)
    form = yaml.safe_load((FORMS / given.pop("template")).read_text(encoding="utf-8"))
    assert set(given) - {"title"} <= {part["id"] for part in form["body"]}


def test_a_report_names_the_question_its_rev_and_what_its_card_is_called() -> None:
    given = asked(Forge("owner/name").report("which-can-wait", 2, "question 12"))
    assert given == {
        "template": "question.yml",
        "title": "Problem with question 12: which-can-wait",
        "question": "which-can-wait",
        "rev": "2",
    }


def test_a_suggested_question_starts_as_a_file_that_holds_the_scaffold() -> None:
    text = scaffold_text.question(["O1", "O2", "O3", "O4", "O5", "O6"], "index.md")
    address = Forge("an-owner-with-a-long-name/a-repository-with-a-name-of-some-length").suggest(
        "batch-inference-economics", text
    )
    given = asked(address)
    assert len(address or "") < 2000
    assert given["value"] == text
    assert given["filename"].endswith(".yml")


def test_a_template_too_long_for_an_address_leads_to_the_guide() -> None:
    assert Forge("owner/name").suggest("a-quiz", "x" * 2000) == f"https://github.com/owner/name/blob/main/{forge.GUIDE}"
    assert (ROOT / forge.GUIDE).exists()


@pytest.mark.parametrize("repo", [None, "owner/name", "some-owner/name.with_all-signs"])
def test_a_repository_or_none_has_no_fault(repo: str | None) -> None:
    assert forge.fault(repo) is None


@pytest.mark.parametrize(
    "repo", ["https://github.com/owner/name", "owner", "owner/name/", 'owner/na"me', 7, "", ["owner/name"]]
)
def test_anything_else_is_named_with_its_cure(repo: object) -> None:
    assert str(forge.fault(repo)).endswith("Write OWNER/NAME, without an address around it.")
