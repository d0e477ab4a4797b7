"""A style sheet or a script of ours -> the same without what only its editor needs: what a reader downloads.

Not a minifier: names, numbers and the order of things stay, and so do strings, addresses and template literals, sign for sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

HIDDEN = "\ue000"  # stands for a piece that stays as it is; no file of ours holds this sign
STRING = r"""(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')"""
STYLE_PIECE = re.compile(rf"/\*.*?\*/|{STRING}|url\([^)\"']*\)", re.DOTALL)
# A slash begins a pattern where no value stands before it; a template literal may hold others, one deep.
SCRIPT_PIECE = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)"
    rf"|{STRING}"
    r"|(?:[(,=:[!&|?>]|\breturn)\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+/"
    r"|`(?:\\.|\$\{(?:[^{}`]|`(?:\\.|[^`\\])*`|\{[^{}]*\})*\}|[^`\\])*`",
    re.DOTALL,
)


def _with_hidden(text: str, pieces: re.Pattern[str], change: Callable[[str], str]) -> str:
    """What `change` makes of `text` while its `pieces` are out of reach; a comment stays in reach as it was."""
    kept: list[str] = []

    def hide(match: re.Match[str]) -> str:
        if match[0].startswith(("/*", "//")):
            return match[0]
        kept.append(match[0])
        return HIDDEN

    back: Iterator[str] = iter(kept)
    changed = change(pieces.sub(hide, text))
    return re.sub(HIDDEN, lambda _: next(back), changed)


def _style(text: str) -> str:
    # A comment parts two words that touch it, so there it stays, empty.
    text = re.sub(r"/\*.*?\*/", "/**/", text, flags=re.DOTALL)
    text = re.sub(r"(?<=[\s{};])/\*\*/|^/\*\*/|/\*\*/(?=[\s{};])", "", text)
    out = ""
    for said, end in re.findall(r"([^{};]*)([{};]|$)", text):
        said = " ".join(said.split())
        if end == "{":
            out += re.sub(r" ?([,>]) ?", r"\1", said) + end
        elif said:
            out += re.sub(r"^([\w-]+) ?: ?", r"\1:", said) + ";"
        if end == "}":
            out = out.removesuffix(";") + end
    return out


def style(text: str) -> str:
    """A style sheet without comments, breaks and the space around its marks; a value keeps its words."""
    return _with_hidden(text, STYLE_PIECE, _style) + "\n"


def _script(text: str) -> str:
    return re.sub(r"^[ \t]+", "", re.sub(r"^[ \t]*//.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)


def script(text: str) -> str:
    """A script without the lines that are comments alone, and without indentation."""
    return _with_hidden(text, SCRIPT_PIECE, _script)
