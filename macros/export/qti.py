"""A Quiz -> a QTI 2.1 content package: one assessmentItem per question, one assessmentTest, one manifest, in a zip.

Specification: https://www.imsglobal.org/question/index.html, Question and Test Interoperability 2.1 (information model,
XML binding, and the implementation guide's pattern of feedback per choice: the response is copied into an outcome that
shows the modalFeedback of the same name), in an IMS Content Packaging 1.2 manifest with IEEE LOM metadata.

Texts are XHTML of the site's own Markdown. QTI takes fewer attributes than HTML: an address and a class stay, the start
of a numbered list goes. Identifiers are those of the bank, so a second import updates rather than doubles.

Left out: the right answer's reason for whoever chose another option, misconceptions, `see`, sorting cards.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ..files.write import zipped
from ..quiz.question import Option, Question, Quiz
from . import words
from .xml import element, file, filled

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/LOM"
QTI_METADATA = "http://www.imsglobal.org/xsd/imsqti_metadata_v2p1"
SCHEMAS = {
    QTI: "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    PACKAGE: "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    LOM: "http://www.imsglobal.org/xsd/imsmd_loose_v1p3p2.xsd",
    QTI_METADATA: "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_metadata_v2p1.xsd",
}
_KEPT = {"href": "href", "class": "class"}
_SECTIONS = {"check": "Check", "practice": "Practice"}
_TEST = "test.xml"


def write(quiz: Quiz) -> bytes:
    """The package as a zip archive; the manifest comes first."""
    files = {"imsmanifest.xml": file(_manifest(quiz)), _TEST: file(_test(quiz))}
    files |= {_path(question): file(item(question)) for _, _, question in words.listed(quiz)}
    return zipped(files)


def _path(question: Question) -> str:
    return f"items/{question.id}.xml"


def _name(identity: str) -> str:
    """An id of the bank as an XML name, which must not open with a digit."""
    return identity if identity[0].isalpha() else f"_{identity}"


def _choice(option: Option) -> str:
    """The option's id as an XML name."""
    return f"option-{option.id}"


def _root(tag: str, namespaces: tuple[str, ...], attributes: dict[str, str], children: Iterable[Element]) -> Element:
    """A root in the first namespace, with where the schema of each is published."""
    where = " ".join(f"{name} {SCHEMAS[name]}" for name in namespaces)
    spaces = {
        "xmlns": namespaces[0],
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": where,
    }
    return element(tag, {**spaces, **attributes}, children)


def _declared(tag: str, identifier: str, base_type: str, children: Iterable[Element] = ()) -> Element:
    """A variable of one value."""
    return element(tag, {"identifier": identifier, "cardinality": "single", "baseType": base_type}, children)


def item(question: Question) -> Element:
    """One question: declarations, body, scoring, and a feedback for each option."""
    right = element("value", text=_choice(question.answer))
    nought = element("defaultValue", children=[element("value", text="0")])
    above, last = words.stem(question)
    body = [*filled("div", {}, above, _KEPT), _interaction(question, last)]
    name = {"identifier": question.id, "title": question.id, "xml:lang": "en"}
    return _root(
        "assessmentItem",
        (QTI,),
        {**name, "adaptive": "false", "timeDependent": "false"},
        [
            _declared("responseDeclaration", "RESPONSE", "identifier", [element("correctResponse", children=[right])]),
            _declared("outcomeDeclaration", "SCORE", "float", [nought]),
            _declared("outcomeDeclaration", "FEEDBACK", "identifier"),
            element("itemBody", children=body),
            _scoring(),
            *(_feedback(option) for option in question.options),
        ],
    )


def _interaction(question: Question, prompt: str) -> Element:
    """The line that asks, and the options to choose one of."""
    options = [
        filled("simpleChoice", {"identifier": _choice(option)}, words.inline(option.text), _KEPT)
        for option in question.options
    ]
    shuffle = "false" if question.ascending else "true"
    attributes = {"responseIdentifier": "RESPONSE", "shuffle": shuffle, "maxChoices": "1"}
    return element("choiceInteraction", attributes, [filled("prompt", {}, prompt, _KEPT), *options])


