"""The lesson's own days, read from its page: a new check of the facts must not break a test."""

from __future__ import annotations

from datetime import date, timedelta

import yaml

from helpers.site_copy import ROOT
from macros.pages import outline

_HEAD = yaml.safe_load(outline.front_matter((ROOT / "docs/index.md").read_text(encoding="utf-8"))[0])
CHECKED: date = _HEAD["checked"]
DUE: date = _HEAD["due"]


def from_due(days: int) -> str:
    return (DUE + timedelta(days)).isoformat()
