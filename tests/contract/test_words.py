"""Words on screen stand in templates: sentences left in Python and in scripts are counted, and may only get fewer."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from helpers.sentences import of_python, of_script

ROOT = Path(__file__).resolve().parents[2]
KEY = "sentences in Python and scripts"
MAY_STAY: int = json.loads((ROOT / "tests/ratchet.json").read_text(encoding="utf-8"))[KEY]


def counted(root: Path) -> Counter[str]:
    """Sentences by file, in `macros` and in the scripts of `docs`."""
    found: Counter[str] = Counter()
    for pattern, sentences in (("macros/**/*.py", of_python), ("docs/**/*.js", of_script)):
        for path in root.glob(pattern):
            found[path.relative_to(root).as_posix()] = len(list(sentences(path.read_text(encoding="utf-8"))))
    return +found


def test_no_sentence_is_added_and_the_number_follows_each_that_goes() -> None:
    now = counted(ROOT)
    assert now.total() <= MAY_STAY, f"write the words into a template or a words file: {now.most_common()}"
    assert now.total() >= MAY_STAY, f"fewer than before: lower '{KEY}' in tests/ratchet.json to {now.total()}"


def test_what_draws_holds_no_sentence() -> None:
    """Figures, tables, the calculator, components and verdicts are at zero already."""
    drawn = ("macros/lesson/figures/", "macros/pages/", "macros/calculator/", "macros/results/", "docs/components/")
    tables = {"macros/evidence/tables.py", "macros/evidence/validation.py", "macros/prices/reference_tables.py"}
    tables |= {"macros/lesson/tables.py", "macros/quiz/quality.py", "macros/export/table.py"}
    assert all((ROOT / name).exists() for name in (*drawn, *tables))
    assert {name: n for name, n in counted(ROOT).items() if name.startswith(drawn) or name in tables} == {}


PLANTED = {
    "a Python string": ("macros/lesson/facts.py", 'TITLE = "Machines are bought for one hour"\n', 1),
    "two words and two numbers": ("macros/lesson/facts.py", 'def f(m, n):\n    return f"{m} of {n} models"\n', 0),
    "a formatted Python sentence": ("macros/lesson/facts.py", 'def f(n):\n    return f"{n} models are half off"\n', 1),
    "a docstring": ("macros/lesson/facts.py", 'def f():\n    """What this is for."""\n', 0),
    "a problem told to an author": ("macros/lesson/facts.py", 'Problem("x", 1, "the text is empty. Write it.")\n', 0),
    "a problem passed on": ("macros/lesson/facts.py", 'SAID = "the text is empty. Write it."\n', 0),
    "a part of a problem": (
        "macros/lesson/facts.py",
        'def f():\n    part = "the stem has no end"\n    yield Finding("x", f"{part}. Add one.")\n',
        0,
    ),
    "a part of a part": (
        "macros/lesson/facts.py",
        'def f():\n    part = "some of the options"\n    told = f"reword {part}"\n    raise ValueError(told)\n',
        0,
    ),
    "a part that is shown as well": (
        "macros/lesson/facts.py",
        'def f():\n    part = "the stem has no end"\n    error(part)\n    return part\n',
        1,
    ),
    "a part of what is shown": (
        "macros/lesson/facts.py",
        'def f():\n    part = "some of the options"\n    told = f"reword {part}"\n    error(told)\n    return told\n',
        1,
    ),
    "words filled into a problem": (
        "macros/lesson/facts.py",
        "def f(what):\n    return f\"it is empty. Write {what or 'what it asks for'}.\"\n",
        0,
    ),
    "words filled into a sentence": (
        "macros/lesson/facts.py",
        "def f(what):\n    return f\"now {what or 'what it asks for'}\"\n",
        1,
    ),
    "words looked for": ("macros/lesson/facts.py", 'def f(said):\n    return "end of the file" in said\n', 0),
    "words chosen": ("macros/lesson/facts.py", 'def f(n):\n    return "end of the file" if n == 1 else ""\n', 1),
    "what a value is": ("macros/lesson/facts.py", 'FIELD = Known("a field of the form", names)\n', 0),
    "an argument of any call": ("macros/lesson/facts.py", 'FIELD = shown("a field of the form", names)\n', 1),
    "a command": ("macros/lesson/facts.py", 'RUN = "python -m macros.check, from docs/index.md"\n', 0),
    "a sentence on an option": ("macros/lesson/facts.py", 'RUN = "the option -m names a module"\n', 1),
    "a question added to a problem": ("macros/lesson/facts.py", 'HINT = " Did you mean the other one?"\n', 0),
    "a question": ("macros/lesson/facts.py", 'ASKED = "Did you mean the other one?"\n', 1),
    "an error raised": ("macros/lesson/facts.py", 'raise ValueError("there is no such figure")\n', 0),
    "a word that is a class": ("macros/lesson/facts.py", 'KIND = "label waited"\n', 0),
    "a piece of JSON": ("macros/lesson/facts.py", """PART = '"a": [{"type": "text", "text": "…", "b": {}}]'\n""", 0),
    "a word in quotes": ("macros/lesson/facts.py", """SAID = '"Batch": what can wait is cheap'\n""", 1),
    "a script's piece of JSON": ("docs/components/site.js", """const part = '"a": "text", "b": [], "c": 1';\n""", 0),
    "a script's string": ("docs/components/site.js", 'const said = "Copied to the clipboard.";\n', 1),
    "a script's template string": ("docs/components/site.js", "const said = `${n} rows are shown`;\n", 1),
    "a string after a pattern": ("docs/components/site.js", 'f(/["`]/, "these words are seen");\n', 1),
    "a script's comment": ("docs/components/site.js", '// "Words in quotes" are "not words on screen".\n', 0),
    "a script's error": ("docs/components/site.js", 'throw new Error("the template is never closed");\n', 0),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_sentence_is_counted(planted: str, tmp_path: Path) -> None:
    where, text, more = PLANTED[planted]
    path = tmp_path / where
    path.parent.mkdir(parents=True)
    before = (ROOT / where).read_text(encoding="utf-8")
    path.write_text(before, encoding="utf-8")
    unplanted = counted(tmp_path).total()
    path.write_text(before + text, encoding="utf-8")
    assert counted(tmp_path).total() - unplanted == more
