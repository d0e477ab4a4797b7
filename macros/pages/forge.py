"""OWNER/NAME of the repository -> the addresses on its forge that pages link to; none of them while it is unset.

The one module that knows the forge. A reader follows these links on purpose: no page asks the forge for anything.
Prefilled forms take their fields by id: .github/ISSUE_TEMPLATE holds the forms, a test holds the two together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode

HOST = "https://github.com"
BRANCH = "main"
LONGEST = 2000  # characters of an address that browsers and servers all take
GUIDE = "docs/about/item-writing.md"  # where a suggestion starts when its template outgrows an address


@dataclass(frozen=True)
class Forge:
    """The repository as OWNER/NAME, or None: then every address is None and templates leave the link out."""

    repo: str | None = None

    def _at(self, path: str, **query: str) -> str | None:
        if not self.repo:
            return None
        fields = f"?{urlencode(query, quote_via=quote_plus, safe=':/')}" if query else ""
        return f"{HOST}/{self.repo}/{path}{fields}"

    def edit(self, source: str) -> str | None:
        """The editor on one file, named from the repository's root."""
        return self._at(f"edit/{BRANCH}/{source}")

    def report(self, identity: str, rev: int, called: str) -> str | None:
        """The form for a problem with a question, with its id and rev filled in; `called` is what its card says."""
        title = f"Problem with {called}: {identity}"
        return self._at("issues/new", template="question.yml", title=title, question=identity, rev=str(rev))

    def price(self) -> str | None:
        """The form for a wrong price."""
        return self._at("issues/new", template="price.yml")

    def suggest(self, quiz_id: str, text: str) -> str | None:
        """A new file in the quiz's folder that holds the template `text`; the guide where the address grew too long."""
        whole = self._at(f"new/{BRANCH}/quizzes/{quiz_id}", filename="what-it-asks.yml", value=text)
        return whole if whole is None or len(whole) < LONGEST else self._at(f"blob/{BRANCH}/{GUIDE}")

    def of_pages(self) -> dict[str, str]:
        """What pages print: the editor's root, to which a file is added, the form for a price, how to contribute."""
        guide = self._at(f"blob/{BRANCH}/CONTRIBUTING.md")
        addresses = {"edit": self._at(f"edit/{BRANCH}/"), "price": self.price(), "guide": guide}
        return {name: address for name, address in addresses.items() if address}


def fault(repo: Any) -> str | None:
    """What is wrong with a value of `extra.repo`, in words for its author; None when it is unset or fine."""
    if repo is None or (isinstance(repo, str) and re.fullmatch(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+", repo)):
        return None
    return f"extra.repo is '{repo}', which names no repository. Write OWNER/NAME, without an address around it."
