"""A plan in its written forms: answers stay text, its JSON and answers read back, the command says what is wrong."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import markdown as python_markdown
import pytest
from helpers.drafted_plan import SIGNED, drafted
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st
from markupsafe import Markup

from macros.files.problems import Problems
from macros.model.plan.blocks import blocks
from macros.model.plan.text import inputs_text
from macros.model.template import escaped, plain
from macros.plan import __main__ as drafter
from macros.plan import document, questions
from macros.plan.declared import STEPS, TEMPLATE

ROOT = Path(__file__).resolve().parents[2]


NASTY = [
    "# *a* _b_ `c` [d](https://e.f) ![g](h)",
    "<script>alert(1)</script> &lt; &copy; &#35;",
    "| a | b | \\| \\",
    "a#",
    "```sh",
    "- [ ] ~~x~~ $5 $x^2$ @you #1 www.e.f http://g.h",
    "1. one\n# two\r\n| three |",
    "{owner} {{ {?ready}x{/ready} {% raw %}",
    "\u202eback\u2066wards \u2028 \x00",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_an_answer_stays_text_in_markdown_and_in_the_page(nasty: str) -> None:
    _made, text = drafted(**{**SIGNED, **{name: plain(nasty) for name in ("workload", "owner", "waits", "approval")}})
    shown = plain(nasty)
    html = python_markdown.markdown(text, extensions=["tables", "fenced_code"])
    assert html.count("<h2>") == len(re.findall(r"^## ", drafted(**SIGNED)[1], re.MULTILINE)) > 15
    assert not re.search(r"<(?:script|img|em|del|a href=\"https://e)", html)
    # Python-Markdown's heading, with its entities read back, is the answer and nothing else.
    title = re.search(r"<h1>Benchmark plan: (.*?)</h1>", html, re.DOTALL)
    assert title
    assert title[1].count("<") == 0
    assert Markup(title[1]).unescape() == shown
    drawn = blocks(text)
    assert "".join(run for _style, run in drawn[0]["runs"]) == f"Benchmark plan: {shown}"
    assert f"Decides: {shown}: on 2026-12-12 whether the pilot opens, on 2027-01-03 whether it stays." in "".join(
        run
        for _style, run in next(b for b in drawn if b["kind"] == "list" and "Question" in b["items"][0][0][1])["items"][
            1
        ]
    )


@settings(max_examples=300, deadline=None, derandomize=True)
@hypothesis_given(st.text(max_size=60))
def test_any_text_reads_back_from_its_escaped_form(text: str) -> None:
    from macros.model.plan.blocks import cells, runs

    whole = escaped(text)
    assert "".join(run for _style, run in runs(whole)) == plain(text)
    assert all(style == "" for style, _run in runs(whole))
    assert cells(f"| {whole} | x |") == [whole, "x"] or plain(text) == ""


def test_the_printed_timer_runs_from_the_submission_and_leaves_the_reserve() -> None:
    text = drafted(**{**SIGNED, "deadline_h": 12, "collect_h": 3, "reserve_h": 2})[1]
    assert text.count(f"--after {(12 - 2 - 3) * 3600}") == 4 and "--after 36000" not in text
    assert "Hedge timer: 10\u00a0h after the request, 25200 seconds after its batch left" in text


def test_the_json_form_is_json_and_carries_inputs_and_claims() -> None:
    made = json.loads(document.as_json(questions.complete(SIGNED)))
    assert made["schema"] == "benchmark-plan/1"
    assert made["inputs"]["owner"] == "Head of support"
    assert made["plan"]["lines"] == {"saving": 0.25, "late": 0.01, "loss": 0.005, "quality": 0.01, "invoice": 0.02}
    assert made["plan"]["warnings"] == []


def test_a_file_of_answers_gives_back_the_plan_it_was_written_from(tmp_path: Path) -> None:
    for given in ({}, SIGNED, {"price_in": 3, "batch_in": 1, "cv": None, "owner": 'A "b": #c\\'}):
        x = questions.complete(given)
        path = tmp_path / "answers.yml"
        path.write_text(inputs_text(questions.written(x)), encoding="utf-8")
        again = drafter.asked(path)
        assert document.markdown(again) == document.markdown(x)
        assert document.as_json(again) == document.as_json(x)


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "macros.plan", *arguments],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )


def test_the_command_prints_the_same_bytes_whatever_the_terminal(tmp_path: Path) -> None:
    x = questions.complete({"owner": "Müller …"})
    path = tmp_path / "answers.yml"
    path.write_text("owner: Müller …\n", encoding="utf-8")
    assert run(str(path)).stdout == document.markdown(x).encode()
    assert run(str(path), "--json").stdout == document.as_json(x).encode()
    assert run(str(path), "--inputs").stdout == inputs_text(questions.written(x)).encode()
    assert run().stdout == document.markdown(questions.complete({})).encode()


def test_the_command_says_everything_that_is_wrong_and_prints_no_plan() -> None:
    out = run("tests/broken/plans/many-at-once.yml")
    assert (out.returncode, out.stdout) == (1, b"")
    said = out.stderr.decode().splitlines()
    assert len(said) == 7
    assert all(re.match(r"tests/broken/plans/many-at-once\.yml:\d+:\d+: ", line) for line in said)
    assert run("nowhere.yml").stderr.decode().startswith("nowhere.yml:1:1: the file cannot be read")
    assert b"Traceback" not in run("docs").stderr


def test_answers_that_leave_nothing_to_plan_are_a_problem_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "answers.yml"
    path.write_text("deadline_h: 1\n", encoding="utf-8")
    with pytest.raises(Problems, match="there is nothing to plan: the deadline is no longer than the reserve"):
        drafter.asked(path)


def with_steps(root: Path, text: str) -> Path:
    """A project's root with the plan's template as it is and with steps of one's own."""
    (root / "docs/data").mkdir(parents=True)
    (root / TEMPLATE.path).write_bytes((ROOT / TEMPLATE.path).read_bytes())
    (root / STEPS.path).write_text(text, encoding="utf-8")
    return root


def test_steps_close_the_plan_under_one_heading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "## Appendix" not in document.markdown(questions.complete({})) or document.steps()
    text = (
        "steps:\n  - id: replay\n    title: Replay the log\n    body: |\n      Send {rows|digits} rows:\n\n      "
        "```sh\n      run --rate {per_second|digits3} --out {slug}.json ${HOME} {{a}\n      ```\n"
    )
    monkeypatch.setattr(document, "ROOT", with_steps(tmp_path / "sound", text))
    text = document.markdown(questions.complete({}))
    assert text.endswith(
        "\n## Appendix: commands\n\n### Replay the log\n\nSend 3092 rows:\n\n```sh\n"
        "run --rate 2.315 --out ticket-summaries.json ${HOME} {a}\n```\n"
    )
    assert blocks(text)[-1] == {"kind": "code", "text": "run --rate 2.315 --out ticket-summaries.json ${HOME} {a}"}
    broken = "steps:\n  - id: replay\n    titel: Replay\n    body: x\n"
    monkeypatch.setattr(document, "ROOT", with_steps(tmp_path / "broken", broken))
    with pytest.raises(Problems, match=r"'titel' is not a known key\. Did you mean 'title'"):
        document.steps()
