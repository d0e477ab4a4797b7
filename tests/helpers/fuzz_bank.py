"""A number -> one quiz folder, valid or spoilt in up to three ways; the same number gives the same bytes for ever.

The values are spoilt first (another type, a payload in any field, a repeated or foreign key), then the text of the file
(a marker, an indent, a torn line). Nothing here knows what the reader says.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

ITEM = {
    "rev": 1,
    "objective": "O1",
    "level": "apply",
    "see": "a-paragraph",
    "stem": "A report is due tomorrow at nine. Which lane should carry its calls?",
    "answer": {
        "text": "The batch lane, sent off this evening",
        "why": "Its reader comes at nine, so eight hours of waiting cost nobody anything at all.",
    },
    "distractors": [
        {
            "text": "The live lane, called at each request",
            "misconception": "all-work-is-urgent",
            "why": "It pays the full price for a speed that nobody is there to notice tonight.",
        },
        {
            "text": "A new machine, rented for this week",
            "misconception": "batch-needs-machines",
            "why": "The batch lane runs on machines of the provider, so there is nothing to rent.",
        },
    ],
}
SORTING = {
    "rev": 1,
    "objective": "O1",
    "see": "a-paragraph",
    "stem": "Two workloads. Which may wait?",
    "rows": [
        {"text": "A chat reply", "waits": False, "why": "A person looks on."},
        {"text": "A nightly report", "waits": True, "why": "Nobody reads it before nine."},
    ],
}
QUIZ = {
    "title": "A check",
    "objectives": {"O1": "Sort work by who waits."},
    "order": ["an-item"],
    "sorting": ["a-sorting"],
}
FILES: dict[str, dict[str, Any]] = {"quiz.yml": QUIZ, "an-item.yml": ITEM, "a-sorting.yml": SORTING}

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)>", "</fieldset></form><form action=/x>",
    "<a href='javascript:alert(1)'>a</a>", "<!-- c -->", "<![CDATA[x]]>", "<?php x ?>", "< script>", "<ſcript>",
    "<\u200bscript>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "&#x3c;img src=x&#x3e;",
    "&amp;lt;b&gt;",
    "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](java\tscript:alert(1))",
    "[a](\x01javascript:alert(1))", "[a](data:text/html,<script>alert(1)</script>)", "[a](vbscript:x)",
    "[a](&#106;avascript:alert(1))", "[a](javascript&colon;alert(1))",
    "[a][b]\n\n[b]: javascript:alert(1)", "[b]\n\n[b]: javascript:alert(1) \"t\"",
    "[a](/x 'a\" onmouseover=\"alert(1)')", "[a](/x\" onclick=\"alert(1))",
    "[a](https://example.org/\"onclick=alert(1))", "![x](https://example.org/x.png)", "![x][b]\n\n[b]: x.png",
    "[![x](y)](z)",
    "http://example.org", "a@example.org", "[a](//example.org)", "[a](#x)", "[a]()", "[](x)",
    "[a](<javascript:alert(1)>)", "[a](mailto:a@example.org)",
    "{: onclick=alert(1) }", "text {: #search .x onclick=alert(1) }", "`<script>alert(1)</script>`", "``<b>`` and `",
    "`href=\"javascript:alert(1)\"`", "```html\n<script>alert(1)</script>\n```",
    "``` { .x #search onclick=alert(1) }\nx\n```", "~~~ {onclick=alert(1)}\nx\n~~~",
    "```\"><script>alert(1)</script>\nx\n```",
    "\" onmouseover=\"alert(1)", "' autofocus onfocus='alert(1)", "a\" b", "HTMLx3c7363726970743exLMTH", "HTMLy0yLMTH",
    "\x02wzxhzdk:0\x03", "wzxhzdk:0", "klzzwxh:0001", "\x02klzzwxh:0000\x03", "{{ 7 * 7 }}", "{% raw %}", "{# x #}",
    "\\[x\\]", "$x$",
    "**bold", "_a__b_", "***", "# heading", "> quote", "- list\n- two", "1. one\n2. two", "    code", "a\n\nb", "---",
    "| a | b |\n|---|---|", "*[x]: y", "[^1]", "<b>", "a < b and b > c", "a <b", "x<y>z", "1 <2",
    "<https://example.org>", "<a@example.org>",
    "\u202eright to left", "\u200d\u200c", "e\u0301\u0301\u0301", "\U0001f469\u200d\U0001f4bb", "\u2028\u2029", "\x85",
    "\xa0", "\ufeff", "\x00", "\x07", "\x1b[31m", "\x7f", "\x9f", "\ufffe", "\U0001fffe", "\ud800", "\r\nb",
    "\u0000\u0000",
    "no", "yes", "1.10", "12:30", "2026-11-23", "~", "null", ".inf", "0x1F", "1_000", "<<", "=", "!!str x", "%", "@a",
    "*a", "&a", "?", "- ", ": ", "# c", "x" * 30, "", " ", "A" * 120_000, "[" * 400, "*" * 3000, "`" * 3000, "(" * 3000,
    "[a](" * 500, "_" * 2000 + "a",
]  # fmt: skip
VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1.5,
    10**30,
    [],
    {},
    ["a"],
    {"a": "b"},
    [[]],
    [None],
    {"text": "a", "why": "b"},
    [{"text": "a", "why": "b"}] * 3,
]
MARKS = [
    "&a ",
    "*a",
    "!x ",
    "!!python/object/apply:os.system ",
    "!!binary ",
    "!!set ",
    "|",
    ">-",
    "%",
    "@",
    "`",
    "? ",
    "- ",
    "\t",
    "---\n",
    "...\n",
    "'",
    '"',
    "{",
    "[",
    "#",
    ": ",
    "<<: ",
    "\x07",
    "\ufeff",
    "\u2028",
    "\r",
]


def _paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, one in inner for path in [(*here, key), *_paths(one, (*here, key))]]


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def _spoil_value(value: dict[str, Any], chance: random.Random) -> None:
    """Changes one value, key or list entry in place."""
    path = chance.choice(_paths(value))
    parent, key = _at(value, path[:-1]), path[-1]
    kind = chance.choice(
        ["payload", "payload", "payload", "around", "around", "type", "drop", "foreign", "more", "excuse"]
    )
    if kind == "payload":
        parent[key] = chance.choice(PAYLOADS)
    elif kind == "around" and isinstance(parent[key], str):
        words = parent[key].split(" ")
        words.insert(chance.randrange(len(words) + 1), chance.choice(PAYLOADS))
        parent[key] = " ".join(words)
    elif kind == "type":
        parent[key] = copy.deepcopy(chance.choice(VALUES))
    elif kind == "drop":
        del parent[key]
    elif kind == "foreign" and isinstance(parent, dict):
        parent[chance.choice([*PAYLOADS[:20], "anwser", "order", "negative", "__proto__"])] = chance.choice(
            [*PAYLOADS, *VALUES]
        )
    elif kind == "more" and isinstance(parent, list):
        parent.extend(
            copy.deepcopy(chance.choice([parent[key], chance.choice(VALUES)])) for _ in range(chance.choice([1, 2, 40]))
        )
    elif kind == "excuse":
        value["lint-ok"] = [
            {"rule": chance.choice(["QZ101", "QZ004", "QZ999", *PAYLOADS[:9]]), "because": chance.choice(PAYLOADS)}
        ]


def _scalar(value: Any, chance: random.Random, deep: int) -> str:
    """A scalar as YAML, in one of its styles; a text that only quotes can carry is quoted."""
    if value is None:
        return chance.choice(["null", "~", ""])
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    plain = value.replace(" ", "").isalnum() and value.isascii()
    if plain and chance.random() < 0.5:
        return value
    if value.isprintable() and chance.random() < 0.2:
        return "'" + value.replace("'", "''") + "'"
    if (
        value.strip()
        and all(line.strip() and line[0] != " " and line.isprintable() for line in value.split("\n"))
        and chance.random() < 0.3
    ):
        return chance.choice(["|\n", ">-\n"]) + "\n".join("  " * deep + line for line in value.split("\n"))
    escaped = "".join(char if char.isprintable() and char not in '"\\' else f"\\U{ord(char):08x}" for char in value)
    return f'"{escaped}"'


def _emit(value: Any, chance: random.Random, deep: int = 0) -> str:
    """A value as block YAML. Keys that are no plain word are quoted."""
    pad = "  " * deep
    if isinstance(value, dict) and value:
        lines = []
        for key, one in value.items():
            name = key if str(key).replace("-", "").isalnum() else _scalar(str(key), random.Random(0), deep + 1)
            nested = isinstance(one, dict | list) and one
            lines.append(
                f"{pad}{name}:"
                + (f"\n{_emit(one, chance, deep + 1)}" if nested else f" {_emit(one, chance, deep + 1)}")
            )
        return "\n".join(lines)
    if isinstance(value, list) and value:
        return "\n".join(f"{pad}- " + _emit(one, chance, deep + 1).lstrip(" ") for one in value)
    return "{}" if value == {} else "[]" if value == [] else _scalar(value, chance, deep)


def _spoil_text(text: str, chance: random.Random) -> str:
    """Changes one line of a file's text."""
    lines = text.split("\n")
    n = chance.randrange(len(lines))
    kind = chance.choice(
        ["mark", "mark", "indent", "outdent", "tab", "twice", "tear", "join", "drop", "laughs", "deep"]
    )
    if kind == "mark":
        head, colon, tail = lines[n].partition(": ")
        lines[n] = (
            f"{head}{colon}{chance.choice(MARKS)}{tail}" if chance.random() < 0.7 else chance.choice(MARKS) + lines[n]
        )
    elif kind in ("indent", "outdent", "tab"):
        lines[n] = {
            "indent": " " * chance.randint(1, 3) + lines[n],
            "outdent": lines[n][chance.randint(1, 2) :],
            "tab": "\t" + lines[n].lstrip(),
        }[kind]
    elif kind == "twice":
        lines.insert(n, lines[n])
    elif kind == "tear":
        at = chance.randrange(len(lines[n]) + 1)
        lines[n] = lines[n][:at] + chance.choice(MARKS) + lines[n][at + 1 :]
    elif kind == "join" and n + 1 < len(lines):
        lines[n : n + 2] = [lines[n] + lines[n + 1]]
    elif kind == "drop":
        del lines[n]
    elif kind == "laughs":
        lines += [
            "a: &a [x,x,x,x,x,x,x,x,x]",
            *(f"{chr(98 + k)}: &{chr(98 + k)} [{','.join(['*' + chr(97 + k)] * 9)}]" for k in range(8)),
        ]
    elif kind == "deep":
        lines.append("deep: " + "[" * chance.choice([50, 3000]))
    return "\n".join(lines)


