"""A file -> its text; YAML text -> the root node of its one document, or a fault in an author's words at its place."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

import yaml

from .problems import Problem, line_and_column_in

Node = Any  # a yaml Node; its stubs leave out `style` and `id`

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST_FILE = 1_000_000
_DEEPEST = 50  # values inside values: no file of ours needs ten, and the parser's stack ends somewhere
_MAY_BE_DEEP = re.compile(r"(?:[-?:] +){50}|^ {200}", re.MULTILINE)
_OURS = ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value")
_TAGS = {f"tag:yaml.org,2002:{name}" for name in _OURS}
_OTHER_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")  # YAML starts a line at each of these
_OPENS = re.compile(r"""([ -]*(?:[\w-]+: +)?)(["'])""")  # a value in quotes, from the start of its line
_CLOSES = {
    '"': re.compile(r"""(?<!\\)"[ ]*([^\s,\]}#:][^\n]*)?"""),
    "'": re.compile(r"""(?<!')'(?!')[ ]*([^\s,\]}#:][^\n]*)?"""),
}
_NOT_CLOSED = "this quote is closed only lines below, where another opens. Close it."
_OTHER_BREAK_SAID = "a line break of another kind stands here, and editors count lines without it. Write a plain one."


def read_bytes(path: Path, name: str, problems: list[Problem]) -> str | None:
    """A file's text, or None with a problem when it is missing, no plain file or not UTF-8."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a device may never end, and a pipe never begin
            problems.append(Problem(name, 1, 1, "this is no plain file. Put a file of text here."))
            return None
        data = path.read_bytes()
    except ValueError:
        problems.append(Problem("?", 1, 1, "no file has such a name. Write another."))
        return None
    except OSError as error:
        problems.append(Problem(name, 1, 1, f"the file cannot be read ({error.strerror}). Check that it is there."))
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        problems.append(Problem(name, line, column, "this byte is not UTF-8. Save the file as UTF-8."))
        return None


def _fault(error: yaml.YAMLError, at: str) -> str:
    """PyYAML's words for a syntax fault, as a sentence for an author; `at` is the character at its mark."""
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if at == "\t" or "'\\t'" in said:
        return "YAML does not allow a tab here. Indent with spaces."
    if "alphabetic or numeric" in said or "anchor" in said or "alias" in said:
        return "a text that opens with * or & is a reference in YAML. Put it in quotes."
    if "control characters" in said or "special characters" in said or "unacceptable" in said:
        return "a control character stands in the text. Remove it."
    if "mapping values" in said:
        return "a colon followed by a space starts a new key. Put the text in quotes."
    if "unexpected end of stream" in said:
        return "this quote is never closed. Close it."
    return f"this is not valid YAML ({' '.join(said.split())}). Check indentation, quotes and colons."


def _place(text: str, error: yaml.YAMLError) -> tuple[int, int]:
    """Line and column of a reader error, which carries only a position."""
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return 1, 1
    return line_and_column_in(text, position)


def _mark(error: yaml.YAMLError, text: str) -> tuple[int, int]:
    """Line and column of a fault: of the open quote for one that is never closed."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if "unexpected end of stream" in str(getattr(error, "problem", "")):
        mark = getattr(error, "context_mark", None) or mark
    return (mark.line + 1, mark.column + 1) if mark else _place(text, error)


def read_document(file: str, text: str, problems: list[Problem]) -> Node | None:
    """The root node of a YAML file holding one document, or None with a problem said."""
    if text.startswith("\ufeff"):
        problems.append(Problem(file, 1, 1, "the file opens with a byte order mark. Save it as plain UTF-8."))
        text = text[1:]
    if len(text) > _LONGEST_FILE:
        problems.append(Problem(file, 1, 1, "the file is over 1,000,000 characters. Split it."))
        return None
    if other_break := _OTHER_BREAK.search(text):
        problems.append(Problem(file, *line_and_column_in(text, other_break.start()), _OTHER_BREAK_SAID))
        return None
    if place := _too_deep(text):
        problems.append(Problem(file, *place, "the values nest too deeply. Keep to the keys of the format."))
        return None
    documents = _documents(file, text, problems)
    if documents is None:
        return None
    if not documents or documents[0] is None or _nothing(documents[0]):
        problems.append(Problem(file, 1, 1, "the file is empty. Write its keys."))
        return None
    if len(documents) > 1:
        problems.append(_second(file, text, documents[1]))
    if again := _used_again(documents[0]):
        mark = again.start_mark
        said = "this value is used again through & and *, which no reader follows. Write it out in both places."
        problems.append(Problem(file, mark.line + 1, mark.column + 1, said))
        return None
    for node in _tagged(documents[0]):
        mark = node.start_mark
        said = f"the tag {node.tag.replace('tag:yaml.org,2002:', '!!')} is not allowed. Remove it."
        problems.append(Problem(file, mark.line + 1, mark.column + 1, said))
    return documents[0]


def _too_deep(text: str) -> tuple[int, int] | None:
    """Line and column at which values stand too deep inside each other, told before the parser's own stack ends."""
    if text.count("[") + text.count("{") <= _DEEPEST and not _MAY_BE_DEEP.search(text):
        return None
    depth = 0
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            name = type(token).__name__
            depth += name.endswith("StartToken") and "Stream" not in name and "Document" not in name
            depth -= name.endswith("EndToken") and "Stream" not in name and "Document" not in name
            if depth > _DEEPEST:
                return token.start_mark.line + 1, token.start_mark.column + 1
    except yaml.YAMLError:
        return None  # the parser meets the same fault, and says where
    return None


def _documents(file: str, text: str, problems: list[Problem]) -> list[Node] | None:
    """The root nodes of a YAML text, or None with its syntax fault said."""
    try:
        return list(yaml.compose_all(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        line, column = _mark(error, text)
        if opened := _open_quote(text, line):
            problems.append(Problem(file, *opened, _NOT_CLOSED))
            return None
        line = min(line, text.count("\n") + 1)
        lines = text.splitlines()
        at = lines[line - 1][column - 1 : column] if line <= len(lines) else ""
        problems.append(Problem(file, line, column, _fault(error, at)))
    except RecursionError:
        problems.append(Problem(file, 1, 1, "the values nest too deeply. Keep to the keys of the format."))
    return None


def _open_quote(text: str, line: int) -> tuple[int, int] | None:
    """Where a quote opens that ends at `line`, at a quote that more text follows: it was meant to end before."""
    lines = text.splitlines()
    for number in range(line - 1, 0, -1):
        opens = _OPENS.match(lines[number - 1])
        if opens and (closes := _CLOSES[opens[2]].search("\n".join(lines[number - 1 :]), opens.end())):
            last = number + closes.string.count("\n", 0, closes.start())
            return (number, opens.end()) if last == line and closes[1] else None
    return None


def _second(file: str, text: str, node: Node) -> Problem:
    """Says that a document more starts; an empty one at the end is marked below the text, so at its last line."""
    mark, last = node.start_mark, text.count("\n") + 1
    line, column = (mark.line + 1, mark.column + 1) if mark.line < last else (last, 1)
    return Problem(file, line, column, "a second document starts here. Keep one in a file.")


def _nothing(node: Node) -> bool:
    """True for a document of no value, such as `---` alone."""
    return isinstance(node, yaml.ScalarNode) and not node.style and not node.value


def _tagged(root: Node) -> list[Node]:
    """Values with a tag of their own, such as `!!set` or `!mine`."""
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        if node.tag not in _TAGS:
            found.append(node)
        if not isinstance(node, yaml.ScalarNode):
            waiting += [part for pair in node.value for part in pair] if node.id == "mapping" else node.value
    return found


def _used_again(root: Node) -> Node | None:
    """The first value that stands in two places: a few lines of such could grow without end, or hold themselves."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            return node
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            waiting += [part for pair in reversed(node.value) for part in reversed(pair)]
        elif isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)
    return None
