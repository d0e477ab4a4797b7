"""Source text -> its sentences for readers: what Python or JavaScript says and a template should.

A sentence is a string of three words or more; an option of a command (-m) is no word. Not for readers, and so not
counted: comments, docstrings, what is raised, what is looked for in another text, strings inside the calls named below,
wherever they stand, and what a function puts into such a problem alone. The lists go by kind of call, never by file.
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
    "Known",
    "Here",
    "rule",
    "bank_rule",
    "said_by_the_reader",
}  # what a key, a value or an item rule is, told where it is declared
CALLS = TO_AUTHORS | TO_A_TERMINAL | TO_MACHINES | DECLARED
SCRIPT_CALLS = {"Error", "TypeError", "querySelector", "querySelectorAll", "closest", "matches"}

# "what is wrong. What to do.", or what to do alone, to be added to it: the form of a problem that is told to an author.
ADVICE = re.compile(r"^[^A-Z]*[a-z].*[.?)\]] [A-Z].*\.$|^ [A-Z].*[.?]$", re.DOTALL)
_GAP = re.compile(r'\$?\{[^{}]*\}|<[^<>]*>|"\w+": ')  # what is filled in, a tag, a key of JSON
_WORD = re.compile(r"^[(“‘\"'|#*–]*[^\W\d_]+(?:[’'-][^\W\d_]+)*[.,;:?!)”’\"'|*]*$")
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
    yield from _below(ast.parse(source), set())


def _below(node: ast.AST, parts: set[str]) -> Iterator[Sentence]:
    """`parts` are the names that hold a part of a problem, and nothing else."""
    if isinstance(node, ast.FunctionDef):
        parts = parts_of_problems(node)
    if _for_others(node) or _given(node) in parts:
        return
    if isinstance(node, ast.Constant | ast.JoinedStr):
        text = _text(node)
        if ADVICE.match(text):
            return  # with what is filled in
        if is_sentence(text):
            yield Sentence(node.lineno, text)
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.Constant) and isinstance(node, ast.JoinedStr | ast.Compare)):  # looked for
            yield from _below(child, parts)


def _for_others(node: ast.AST) -> bool:
    """What is raised, said in one of the calls above, or a docstring."""
    called = isinstance(node, ast.Call) and _name(node.func) in CALLS
    return (
        called or isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    )


def parts_of_problems(function: ast.FunctionDef) -> set[str]:
    """The names in a function that go into problems and nowhere else, be it by way of another such name."""
    uses: dict[str, set[str]] = {}
    _gather(function, "", uses)
    parts = set(uses)
    while wrong := {name for name in parts if not uses[name] <= parts | {"a problem"}}:
        parts -= wrong
    return parts


def _gather(node: ast.AST, where: str, uses: dict[str, set[str]]) -> None:
    """Adds where each name is used: in a problem, in what another name is given, or ("") elsewhere."""
    if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and _name(node.func) in TO_AUTHORS):
        where = "a problem"
    elif name := _given(node):
        where = name
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        uses.setdefault(node.id, set()).add(where)
    for child in ast.iter_child_nodes(node):
        _gather(child, where, uses)


def _given(node: ast.AST) -> str:
    """The name that an assignment gives a value to, when it is one name."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
    return ""


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
