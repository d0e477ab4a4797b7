r"""A Quiz -> GIFT, the plain text format that Moodle reads.

Format: https://docs.moodle.org/en/GIFT_format, and Moodle's own reader and writer (question/format/gift/format.php),
which agree on these rules and go further than the page:

- `\` before `~ = # { } :` and before itself; a line feed within a text is written `\n`, because an empty line ends a
  question and a line that opens with `//` is a comment.
- `// [id:…] [tag:…]` above a question gives Moodle its id number and its tags.
- `[html]` before the question is the format of all its texts. A further text carries it only where it opens with `[` or
  `%`, which would be read as a format or a weight; some readers take the mark for words. HTML rather than Markdown,
  because Moodle's Markdown is another dialect, and because Moodle's reader turns `&&058;` into a colon: no HTML holds
  it.
- `####` before the text shown to everybody once the question is over.

Left out, as GIFT has no place for it: that options in order must not be shuffled, misconceptions, `see`, `rev`.
"""

from __future__ import annotations

import re

from ..quiz.question import Question, Quiz
from . import words

_CONTROL = re.compile(r"([\\~=#{}:])")
_NOT_IN_A_TAG = re.compile(r"[<>`]")


def write(quiz: Quiz) -> bytes:
    """The whole quiz, one category for the check and one below it for practice."""
    blocks: list[str] = []
    for part, questions in words.lists(quiz):
        # A backslash is the only sign with a meaning in a category.
        blocks.append("$CATEGORY: " + words.category(quiz, part).replace("\\", "\\\\"))
        blocks += [_question(quiz, question, part) for question in questions]
    return ("\n\n".join(blocks) + "\n").encode()


def _question(quiz: Quiz, question: Question, part: str) -> str:
    tags = " ".join(f"[tag:{_tag(name)}]" for name in (question.objective, question.level, part))
    options = "".join(
        f"\t{'=' if option.right else '~'}{_part(words.inline(option.text))}#{_part(words.inline(option.why))}\n"
        for option in question.options
    )
    return (
        f"// [id:{question.id}] {tags}\n"
        f"::{_escaped(question.id)}::[html]{_escaped(words.stem_html(question))}{{\n"
        f"{options}\t####{_part(words.worked(quiz, question))}\n}}"
    )


def _part(text: str) -> str:
    return ("[html]" if text.startswith(("[", "%")) else "") + _escaped(text)


def _escaped(text: str) -> str:
    return _CONTROL.sub(r"\\\1", text).replace("\n", "\\n")


def _tag(name: str) -> str:
    """A tag in a comment: `]` is escaped there, and Moodle takes no angle bracket or backtick."""
    return _NOT_IN_A_TAG.sub("", words.line(name)).replace("]", "\\]")
