"""Readers of the exported files, written from the formats' own documents; none uses the code that writes them.

Each gives the same shape, `Read`, and refuses with an AssertionError what its format forbids.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import export_cards


@dataclass(frozen=True)
class Read:
    """One question as a file holds it; None where the format has no such thing. `everyone` is shown after any answer."""

    id: str
    objective: str
    level: str
    part: str
    seen: export_cards.Seen
    everyone: str | None = None
    shuffled: bool | None = None
    category: str | None = None


def _xml(data: bytes) -> Element:
    return ElementTree.fromstring(data)  # noqa: S314 - made by the code under test


def _category(path: str) -> tuple[str, str]:
    """(name of the quiz, "check" or "practice") of a Moodle path: names are parted by single slashes, hold double ones."""
    root, top, name, *below = re.split("(?<!/)/(?!/)", path)
    assert (root, top) == ("$course$", "top")
    assert below in ([], ["Practice"])
    return name.replace("//", "/"), "practice" if below else "check"


# GIFT: https://docs.moodle.org/en/GIFT_format, with what Moodle's reader does where the page is silent.

_SPECIAL = "~=#{}:"


def gift(data: bytes) -> list[Read]:
    text = data.decode("utf-8")
    out, name, part = [], "", ""
    for block in re.split(r"\n[ \t]*\n", text.strip()):
        lines = block.split("\n")
        remarks = " ".join(line for line in lines if line.strip().startswith("//"))
        rest = "\n".join(line for line in lines if not line.strip().startswith("//")).strip()
        if rest.startswith("$CATEGORY:"):
            name, part = _category(rest.removeprefix("$CATEGORY:").strip().replace("\\\\", "\\"))
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
        if all(token == (sign, True) for token, sign in zip(tokens[at : at + len(mark)], mark, strict=False)) and at + len(mark) <= len(tokens):
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
    found = re.search(r"\[id:([^\]]+)\]", remarks)
    tags = [tag.replace("\\]", "]") for tag in re.findall(r"\[tag:((?:\\\]|[^\]<>`])+)\]", remarks)]
    assert found
    assert found[1] == "".join(sign for sign, _ in name)
    assert tags[2] == part
    return Read(found[1], tags[0], tags[1], part, export_cards.Seen(_words(stem), tuple(options)), _words(everyone))


# Moodle XML: https://docs.moodle.org/en/Moodle_XML_format.


def moodle(data: bytes) -> list[Read]:
    root = _xml(data)
    assert root.tag == "quiz"
    out, category, part = [], "", ""
    for node in root:
        assert node.tag == "question"
        if node.get("type") == "category":
            category, part = _category(node.findtext("category/text") or "")
            continue
        assert node.get("type") == "multichoice"
        assert node.findtext("single") == "true"
        for name in ("questiontext", "generalfeedback"):
            assert node.find(name).get("format") == "html"  # type: ignore[union-attr]
        options = []
        for answer in node.findall("answer"):
            assert (answer.get("format"), answer.find("feedback").get("format")) == ("html", "html")  # type: ignore[union-attr]
            assert answer.get("fraction") in ("0", "100")
            options.append((_html(answer, "text"), answer.get("fraction") == "100", _html(answer, "feedback/text")))
        objective, level, list_name = [tag.findtext("text") or "" for tag in node.findall("tags/tag")]
        assert list_name == part
        name = node.findtext("idnumber") or ""
        assert name == node.findtext("name/text")
        seen = export_cards.Seen(_html(node, "questiontext/text"), tuple(options))
        shuffled = {"true": True, "false": False}[node.findtext("shuffleanswers") or ""]
        out.append(Read(name, objective, level, part, seen, _html(node, "generalfeedback/text"), shuffled, category))
    return out


def _html(node: Element, path: str) -> str:
    return export_cards.html(node.findtext(path) or "")


# QTI 2.1: information model and XML binding; IMS Content Packaging 1.2.

QTI, CP, LOM = "{http://www.imsglobal.org/xsd/imsqti_v2p1}", "{http://www.imsglobal.org/xsd/imscp_v1p1}", "{http://ltsc.ieee.org/xsd/LOM}"
IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*")
ITEM_ORDER = ("responseDeclaration", "outcomeDeclaration", "templateDeclaration", "templateProcessing", "stylesheet", "itemBody", "responseProcessing", "modalFeedback")
INLINE = {"a", "abbr", "acronym", "b", "big", "br", "cite", "code", "dfn", "em", "i", "img", "kbd", "q", "samp", "small", "span", "strong", "sub", "sup", "tt", "var"}
BLOCK = {"address", "blockquote", "div", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul"}
INSIDE = {
    **{tag: INLINE for tag in (*INLINE, "p", "pre", "address", "h1", "h2", "h3", "h4", "h5", "h6", "prompt")},
    **{tag: INLINE | BLOCK for tag in ("div", "li", "td", "th", "simpleChoice", "modalFeedback")},
    **{tag: {"li"} for tag in ("ul", "ol")},
    "blockquote": BLOCK,
    "itemBody": BLOCK | {"choiceInteraction"},
    "choiceInteraction": {"prompt", "simpleChoice"},
}
COMMON = {"id", "class", "label", "{http://www.w3.org/XML/1998/namespace}lang"}
ATTRIBUTES = {
    "a": {"href", "type"},
    "choiceInteraction": {"responseIdentifier", "shuffle", "maxChoices", "minChoices"},
    "simpleChoice": {"identifier", "fixed", "templateIdentifier", "showHide"},
    "modalFeedback": {"outcomeIdentifier", "showHide", "identifier", "title"},
}


def qti(data: bytes) -> list[Read]:
    package = zipfile.ZipFile(io.BytesIO(data))
    assert package.testzip() is None
    manifest = _xml(package.read("imsmanifest.xml"))
    assert [child.tag for child in manifest] == [CP + name for name in ("metadata", "organizations", "resources")]
    assert manifest.findtext(f"{CP}metadata/{CP}schema") == "QTIv2.1 Package"
    resources = {node.get("identifier") or "": node for node in manifest.iter(CP + "resource")}
    assert len(resources) == len(list(manifest.iter(CP + "resource")))
    assert all(IDENTIFIER.fullmatch(name) for name in resources)
    files = [node.get("href") or "" for node in manifest.iter(CP + "file")]
    assert sorted([*files, "imsmanifest.xml"]) == sorted(package.namelist())
    [test] = [node for node in resources.values() if node.get("type") == "imsqti_test_xmlv2p1"]
    needed = {node.get("identifierref") for node in test.iter(CP + "dependency")}
    items = {node.get("href"): node for name, node in resources.items() if node.get("type") == "imsqti_item_xmlv2p1" and name in needed}
    assert len(items) == len(resources) - 1
    out = []
    for part, href in _qti_test(package.read(test.get("href") or "")):
        told = [node.text or "" for node in items[href].iterfind(f"{CP}metadata/{LOM}lom/{LOM}general/{LOM}keyword/{LOM}string")]
        out.append(_qti_item(package.read(href), told[0], told[1], part))
    assert len(out) == len(items)
    return out


def _qti_test(data: bytes) -> list[tuple[str, str]]:
    """(section, address of the item) in order."""
    root = _xml(data)
    assert root.tag == QTI + "assessmentTest"
    assert [child.tag for child in root] == [QTI + name for name in ("outcomeDeclaration", "testPart", "outcomeProcessing")]
    refs = list(root.iter(QTI + "assessmentItemRef"))
    assert len({ref.get("identifier") for ref in refs}) == len(refs)
    assert all(IDENTIFIER.fullmatch(ref.get("identifier") or "") for ref in refs)
    return [(section.get("identifier") or "", ref.get("href") or "") for section in root.iter(QTI + "assessmentSection") for ref in section]


def _qti_item(data: bytes, objective: str, level: str, part: str) -> Read:
    root = _xml(data)
    assert root.tag == QTI + "assessmentItem"
    assert {"identifier", "title", "adaptive", "timeDependent"} <= set(root.attrib)
    places = [ITEM_ORDER.index(child.tag.removeprefix(QTI)) for child in root]
    assert places == sorted(places)
    body = root.find(QTI + "itemBody")
    assert body is not None
    for node in (body, *root.findall(QTI + "modalFeedback")):
        _qti_content(node)
    [interaction] = body.findall(QTI + "choiceInteraction")
    assert (interaction.get("maxChoices"), interaction.get("responseIdentifier")) == ("1", "RESPONSE")
    choices = {node.get("identifier") or "": node for node in interaction.findall(QTI + "simpleChoice")}
    assert all(IDENTIFIER.fullmatch(name) for name in choices)
    told = {node.get("identifier"): node for node in root.findall(QTI + "modalFeedback")}
    assert list(told) == list(choices)
    options = []
    for name, choice in choices.items():
        outcome = play(root, name)
        [shown] = [node for node in told.values() if node.get("showHide") == "show" and outcome[node.get("outcomeIdentifier")] == node.get("identifier")]
        [paragraph] = shown
        options.append((export_cards.inner(choice), outcome["SCORE"] == 1, export_cards.inner(paragraph)))
    prompt = interaction.find(QTI + "prompt")
    assert prompt is not None
    above = "".join(export_cards.canonical(child) for child in body if child is not interaction)
    seen = export_cards.Seen(above + f"<p>{export_cards.inner(prompt)}</p>", tuple(options))
    return Read(root.get("identifier") or "", objective, level, part, seen, None, interaction.get("shuffle") == "true")


def _qti_content(node: Element) -> None:
    """What may stand in what, and which attributes it may carry."""
    tag = node.tag.removeprefix(QTI)
    assert set(node.attrib) <= COMMON | ATTRIBUTES.get(tag, set()), (tag, node.attrib)
    for child in node:
        assert child.tag.removeprefix(QTI) in INSIDE.get(tag, set()), (tag, child.tag)
        _qti_content(child)


def play(root: Element, response: str) -> dict[Any, Any]:
    """Outcomes after one try, by the item's own response processing."""
    right = root.findtext(f"{QTI}responseDeclaration/{QTI}correctResponse/{QTI}value")
    kinds = {node.get("identifier"): node.get("baseType") for node in root.findall(QTI + "outcomeDeclaration")}
    outcomes: dict[Any, Any] = {name: 0.0 if kind == "float" else None for name, kind in kinds.items()}

    def value(node: Element) -> Any:
        kind = node.tag.removeprefix(QTI)
        if kind == "match":
            first, second = (value(child) for child in node)
            return first == second
        return {"variable": response, "correct": right, "baseValue": node.text}[kind]

    def run(rule: Element) -> None:
        if rule.tag == QTI + "setOutcomeValue":
            name = rule.get("identifier")
            outcomes[name] = float(value(rule[0])) if kinds[name] == "float" else value(rule[0])
        else:
            assert rule.tag == QTI + "responseCondition"
            condition, *then = rule[0]
            if value(condition):
                for inner in then:
                    run(inner)

    for rule in root.find(QTI + "responseProcessing") or ():
        run(rule)
    return outcomes


# CSV: RFC 4180, and the apostrophe as the page documents it.


def table(data: bytes) -> list[dict[str, str]]:
    """Rows with the text of the bank."""
    text = data.decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))
    assert all(None not in row and None not in row.values() for row in rows)
    return [{name: cell.removeprefix("'") for name, cell in row.items()} for row in rows]
