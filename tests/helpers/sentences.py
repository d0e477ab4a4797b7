"""Source text -> its sentences for readers: what Python or JavaScript says and a template should.

A sentence is a string of three words or more. Not for readers, and so not counted: comments, docstrings, what is
raised, and strings inside the calls named below, wherever they stand. The lists go by kind of call, never by file.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

TO_AUTHORS = {"Problem", "error", "say", "_say", "Finding", "Misfit", "_log", "warning"}  # problems of files, in a log
TO_A_TERMINAL = {"print", "ArgumentParser", "add_argument", "add_parser", "day_asked", "built_site"}
TO_MACHINES = {
    "compile",
    "sub",
    "findall",
    "search",
    "match",
    "split",
    "_listed",
}  # patterns, and lists of words to look for
DECLARED = {
    "Key",
    "DataFile",
    "Table",
    "Number",
    "Text",
    "rule",
    "bank_rule",
    "said_by_the_reader",
}  # what a key or an item rule is, told where it is declared
CALLS = TO_AUTHORS | TO_A_TERMINAL | TO_MACHINES | DECLARED
SCRIPT_CALLS = {"Error", "TypeError", "querySelector", "querySelectorAll", "closest", "matches"}

# "what is wrong. What to do.", or what to do alone, to be added to it: the form of a problem that is told to an author.
ADVICE = re.compile(r"^[^A-Z]*[a-z].*[.?)\]] [A-Z].*\.$|^ [A-Z].*[.?]$", re.DOTALL)
_GAP = re.compile(r'\$?\{[^{}]*\}|<[^<>]*>|"\w+": ')  # what is filled in, a tag, a key of JSON
_WORD = re.compile(r"^[(“‘\"'|#*–-]*[^\W\d_]+(?:[’'-][^\W\d_]+)*[.,;:?!)”’\"'|*]*$")
_SCRIPT = re.compile(
    r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"
    r"|(?<=[(,=:!&|?])\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/",
    re.DOTALL,
)


class Sentence(NamedTuple):
    line: int
    text: str


def is_sentence(text: str) -> bool:
    return sum(bool(_WORD.match(word)) for word in _GAP.sub(" … ", text).split()) >= 3


def of_python(source: str) -> Iterator[Sentence]:
    yield from _below(ast.parse(source))


def _below(node: ast.AST) -> Iterator[Sentence]:
    if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and _name(node.func) in CALLS):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Constant | ast.JoinedStr):
        text = _text(node)
        if is_sentence(text) and not ADVICE.match(text):
            yield Sentence(node.lineno, text)
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from _below(child)


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def of_script(source: str) -> Iterator[Sentence]:
    """Comments, patterns and strings are told apart by their first sign; that is enough for scripts without JSX."""
    for piece in _SCRIPT.finditer(source):
        text, before = piece[0].strip(), source[: piece.start()].rstrip()
        called = re.search(r"(\w+)\s*\($", before)
        if text[0] in "\"'`" and is_sentence(text[1:-1]) and not (called and called[1] in SCRIPT_CALLS):
            yield Sentence(before.count("\n") + 1, text[1:-1])
