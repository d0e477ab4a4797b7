"""QZ201 to QZ206: a stem asks one thing, clearly, about the matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..question import Question
from . import text
from .rule import Finding, rule

MOST, FEWEST, MOST_OF_OPTION = 60, 6, 25  # words
# Asks for the exception: "which of these does not", "what is false". A "not" in a clause before or after is no such
# thing.
_NEGATIVE = re.compile(
    r"\b(?:which|what)\b[^,;:?]*?\b(not|never|except|cannot|false|untrue|incorrect|\w+n['’]t)\b|\b(except)\b",
    re.IGNORECASE,
)
_BOLD = re.compile(r"\*\*([^*]+)\*\*|__([^_]+)__")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)['‘][^'’]*['’](?!\w)")
_AND_WHY = re.compile(r"\band (?:why|how|when|where|which|what|who)\b", re.IGNORECASE)
_SOURCE = r"(?:lesson|text|course|chapter|section|passage|reading|author)"
_TELLS = (
    r"(?:says?|said|means?|meant|recommends?|states?|claims?|suggests?|argues?|teach(?:es)?|describes?|explains?"
    r"|mentions?|advises?|calls?)"
)
_RECITES = re.compile(
    rf"\b(?:the|this|our) {_SOURCE} {_TELLS}\b"
    rf"|\b(?:according to|as (?:stated|described|explained|mentioned) in|does|did) (?:the|this|our) {_SOURCE}\b",
    re.IGNORECASE,
)
_BLANK = re.compile(r"_{3,}|\.{5,}|…{2,}")


@rule(
    "QZ201",
    "warning",
    what="The stem has no question mark.",
    why="An unfinished sentence must be tried with every option before it means anything, hardest by ear.",
    example="“The discount of a batch is paid for by”",
    instead="“What pays for the discount of a batch?”",
)
def stem_asks(item: Question) -> Iterator[Finding]:
    if "?" not in text.prose(item.stem):
        yield Finding("stem", "the stem asks nothing. End it in a question.")


@rule(
    "QZ202",
    "warning",
    what=(
        "The stem asks for the exception, and its “not” is not bold or `negative: true` is missing; "
        "or one of the two stands there without the other."
    ),
    why="An overlooked “not” measures attention, and a learner who knows the matter is told wrong.",
    example="“Which of these is not a reason to wait?”",
    instead="“Which of these is **not** a reason to wait?” with `negative: true`; better still, ask for what is so",
)
def negative_is_marked(item: Question) -> Iterator[Finding]:
    negative = _NEGATIVE.search(_QUOTED.sub(" ", text.asked(item.stem)))
    bold = " ".join(stars or lines for stars, lines in _BOLD.findall(item.stem))
    marked = bool(re.search(r"\b(?:not|never|except|cannot|false|untrue|incorrect)\b|n['’]t\b", bold, re.IGNORECASE))
    if item.negative and not marked:
        yield Finding("stem", "negative: true, and no **not** in bold in the stem. Put its negative word in bold.")
    elif not item.negative and (negative or marked):
        word = next((group for group in negative.groups() if group), "not") if negative else "not"
        advice = f"Ask for what is so, or write **{word}** in bold and add negative: true."
        yield Finding("stem", f"the stem asks for the exception ('{word}'). {advice}")


@rule(
    "QZ203",
    "warning",
    what="The stem asks two questions.",
    why="A learner may be right on one and wrong on the other; the verdict then says nothing.",
    example="“Which lane fits, and why?”",
    instead="“Which lane fits?”: the reasons hold the why",
)
def stem_asks_once(item: Question) -> Iterator[Finding]:
    prose = _QUOTED.sub(" ", text.prose(item.stem))
    if prose.count("?") > 1 or _AND_WHY.search(text.asked(prose)):
        yield Finding("stem", "the stem asks two questions. Keep one, or make two items.")


@rule(
    "QZ204",
    "error",
    what="The stem or an option asks what the lesson or the text says, means or recommends.",
    why="It tests recall of our words. A learner who can decide well and phrases it otherwise is told wrong.",
    example="“What does the lesson say about fallbacks?”",
    instead="“A batch is late on one night in fifty. What keeps the report on time?”",
)
def asks_about_the_matter(item: Question) -> Iterator[Finding]:
    values = [("stem", item.stem), *((f"{option.key}/text", option.text) for option in item.as_written)]
    for key, value in values:
        if recited := _RECITES.search(text.prose(value)):
            yield Finding(key, f"'{recited[0]}' asks what was read. Ask about the matter itself.")


@rule(
    "QZ205",
    "warning",
    what="The stem has over 60 or under 6 words, or an option over 25.",
    why=(
        "A long stem tests reading speed; a very short one leaves the case open; "
        "a long option hides what is to be judged."
    ),
    example="“Why batch?”",
    instead="One or two sentences of a case, then the question",
)
def sizes_can_be_read(item: Question) -> Iterator[Finding]:
    count = len(text.words(text.without_code(item.stem)))
    if count > MOST:
        yield Finding("stem", f"the stem has {count} words, over {MOST}. Leave out what the question does not need.")
    elif count < FEWEST:
        yield Finding("stem", f"the stem has {count} words, under {FEWEST}. Name the case it asks about.")
    for option in item.as_written:
        if (count := len(text.words(option.text))) > MOST_OF_OPTION:
            message = f"this option has {count} words, over {MOST_OF_OPTION}. Move the detail into its reason."
            yield Finding(f"{option.key}/text", message)


@rule(
    "QZ206",
    "error",
    what="The stem holds a blank to fill.",
    why=(
        "A screen reader says nothing or “underscore underscore” there, "
        "and the sentence must be held in mind until it closes."
    ),
    example="“A batch costs ____ of the live price.”",
    instead="“What share of the live price does a batch cost?”",
)
def no_blank(item: Question) -> Iterator[Finding]:
    if _BLANK.search(text.without_code(item.stem)):
        yield Finding("stem", "the stem holds a blank. Ask a question instead.")
