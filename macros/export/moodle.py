"""A Quiz -> Moodle XML, the format that keeps most of what Moodle can hold.

Format: https://docs.moodle.org/en/Moodle_XML_format, and Moodle's own reader (question/format/xml/format.php) for
`idnumber`, `tags` and the empty combined feedback that it expects. Texts are HTML, escaped rather than in CDATA: the
same to an XML reader, and safe with `]]>` inside.

Left out, as the format has no place for it: misconceptions, `see`, `rev`.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ..quiz.question import Option, Question, Quiz
from . import words
from .xml import element, file

# Moodle's own default, in its own spelling: what a wrong try costs in the modes that count tries.
_PENALTY = "0.3333333"


def write(quiz: Quiz) -> bytes:
    """The whole quiz, one category for the check and one below it for practice."""
    entries: list[Element] = []
    for part, questions in words.lists(quiz):
        category = element("category", children=[element("text", text=words.category(quiz, part))])
        entries.append(element("question", {"type": "category"}, [category]))
        entries += [_question(quiz, question, part) for question in questions]
    return file(element("quiz", children=entries))


def _question(quiz: Quiz, question: Question, part: str) -> Element:
    tags = [
        element("tag", children=[element("text", text=name)]) for name in (question.objective, question.level, part)
    ]
    return element(
        "question",
        {"type": "multichoice"},
        [
            element("name", children=[element("text", text=question.id)]),
            _html("questiontext", words.stem_html(question)),
            _html("generalfeedback", words.worked(quiz, question)),
            element("defaultgrade", text="1"),
            element("penalty", text=_PENALTY),
            element("hidden", text="0"),
            element("idnumber", text=question.id),
            element("single", text="true"),
            element("shuffleanswers", text="false" if question.ascending else "true"),
            element("answernumbering", text="abc"),
            element("showstandardinstruction", text="0"),
            *(_html(name, "") for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")),
            *(_answer(option) for option in question.options),
            element("tags", children=tags),
        ],
    )


def _answer(option: Option) -> Element:
    attributes = {"fraction": "100" if option.right else "0", "format": "html"}
    text = element("text", text=words.inline(option.text))
    return element("answer", attributes, [text, _html("feedback", words.inline(option.why))])


def _html(tag: str, text: str) -> Element:
    return element(tag, {"format": "html"}, [element("text", text=text)])
