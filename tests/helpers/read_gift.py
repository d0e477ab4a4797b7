"""A reader of GIFT, written from https://docs.moodle.org/en/GIFT_format, and where that is silent from Moodle's own.

It works sign by sign, and refuses with an AssertionError what the format forbids or a reader might take for something
else.
"""

from __future__ import annotations

import re
from dataclasses import replace

from helpers import export_cards
from helpers.export_readers import Read, category

_SPECIAL = "~=#{}:"


def gift(data: bytes) -> list[Read]:
    text = data.decode("utf-8")
    out, name, part = [], "", ""
    for block in re.split(r"\n[ \t]*\n", text.strip()):
        lines = block.split("\n")
        remarks = " ".join(line for line in lines if line.strip().startswith("//"))
        rest = "\n".join(line for line in lines if not line.strip().startswith("//")).strip()
        if rest.startswith("$CATEGORY:"):
            name, part = category(rest.removeprefix("$CATEGORY:").strip().replace("\\\\", "\\"))
            continue
        assert not re.search(r"&&\d\d\d", rest), "Moodle's reader uses such marks for itself"
        out.append(replace(_gift_question(remarks, _tokens(rest), part), category=name))
    return out


def _tokens(text: str) -> list[tuple[str, bool]]:
    """(character, whether it has its special meaning)."""
    out, at = [], 0
    while at < len(text):
        if text[at] == "\\" and text[at + 1 : at + 2] in (*_SPECIAL, "\\", "n"):
            out.append(("\n" if text[at + 1] == "n" else text[at + 1], False))
            at += 2
        else:
            out.append((text[at], text[at] in _SPECIAL))
            at += 1
    return out


Tokens = list[tuple[str, bool]]


def _cut(tokens: Tokens, mark: str) -> list[Tokens]:
    """The pieces between special runs of `mark`."""
    pieces: list[Tokens] = [[]]
    at = 0
    while at < len(tokens):
        if all(
            token == (sign, True) for token, sign in zip(tokens[at : at + len(mark)], mark, strict=False)
        ) and at + len(mark) <= len(tokens):
            pieces.append([])
            at += len(mark)
        else:
            pieces[-1].append(tokens[at])
            at += 1
    return pieces


def _words(tokens: Tokens) -> str:
    """A text of the question's own format, HTML."""
    assert not any(special for sign, special in tokens if sign in "{}~#"), tokens
    text = "".join(sign for sign, _ in tokens).strip()
    assert not text.startswith("%"), "an answer's weight"
    if text.startswith("["):
        named, _, text = text[1:].partition("]")
        assert named == "html"
    return export_cards.html(text)


def _gift_question(remarks: str, tokens: Tokens, part: str) -> Read:
    empty, name, *rest = _cut(tokens, "::")
    assert not empty
    assert len(rest) == 1
    stem, answers = _cut(rest[0], "{")
    answers, after = _cut(answers, "}")
    assert not after
    assert "".join(sign for sign, _ in stem).startswith("[html]"), "all further texts inherit this format"
    listed, everyone = _cut(answers, "####")
    options = []
    opening: str | None = None
    piece: Tokens = []
    for sign, special in [*listed, ("~", True)]:
        if special and sign in "=~":
            if opening:
                text, why = _cut(piece, "#")
                options.append((_words(text), opening == "=", _words(why)))
            else:
                assert not "".join(s for s, _ in piece).strip()
            opening, piece = sign, []
        else:
            piece.append((sign, special))
    id_tag = re.search(r"\[id:([^\]]+)\]", remarks)
    tags = [tag.replace("\\]", "]") for tag in re.findall(r"\[tag:((?:\\\]|[^\]<>`])+)\]", remarks)]
    assert id_tag
    assert id_tag[1] == "".join(sign for sign, _ in name)
    assert tags[2] == part
    return Read(id_tag[1], tags[0], tags[1], part, export_cards.Seen(_words(stem), tuple(options)), _words(everyone))
