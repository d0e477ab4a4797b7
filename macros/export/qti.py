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


def item(question: Question) -> Element:
    """One question: declarations, body, scoring, and a feedback for each option."""
    right = element("value", text=_choice(question.answer))
    nought = element("defaultValue", children=[element("value", text="0")])
    above, last = words.stem(question)
    blocks = list(filled("div", {}, above, _KEPT))
    interaction = element(
        "choiceInteraction",
        {"responseIdentifier": "RESPONSE", "shuffle": "false" if question.ascending else "true", "maxChoices": "1"},
        [
            filled("prompt", {}, last, _KEPT),
            *(
                filled("simpleChoice", {"identifier": _choice(o)}, words.inline(o.text), _KEPT)
                for o in question.options
            ),
        ],
    )
    return _root(
        "assessmentItem",
        (QTI,),
        {
            "identifier": question.id,
            "title": question.id,
            "xml:lang": "en",
            "adaptive": "false",
            "timeDependent": "false",
        },
        [
            element(
                "responseDeclaration",
                {"identifier": "RESPONSE", "cardinality": "single", "baseType": "identifier"},
                [element("correctResponse", children=[right])],
            ),
            element(
                "outcomeDeclaration", {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}, [nought]
            ),
            element(
                "outcomeDeclaration", {"identifier": "FEEDBACK", "cardinality": "single", "baseType": "identifier"}
            ),
            element("itemBody", children=[*blocks, interaction]),
            _scoring(),
            *(_feedback(option) for option in question.options),
        ],
    )


def _scoring() -> Element:
    """One point for the right option; the chosen option names the feedback to show."""
    response = {"identifier": "RESPONSE"}
    matched = element("match", children=[element("variable", response), element("correct", response)])
    one = element("setOutcomeValue", {"identifier": "SCORE"}, [element("baseValue", {"baseType": "float"}, text="1")])
    condition = element("responseCondition", children=[element("responseIf", children=[matched, one])])
    shown = element("setOutcomeValue", {"identifier": "FEEDBACK"}, [element("variable", response)])
    return element("responseProcessing", children=[condition, shown])


def _feedback(option: Option) -> Element:
    given = {"outcomeIdentifier": "FEEDBACK", "identifier": _choice(option), "showHide": "show"}
    return filled("modalFeedback", given, f"<p>{words.inline(option.why)}</p>", _KEPT)


def _test(quiz: Quiz) -> Element:
    """The questions in order, a section for each list; only the check counts."""
    sections = []
    for part, title in _SECTIONS.items():
        found = [question for name, _, question in words.listed(quiz) if name == part]
        refs = [
            element("assessmentItemRef", {"identifier": _name(question.id), "href": _path(question)})
            for question in found
        ]
        if refs:
            sections.append(element("assessmentSection", {"identifier": part, "title": title, "visible": "true"}, refs))
    mode = {"identifier": "part", "navigationMode": "nonlinear", "submissionMode": "individual"}
    score = {"identifier": "SCORE"}
    total = element(
        "sum", children=[element("testVariables", {"sectionIdentifier": "check", "variableIdentifier": "SCORE"})]
    )
    return _root(
        "assessmentTest",
        (QTI,),
        {"identifier": quiz.id, "title": words.line(quiz.title)},
        [
            element("outcomeDeclaration", {**score, "cardinality": "single", "baseType": "float"}),
            element("testPart", mode, sections),
            element("outcomeProcessing", children=[element("setOutcomeValue", score, [total])]),
        ],
    )


def _manifest(quiz: Quiz) -> Element:
    """What the package holds; objective and level of a question are its LOM keywords, its `rev` is its LOM version."""
    questions = [question for _, _, question in words.listed(quiz)]
    needs = [element("dependency", {"identifierref": f"item-{question.id}"}) for question in questions]
    test = {"identifier": "test", "type": "imsqti_test_xmlv2p1", "href": _TEST}
    resources = [element("resource", test, [element("file", {"href": _TEST}), *needs])]
    for question in questions:
        given = {"identifier": f"item-{question.id}", "type": "imsqti_item_xmlv2p1", "href": _path(question)}
        resources.append(element("resource", given, [_metadata(question), element("file", {"href": _path(question)})]))
    about = element(
        "metadata", children=[element("schema", text="QTIv2.1 Package"), element("schemaversion", text="1.0.0")]
    )
    body = [about, element("organizations"), element("resources", children=resources)]
    return _root("manifest", (PACKAGE, LOM, QTI_METADATA), {"identifier": f"package-{quiz.id}"}, body)


def _metadata(question: Question) -> Element:
    keywords = [element("keyword", children=[_string(name)]) for name in (question.objective, question.level)]
    version = element("lifeCycle", children=[element("version", children=[_string(str(question.rev))])])
    lom = element("lom", {"xmlns": LOM}, [element("general", children=keywords), version])
    kinds = {"interactionType": "choiceInteraction", "feedbackType": "nonadaptive", "solutionAvailable": "true"}
    told = element("qtiMetadata", {"xmlns": QTI_METADATA}, [element(name, text=text) for name, text in kinds.items()])
    return element("metadata", children=[lom, told])


def _string(text: str) -> Element:
    return element("string", {"language": "en"}, text=text)