FIELDS: list[tuple[str, tuple[Any, ...]]] = [
    ("an-item.yml", ("stem",)), ("an-item.yml", ("answer", "text")), ("an-item.yml", ("distractors", 0, "text")),
    ("an-item.yml", ("answer", "why")), ("an-item.yml", ("distractors", 1, "why")),
    ("a-sorting.yml", ("stem",)), ("a-sorting.yml", ("rows", 0, "text")), ("a-sorting.yml", ("rows", 0, "why")),
    ("quiz.yml", ("title",)), ("quiz.yml", ("objectives", "O1")),
]  # fmt: skip


def sound() -> dict[str, bytes]:
    """The quiz that all others are spoilt from."""
    return {name: (_emit(value, random.Random(1)) + "\n").encode() for name, value in FILES.items()}


def grid() -> Iterator[tuple[dict[str, bytes], str]]:
    """Every payload in every field of words, alone, and after the words that stand there."""
    for name, path in FIELDS:
        for payload in PAYLOADS:
            for before in ("", "{} "):
                files = copy.deepcopy(FILES)
                parent = _at(files[name], path[:-1])
                parent[path[-1]] = before.format(parent[path[-1]]) + payload
                yield (
                    {
                        each: (_emit(value, random.Random(3)) + "\n").encode("utf-8", "surrogatepass")
                        for each, value in files.items()
                    },
                    name,
                )


