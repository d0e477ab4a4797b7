"""QTI items and tests against the official schema, where whoever tests has it: QTI_XSD=…/imsqti_v2p1.xsd make test.

The schema is not ours to hand on. It and what it imports are read from the folder of that file alone, never from a net.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xmlschema

from macros.export import qti
from macros.quiz.bank import Bank

XSD = os.environ.get("QTI_XSD", "")
SMALL = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.imsglobal.org/xsd/imsqti_v2p1"
 elementFormDefault="qualified">
<xs:element name="assessmentItem"><xs:complexType><xs:sequence><xs:any maxOccurs="unbounded" processContents="skip"/>
</xs:sequence><xs:attribute name="identifier" use="required"/>{more}<xs:anyAttribute processContents="skip"/>
</xs:complexType></xs:element>
<xs:element name="assessmentTest"><xs:complexType><xs:sequence><xs:any maxOccurs="unbounded" processContents="skip"/>
</xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element>
</xs:schema>"""


def documents() -> Iterator[tuple[str, bytes]]:
    """Every item and test of every quiz's package; a manifest has a schema of its own."""
    for name, quiz in Bank().sound():
        package = zipfile.ZipFile(io.BytesIO(qti.write(quiz)))
        for entry in package.namelist():
            if entry != "imsmanifest.xml":
                yield f"{name}/{entry}", package.read(entry)


def invalid(xsd: Path) -> tuple[int, list[str]]:
    """How many documents were judged, and what is wrong in which."""
    schema = xmlschema.XMLSchema10(str(xsd), base_url=str(xsd.parent), allow="local")
    told, count = [], 0
    for name, data in documents():
        count += 1
        told += [f"{name}: {error.reason}" for error in schema.iter_errors(io.BytesIO(data), use_defaults=False)]
    return count, told


@pytest.mark.skipif(not XSD, reason="QTI_XSD names no schema: the official one is its publisher's to give")
def test_every_item_and_test_is_valid_against_the_official_schema() -> None:
    count, told = invalid(Path(XSD))
    assert count > 40 and told == []


@pytest.mark.parametrize(
    ("more", "right"),
    [
        ("", True),
        ('<xs:attribute name="no-such-attribute" use="required"/>', False),
        ('<xs:attribute name="title" type="xs:integer" use="required"/>', False),
        ('<xs:attribute name="adaptive" type="xs:boolean" use="required"/>', True),
    ],
)
def test_a_schema_is_asked_for_every_document(tmp_path: Path, more: str, right: bool) -> None:
    (tmp_path / "small.xsd").write_text(SMALL.replace("{more}", more), encoding="utf-8")
    count, told = invalid(tmp_path / "small.xsd")
    assert count > 40 and (told == []) is right
    assert right or len(told) >= count - 3, "every item is judged; tests are not items"
