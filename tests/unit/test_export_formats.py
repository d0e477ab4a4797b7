"""Rules of each format that a whole bank may never happen to break."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import jsonschema
import pytest
from helpers import export_readers, read_gift, read_qti
from helpers.export_cards import ROOT, bank

from macros.export import FORMATS, csv_table, files, gift, json_data, moodle, qti, write
from macros.export.words import clean
from macros.quiz.question import Option, Question, Quiz

QUIZ = bank()["batch-inference-economics"]


def quiz(title: str = "A title", objective: str = "O1", **changes: object) -> Quiz:
    """One question in a quiz of its own."""
    options = (
        Option("000001", "18 %", "why", True),
        Option("000002", "20 %", "why", False, "m"),
        Option("000003", "45 %", "why", False, "m"),
    )
    question = replace(
        Question("7-up", 1, objective, "apply", "here", "Which?", options, "quizzes/any/7-up.yml"), **changes
    )
    return Quiz("any", title, {objective: "Know it."}, (question.id,), (), (), {question.id: question}, {})


def option(text: str) -> tuple[Option, ...]:
    return (Option("000001", text, text, True), *quiz().questions["7-up"].options[1:])


@pytest.mark.parametrize("text", ["[html] is a mark", "[1] first", "%50% of it", "%-100%x"])
def test_gift_takes_an_option_for_neither_format_nor_weight(text: str) -> None:
    [read] = read_gift.gift(gift.write(quiz(options=option(text))))
    assert read.seen.options[0] == (text, True, text)


def test_gift_escapes_each_sign_with_a_meaning_and_the_backslash() -> None:
    written = gift.write(quiz(options=option("a ~ b = c # d { e } f : g \\\\ h"))).decode()
    assert "\t=a \\~ b \\= c \\# d \\{ e \\} f \\: g \\\\ h#" in written


def test_gift_keeps_a_code_block_on_one_line_for_an_empty_line_ends_a_question() -> None:
    written = gift.write(quiz(stem="```\n// first\n\nlast\n```\nWhat does it print?")).decode()
    assert "::[html]<pre><code>// first\\n\\nlast\\n</code></pre>\\n<p>What does it print?</p>{" in written
    assert len(read_gift.gift(written.encode())) == 1


def test_gift_ids_and_tags_stand_in_a_comment() -> None:
    assert "// [id:7-up] [tag:O\\]1] [tag:apply] [tag:check]\n::7-up::" in gift.write(quiz(objective="O]1")).decode()


def test_a_slash_in_a_title_makes_no_category_of_its_own() -> None:
    assert b"$CATEGORY: $course$/top/This // that\n" in gift.write(quiz(title="This / that"))
    assert b"<text>$course$/top/This // that</text>" in moodle.write(quiz(title="This / that"))


def test_options_in_the_order_of_their_values_are_not_shuffled() -> None:
    ordered = quiz(ascending=True)
    assert b"<shuffleanswers>false</shuffleanswers>" in moodle.write(ordered)
    [read] = read_qti.qti(qti.write(ordered))
    assert read.shuffled is False


def test_the_bank_says_which_options_stand_by_value() -> None:
    for question in QUIZ.questions.values():
        written = "\norder: ascending\n" in (ROOT / question.source).read_text(encoding="utf-8") + "\n"
        assert question.ascending is written, question.id


def test_the_qti_package_is_stored_under_one_date_with_its_manifest_first() -> None:
    entries = zipfile.ZipFile(io.BytesIO(qti.write(QUIZ))).infolist()
    assert entries[0].filename == "imsmanifest.xml"
    assert {(entry.date_time, entry.compress_type, entry.external_attr >> 16) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED, 0o644)
    }


def test_qti_identifiers_are_those_of_the_bank() -> None:
    package = zipfile.ZipFile(io.BytesIO(qti.write(QUIZ)))
    for question in (QUIZ.questions[name] for name in (*QUIZ.order, *QUIZ.practice)):
        item = package.read(f"items/{question.id}.xml").decode()
        assert f' identifier="{question.id}"' in item
        assert all(f'<simpleChoice identifier="option-{o.id}">' in item for o in question.options)


def test_qti_attributes_that_it_does_not_know_are_left_out() -> None:
    [read] = read_qti.qti(
        qti.write(
            quiz(stem='3. three\n4. four\n\n```python\nx = 1\n```\nSee [it](https://example.org "a title"), which?')
        )
    )
    assert read.seen.stem.startswith("<ol><li>three</li><li>four</li></ol>")
    assert '<a href="https://example.org">it</a>' in read.seen.stem


def test_named_characters_become_characters_in_xml() -> None:
    [read] = read_qti.qti(qti.write(quiz(stem="Five&nbsp;&ndash;&nbsp;six&#33; or &lt;b&gt; &amp; &unknown;?")))
    assert read.seen.stem == "<p>Five\u00a0–\u00a0six! or <b> & &unknown;?</p>"


def test_a_character_that_no_xml_holds_is_shown_as_lost_and_kept_in_json() -> None:
    made = quiz(stem="a\x00b\x01c?")
    for read in (
        *read_gift.gift(gift.write(made)),
        *export_readers.moodle(moodle.write(made)),
        *read_qti.qti(qti.write(made)),
    ):
        assert read.seen.stem == "<p>a\ufffdb\ufffdc?</p>"
    assert json.loads(json_data.write(made))["questions"][0]["stem"] == "a\x00b\x01c?"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1", "'=1", "''", "'"])
def test_a_cell_that_a_spreadsheet_might_run_opens_with_an_apostrophe(text: str) -> None:
    written = csv_table.write(quiz(options=option(text)))
    assert f',"\'{clean(text)}",'.encode() in written
    assert export_readers.table(written)[0]["text"] == clean(text)


def test_csv_is_quoted_throughout_with_a_mark_that_says_utf_8() -> None:
    lines = csv_table.write(quiz(stem='Say "this", or\nthat?')).decode("utf-8").split("\r\n")
    assert lines[0].startswith('\ufeff"quiz","list","place"')
    assert ',"Say ""this"", or\nthat?",' in lines[1]


def broken(change) -> list[str]:
    whole = json.loads(json_data.write(QUIZ))
    change(whole)
    return [error.json_path for error in jsonschema.Draft202012Validator(json_data.schema()).iter_errors(whole)]


def test_the_schema_is_valid_and_refuses_what_no_quiz_is() -> None:
    jsonschema.Draft202012Validator.check_schema(json_data.schema())
    assert broken(lambda whole: None) == []
    first = "$.questions[0]"
    assert broken(lambda whole: whole["questions"][0].pop("stem")) == [first]
    assert broken(lambda whole: whole["questions"][0].update(more=1)) == [first]
    assert broken(lambda whole: whole["questions"][0].update(level="hard")) == [f"{first}.level"]
    assert broken(lambda whole: whole["questions"][0].update(rev=0)) == [f"{first}.rev"]
    assert broken(lambda whole: [o.update(right=True) for o in whole["questions"][0]["options"]]) == [
        f"{first}.options"
    ]
    assert broken(lambda whole: [o.update(right=False) for o in whole["questions"][0]["options"]]) == [
        f"{first}.options"
    ]
    assert broken(lambda whole: whole["sortings"][0]["rows"][0].update(waits="yes")) == ["$.sortings[0].rows[0].waits"]
    assert broken(lambda whole: whole.pop("licence")) == ["$"]


def test_a_question_in_no_list_is_in_no_export() -> None:
    extra = replace(QUIZ.questions[QUIZ.order[0]], id="in-no-list")
    made = replace(QUIZ, questions={**QUIZ.questions, extra.id: extra})
    for form in FORMATS:
        assert form.write(made) == form.write(QUIZ), form.name


def test_writing_again_touches_nothing(tmp_path) -> None:
    write(files([QUIZ, quiz()]), tmp_path)
    assert (tmp_path / "any.gift.txt").exists()
    times = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert not any(write(files([QUIZ, quiz()]), tmp_path).values())
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == times