def _scoring() -> Element:
    """One point for the right option; the chosen option names the feedback to show."""
    response = {"identifier": "RESPONSE"}
    matched = element("match", children=[element("variable", response), element("correct", response)])
    point = element("baseValue", {"baseType": "float"}, text="1")
    scored = element("setOutcomeValue", {"identifier": "SCORE"}, [point])
    condition = element("responseCondition", children=[element("responseIf", children=[matched, scored])])
    shown = element("setOutcomeValue", {"identifier": "FEEDBACK"}, [element("variable", response)])
    return element("responseProcessing", children=[condition, shown])


def _feedback(option: Option) -> Element:
    attributes = {"outcomeIdentifier": "FEEDBACK", "identifier": _choice(option), "showHide": "show"}
    return filled("modalFeedback", attributes, f"<p>{words.inline(option.why)}</p>", _KEPT)


def _test(quiz: Quiz) -> Element:
    """The questions in order, a section for each list; only the check counts."""
    sections = []
    for part, questions in words.lists(quiz):
        refs = [
            element("assessmentItemRef", {"identifier": _name(question.id), "href": _path(question)})
            for question in questions
        ]
        attributes = {"identifier": part, "title": _SECTIONS[part], "visible": "true"}
        sections.append(element("assessmentSection", attributes, refs))
    mode = {"identifier": "part", "navigationMode": "nonlinear", "submissionMode": "individual"}
    points = element("testVariables", {"sectionIdentifier": "check", "variableIdentifier": "SCORE"})
    total = element("setOutcomeValue", {"identifier": "SCORE"}, [element("sum", children=[points])])
    return _root(
        "assessmentTest",
        (QTI,),
        {"identifier": quiz.id, "title": words.line(quiz.title)},
        [
            _declared("outcomeDeclaration", "SCORE", "float"),
            element("testPart", mode, sections),
            element("outcomeProcessing", children=[total]),
        ],
    )


def _manifest(quiz: Quiz) -> Element:
    """What the package holds; objective and level of a question are its LOM keywords, its `rev` is its LOM version."""
    questions = [question for _, _, question in words.listed(quiz)]
    needs = [element("dependency", {"identifierref": f"item-{question.id}"}) for question in questions]
    test = {"identifier": "test", "type": "imsqti_test_xmlv2p1", "href": _TEST}
    resources = [element("resource", test, [element("file", {"href": _TEST}), *needs])]
    for question in questions:
        attributes = {"identifier": f"item-{question.id}", "type": "imsqti_item_xmlv2p1", "href": _path(question)}
        parts = [_metadata(question), element("file", {"href": _path(question)})]
        resources.append(element("resource", attributes, parts))
    schema = [element("schema", text="QTIv2.1 Package"), element("schemaversion", text="1.0.0")]
    about = element("metadata", children=schema)
    body = [about, element("organizations"), element("resources", children=resources)]
    return _root("manifest", (PACKAGE, LOM, QTI_METADATA), {"identifier": f"package-{quiz.id}"}, body)


def _metadata(question: Question) -> Element:
    keywords = [element("keyword", children=[_string(name)]) for name in (question.objective, question.level)]
    version = element("lifeCycle", children=[element("version", children=[_string(str(question.rev))])])
    lom = element("lom", {"xmlns": LOM}, [element("general", children=keywords), version])
    kinds = {"interactionType": "choiceInteraction", "feedbackType": "nonadaptive", "solutionAvailable": "true"}
    traits = [element(name, text=text) for name, text in kinds.items()]
    return element("metadata", children=[lom, element("qtiMetadata", {"xmlns": QTI_METADATA}, traits)])


def _string(text: str) -> Element:
    return element("string", {"language": "en"}, text=text)
