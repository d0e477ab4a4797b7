"""A reader and player of QTI 2.1 packages, written from its information model and XML binding and from IMS CP 1.2.

It refuses with an AssertionError a file that the manifest does not name, an element where none may stand, an unknown
attribute, and an answer that the item's own response processing does not score.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from xml.etree.ElementTree import Element

from helpers import export_cards
from helpers.export_readers import Read, xml

QTI, CP, LOM = (
    "{http://www.imsglobal.org/xsd/imsqti_v2p1}",
    "{http://www.imsglobal.org/xsd/imscp_v1p1}",
    "{http://ltsc.ieee.org/xsd/LOM}",
)
IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*")
ITEM_ORDER = (
    "responseDeclaration",
    "outcomeDeclaration",
    "templateDeclaration",
    "templateProcessing",
    "stylesheet",
    "itemBody",
    "responseProcessing",
    "modalFeedback",
)
INLINE = {
    "a",
    "abbr",
    "acronym",
    "b",
    "big",
    "br",
    "cite",
    "code",
    "dfn",
    "em",
    "i",
    "img",
    "kbd",
    "q",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "tt",
    "var",
}
BLOCK = {
    "address",
    "blockquote",
    "div",
    "dl",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "ol",
    "p",
    "pre",
    "table",
    "ul",
}
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
    manifest = xml(package.read("imsmanifest.xml"))
    assert [child.tag for child in manifest] == [CP + name for name in ("metadata", "organizations", "resources")]
    assert manifest.findtext(f"{CP}metadata/{CP}schema") == "QTIv2.1 Package"
    resources = {node.get("identifier") or "": node for node in manifest.iter(CP + "resource")}
    assert len(resources) == len(list(manifest.iter(CP + "resource")))
    assert all(IDENTIFIER.fullmatch(name) for name in resources)
    files = [node.get("href") or "" for node in manifest.iter(CP + "file")]
    assert sorted([*files, "imsmanifest.xml"]) == sorted(package.namelist())
    [test] = [node for node in resources.values() if node.get("type") == "imsqti_test_xmlv2p1"]
    needed = {node.get("identifierref") for node in test.iter(CP + "dependency")}
    items = {
        node.get("href"): node
        for name, node in resources.items()
        if node.get("type") == "imsqti_item_xmlv2p1" and name in needed
    }
    assert len(items) == len(resources) - 1
    out = []
    for part, href in _qti_test(package.read(test.get("href") or "")):
        told = [
            node.text or ""
            for node in items[href].iterfind(f"{CP}metadata/{LOM}lom/{LOM}general/{LOM}keyword/{LOM}string")
        ]
        out.append(_qti_item(package.read(href), told[0], told[1], part))
    assert len(out) == len(items)
    return out


def _qti_test(data: bytes) -> list[tuple[str, str]]:
    """(section, address of the item) in order."""
    root = xml(data)
    assert root.tag == QTI + "assessmentTest"
    assert [child.tag for child in root] == [
        QTI + name for name in ("outcomeDeclaration", "testPart", "outcomeProcessing")
    ]
    refs = list(root.iter(QTI + "assessmentItemRef"))
    assert len({ref.get("identifier") for ref in refs}) == len(refs)
    assert all(IDENTIFIER.fullmatch(ref.get("identifier") or "") for ref in refs)
    return [
        (section.get("identifier") or "", ref.get("href") or "")
        for section in root.iter(QTI + "assessmentSection")
        for ref in section
    ]


def _qti_item(data: bytes, objective: str, level: str, part: str) -> Read:
    root = xml(data)
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
        [shown] = [
            node
            for node in told.values()
            if node.get("showHide") == "show" and outcome[node.get("outcomeIdentifier")] == node.get("identifier")
        ]
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

    for rule in root.iterfind(f"{QTI}responseProcessing/*"):
        run(rule)
    return outcomes