def case(number: int) -> tuple[dict[str, bytes], str]:
    """(a quiz folder's files by name, the name of the spoilt one) of a case number; one case in ten stays sound."""
    chance = random.Random(number)
    name = chance.choice(["an-item.yml"] * 7 + ["a-sorting.yml", "a-sorting.yml", "quiz.yml"])
    files = copy.deepcopy(FILES)
    spoilt = chance.choice([0, 1, 1, 1, 1, 1, 2, 2, 3, 3])
    in_text = chance.random() < 0.35
    for _ in range(0 if in_text else spoilt):
        if _paths(files[name]):
            _spoil_value(files[name], chance)
    texts = {each: _emit(value, chance if each == name else random.Random(1)) + "\n" for each, value in files.items()}
    for _ in range(spoilt if in_text else 0):
        texts[name] = _spoil_text(texts[name], chance)
    return {each: text.encode("utf-8", "surrogatepass") for each, text in texts.items()}, name


def spoilt(value: dict[str, Any], chance: random.Random) -> str:
    """A file's values as text, with up to three faults in its values or in its lines."""
    value = copy.deepcopy(value)
    times, in_text = chance.choice([0, 1, 1, 1, 1, 2, 3]), chance.random() < 0.35
    for _ in range(0 if in_text else times):
        if _paths(value):
            _spoil_value(value, chance)
    text = _emit(value, chance) + "\n"
    return torn(text, chance, times) if in_text else text


def torn(text: str, chance: random.Random, times: int = 1) -> str:
    """A text with so many of its lines changed."""
    for _ in range(times):
        text = _spoil_text(text, chance)
    return text
