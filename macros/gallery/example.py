"""What an example is: one state of a component, and how the component comes to look so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ..files.problems import Problem


@dataclass(frozen=True)
class Place:
    """Where something is written, so that a fault found later is still said there."""

    file: str
    line: int
    column: int

    def problem(self, said: str) -> Problem:
        return Problem(self.file, self.line, self.column, said)


@dataclass(frozen=True)
class Change:
    """What a script or a reader makes of the elements at a path; `change.py` says what can be done."""

    at: str
    do: dict[str, Any]
    place: Place


@dataclass(frozen=True)
class Example:
    """`says` tells a reader what the state is and who meets it; `values` fill the template.

    Where the template is filled from the site's own data, `macro` names the macro and `given` what it is given. To keep
    the page short, `cut` lists parts left out, and `keep` says of an element how many of its children stay; a whole
    tool is `folded`.
    """

    component: str
    name: str
    says: str
    place: Place
    values: dict[str, Any] = field(default_factory=dict)
    macro: str = ""
    given: tuple[str, ...] = ()
    state: tuple[Change, ...] = ()
    cut: tuple[str, ...] = ()
    keep: dict[str, int] = field(default_factory=dict)
    folded: bool = False

    @property
    def id(self) -> str:
        """Its place on the gallery's page, and what its own ids begin with."""
        return f"{self.component}-{re.sub(r'[^a-z0-9]+', '-', self.name.lower()).strip('-')}"
