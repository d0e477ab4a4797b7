"""A style sheet or a script of ours -> the same without what only its editor needs: what a reader downloads.

Not a minifier: names, numbers and the order of things stay, and so do strings, addresses and template literals, sign
for sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable

HIDDEN = "\ue000"  # stands for a piece that stays as it is; no file of ours holds this sign
STRING = r"""(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')"""
STYLE_PIECE = re.compile(rf"(?P<comment>/\*.*?\*/)|{STRING}|url\([^)\"']*\)", re.DOTALL)
# A slash begins a pattern where no value stands before it; a template literal may hold others, one deep.
SCRIPT_PIECE = re.compile(
    rf"(?P<comment>//[^\n]*)|/\*.*?\*/|{STRING}"
    r"|(?:[(,=:[!&|?>]|\breturn)\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+/"
    r"|`(?:\\.|\$\{(?:[^{}`]|`(?:\\.|[^`\\])*`|\{[^{}]*\})*\}|[^`\\])*`",
    re.DOTALL,
)


def _packed(text: str, pieces: re.Pattern[str], comment: str, pack: Callable[[str], str]) -> str:
    """What `pack` makes of `text` while its `pieces` are out of reach, with `comment` for each comment."""
    kept: list[str] = []

    def hide(match: re.Match[str]) -> str:
        if match["comment"]:
            return comment
        kept.append(match[0])
        return HIDDEN

    back = iter(kept)
    return re.sub(HIDDEN, lambda _: next(back), pack(pieces.sub(hide, text)))


def _style(text: str) -> str:
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
    # A comment parts two words that touch it, so there it stays, empty.
    return _packed(text, STYLE_PIECE, "/**/", _style) + "\n"


def _script(text: str) -> str:
    text = re.sub(r"\s*\n\s*", "\n", text).lstrip()
    return re.sub(r" *([=,;:?!&|<>*(){}[\]]) *", r"\1", text)  # not + - and /, which another may follow


def script(text: str) -> str:
    """A script without comments behind //, indentation and the space around its marks; each line of code stays one."""
    return _packed(text, SCRIPT_PIECE, "", _script)
