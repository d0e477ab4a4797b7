"""Bad content never reaches a reader: strict builds fail with every problem, `serve` shows it in the page."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from helpers.lesson_dates import from_due

ROOT = Path(__file__).resolve().parents[2]
ENV = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
QUESTION = "quizzes/batch-inference-economics/which-can-wait.yml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's own files, free to be broken."""
    for name in ("docs", "macros", "quizzes", "mkdocs.yml", "LICENSE"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def run(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=copy,
        env={**ENV, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )


def put(copy: Path, name: str, old: str, new: str) -> None:
    path = copy / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_strict_build_fails_with_every_problem_of_every_file(copy: Path) -> None:
    put(copy, QUESTION, "level: apply", "level: aply")
    put(copy, QUESTION, "see: when-value-is-lost", "see: when-value-is-losst")
    put(copy, "quizzes/batch-inference-economics/caption-deadline.yml", "answer:", "answers:")
    put(copy, "docs/data/prices.yml", "output: 10\n", "output: ten\n")
    out = run(copy, "mkdocs", "build", "--strict", "-d", str(copy / "site"))
    said = out.stdout + out.stderr
    assert out.returncode == 1
    assert "Traceback" not in said
    assert re.search(rf"{QUESTION}:4:8: QZ005 'aply' is not one of .* Did you mean 'apply'\?", said)
    assert re.search(rf"{QUESTION}:5:6: QZ005 the lesson has no paragraph .* Did you mean 'when-value-is-lost'\?", said)
    assert "caption-deadline.yml:9:1: 'answers' is not a known key. Did you mean 'answer'?" in said
    assert said.count("'answers' is not a known key") == 1
    assert re.search(r"docs/data/prices\.yml:\d+:\d+: a number is expected here, not 'ten'\.", said)


def test_a_strict_build_fails_for_a_quiz_that_no_page_shows(copy: Path) -> None:
    shutil.copytree(copy / "quizzes/batch-inference-economics", copy / "quizzes/shown-nowhere")
    put(copy, QUESTION.replace("batch-inference-economics", "shown-nowhere"), "level: apply", "level: aply")
    out = run(copy, "mkdocs", "build", "--strict", "-d", str(copy / "site"))
    assert out.returncode == 1
    assert "quizzes/shown-nowhere/which-can-wait.yml:4:8: QZ005 'aply' is not one of" in out.stdout + out.stderr


def test_a_misspelt_macro_or_argument_fails_the_build(copy: Path) -> None:
    put(copy, "docs/index.md", "{{ question('blended-saving') }}", "{{ question('blended-savings') }}")
    put(copy, "docs/index.md", "{{ figure('turnaround') }}", "{{ figure('turnarond') }}")
    out = run(copy, "mkdocs", "build", "--strict", "-d", str(copy / "site"))
    said = out.stdout + out.stderr
    assert out.returncode == 1
    assert re.search(r"docs/index\.md:\d+:\d+: there is no question 'blended-savings'", said)
    assert "there is no question 'blended-savings'. Did you mean 'blended-saving'?" in said
    assert "there is no figure 'turnarond'. Did you mean 'turnaround'?" in said


FAULTS = {
    "about/cite.md": ("{{ chekc() }}", 0, 1, "there is no macro or value 'chekc'. Did you mean 'check'?"),
    "about/accessibility.md": ("a {{ question('a'\n\nb }}", 0, 1, "expected token ',', got 'b'. Close each {{ and {%"),
    "reference/model.md": ("{{ figure('x')", 0, 1, "unexpected end of template, expected 'end of print statement'. Cl"),
    "reference/terms.md": ("\na {{ facts.nothing }}", 1, 3, "there is no value 'nothing' in what stands before the"),
    "reference/prices.md": ("  {{ price_table(1) }}", 0, 3, "price_table cannot be drawn: TypeError: price_table() ta"),
    "about/style-guide.md": ("{{ bet() }} {{ check('x') }}", 0, 13, "check cannot be drawn: TypeError: "),
}  # what stands at the end of each page, and the line of it, the column and the words that its fault is said with


def test_a_fault_in_a_page_is_said_at_its_line_as_an_editor_counts_and_never_as_a_traceback(copy: Path) -> None:
    wanted = []
    for name, (text, below, column, words) in FAULTS.items():
        page = copy / "docs" / name
        before = page.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
        page.write_text(f"{before}{text}\n", encoding="utf-8")
        wanted.append(f"docs/{name}:{before.count(chr(10)) + 1 + below}:{column}: {words}")
    put(copy, "docs/practice.md", "quiz: more-practice", "quiz: more-practise")
    wanted.append("docs/practice.md:4:1: there is no quiz 'more-practise'. Did you mean 'more-practice'?")
    out = run(copy, "mkdocs", "build", "--strict", "-d", str(copy / "site"))
    said = out.stdout + out.stderr
    assert [one for one in wanted if one not in said] == []
    assert out.returncode == 1
    assert "Traceback" not in said
    assert not [line for line in said.splitlines() if str(copy) in line and not line.startswith("INFO")]
    for name in ("about/cite", "about/accessibility"):
        page = (copy / "site" / name / "index.html").read_text(encoding="utf-8")
        assert f"docs/{name}.md:" in page
        assert "Traceback" not in page


def test_under_serve_a_red_box_names_the_problem_and_the_server_lives_on(copy: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "-a", f"127.0.0.1:{port}"],
        cwd=copy, env={**ENV, "PYTHONPATH": str(copy)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip

    def until(words: str, wanted: bool = True) -> str:
        text = ""
        for _ in range(1200):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as reply:
                    text = reply.read().decode()
                if (words in text) == wanted:
                    return text
            except OSError:
                assert server.poll() is None, "the server has died"
            time.sleep(0.1)
        raise AssertionError(f"{words!r} {'never came' if wanted else 'stayed'}")

    try:
        until("Place your bet")
        put(copy, QUESTION, "level: apply", "level: aply")
        page = until("Build error")
        assert f"{QUESTION}:4:8: QZ005 &#x27;aply&#x27; is not one of" in page
        put(copy, QUESTION, "level: aply", "level: apply")
        until("Build error", wanted=False)
    finally:
        server.terminate()
        server.wait(10)


def test_check_is_quiet_about_sound_content_and_says_what_is_not_set(copy: Path) -> None:
    measured = re.findall(r"measured: (\S+)", (copy / "docs/data/decode.yml").read_text(encoding="utf-8"))
    out = run(copy, "macros.check", "--today", max(measured))  # the newest data there are
    assert out.returncode == 0
    assert out.stdout.splitlines() == [
        (
            "mkdocs.yml:11:3: warning: extra.repo is not set, so pages leave out their edit and report links. "
            "Write OWNER/NAME."
        ),
        (
            "mkdocs.yml:12:3: warning: extra.maintainer is not set, so pages say that nobody has signed the facts. "
            "Write a name once somebody does."
        ),
        "0 errors, 2 warnings",
    ]


def test_check_says_that_facts_are_due(copy: Path) -> None:
    assert (
        f"docs/index.md:5:1: warning: the facts of this page were due for a check on {from_due(0)}."
        in run(copy, "macros.check", "--today", from_due(1)).stdout
    )
    assert "were due" not in run(copy, "macros.check", "--today", from_due(0)).stdout
    early = run(copy, "macros.check", "--today", "2026-11-01")
    assert early.returncode == 1
    assert "lies after today, 2026-11-01." in early.stdout


def test_check_judges_single_files_wherever_they_lie(copy: Path, tmp_path: Path) -> None:
    put(copy, QUESTION, "level: apply", "level: aply")
    out = run(copy, "macros.check", QUESTION)
    assert (out.returncode, out.stdout.count(": QZ005 'aply' is not one of")) == (1, 1)
    assert run(copy, "macros.check", "quizzes/batch-inference-economics/caption-deadline.yml").returncode == 0
    away = tmp_path / "elsewhere"
    shutil.copytree(copy / "quizzes/batch-inference-economics", away)
    out = run(copy, "macros.check", str(away / "which-can-wait.yml"), str(away))
    assert out.returncode == 1
    assert "which-can-wait.yml:4:8: QZ005 'aply'" in out.stdout
    out = run(copy, "macros.check", "docs/data/prices.yml", "no-such-file.yml", "mkdocs.yml", "docs")
    assert out.returncode == 1
    assert "no-such-file.yml:1:1: the file cannot be read" in out.stdout
    assert "mkdocs.yml:1:1: there is no quiz.yml beside this file." in out.stdout
    assert "docs:1:1: there is no quiz.yml in this folder." in out.stdout
    assert "Traceback" not in out.stderr


def test_a_misspelt_key_of_any_data_file_is_named_at_its_place_and_never_as_a_traceback(copy: Path) -> None:
    put(copy, "docs/data/workloads.yml", "  bill: 10000", "  bil: 10000")
    put(copy, "docs/data/evidence.yml", "latency_factor:", "latency_facter:")
    put(copy, "docs/data/calculator.yml", "default: 2000000000,", "default: lots,")
    put(copy, "docs/data/plan.yml", "{calculator: shared}", "{calculator: shred}")
    put(copy, "docs/data/item_banks.yml", "strictly_longest_percent: 72", "strictly_longest_percent: 720")
    put(copy, "docs/data/demand/azure24-week.csv", "\n2,1116.7,", "\n2,many,")
    bill = next(
        number
        for number, line in enumerate((copy / "docs/data/workloads.yml").read_text(encoding="utf-8").splitlines(), 1)
        if line.startswith("  bil:")
    )
    said = (
        rf"docs/data/workloads\.yml:{bill}:3: 'bil' is not a known key\. Did you mean 'bill'\?",
        rf"docs/data/workloads\.yml:{bill}:3: 'bill' is missing\. Add it\.",
        r"docs/data/evidence\.yml:\d+:1: 'latency_facter' is not a known key\. Did you mean 'latency_factor'\?",
        r"docs/data/calculator\.yml:\d+:\d+: a number is expected here, not 'lots'\.",
        r"docs/data/item_banks\.yml:\d+:\d+: 720 is out of range\. Write a number from 0 up to 100 \(%\)\.",
        r"docs/data/demand/azure24-week\.csv:4:3: a number is expected here, not 'many'\.",
    )
    checked = run(copy, "macros.check")
    assert checked.returncode == 1
    places = [line.split(": ")[0] for line in checked.stdout.splitlines()[:-1]]
    assert [place.split(":")[0] for place in places] == sorted(place.split(":")[0] for place in places)
    built = run(copy, "mkdocs", "build", "--strict", "-d", str(copy / "site"))
    assert built.returncode == 1
    for words in said:
        assert re.search(words, checked.stdout), words
        assert re.search(words, built.stdout + built.stderr), words
    assert "Traceback" not in built.stdout + built.stderr + checked.stderr
    assert "KeyError" not in built.stdout + built.stderr
    assert not re.search(r"\{\{ \w+\(.*\) \}\}: ", built.stdout + built.stderr), "each at its place in the data"


def test_a_page_that_needs_a_broken_data_file_shows_it_in_a_red_box(copy: Path) -> None:
    put(copy, "docs/data/workloads.yml", "  bill: 10000", "  bil: 10000")
    assert run(copy, "mkdocs", "build", "--no-strict", "-d", str(copy / "site")).returncode == 0
    lesson = (copy / "site/index.html").read_text(encoding="utf-8")
    assert lesson.count("&#x27;bil&#x27; is not a known key. Did you mean &#x27;bill&#x27;?") >= 2, "ticket and answer"
    assert "Build error" not in (copy / "site/reference/history/index.html").read_text(encoding="utf-8")


def test_a_file_in_no_list_is_a_warning_and_hinders_nobody(copy: Path) -> None:
    put(copy, "quizzes/batch-inference-economics/quiz.yml", "  - the-flip-point\n", "")
    put(copy, "docs/index.md", "{{ question('the-flip-point') }}", "")
    out = run(copy, "macros.check")
    assert out.returncode == 0
    assert "the-flip-point.yml:1:1: warning: no list of quiz.yml names this file." in out.stdout


def test_a_warning_of_an_item_rule_is_said_and_hinders_nobody_and_an_error_stops_the_build(copy: Path) -> None:
    put(copy, QUESTION, "Themes found in tickets", "Themes often in tickets")
    out = run(copy, "macros.check", QUESTION)
    assert (out.returncode, out.stdout.splitlines()) == (
        0,
        [
            (
                f"{QUESTION}:9:9: warning: QZ105 only the answer hedges (often). "
                "Say it flatly, or let a distractor hedge too."
            ),
            "0 errors, 1 warning",
        ],
    )
    assert run(copy, "mkdocs", "build", "--strict", "-d", str(copy / "site")).returncode == 0
    put(copy, QUESTION, "Which of these workloads keeps", "Which workload does the lesson recommend, as it keeps")
    out = run(copy, "mkdocs", "build", "--strict", "-d", str(copy / "site"))
    assert out.returncode == 1
    assert (
        f"{QUESTION}:6:7: QZ204 'does the lesson' asks what was read. Ask about the matter itself."
        in out.stdout + out.stderr
    )
    assert "Traceback" not in out.stdout + out.stderr


def test_a_repository_and_a_maintainer_put_links_and_a_name_on_the_page(copy: Path) -> None:
    put(copy, "mkdocs.yml", "  repo: null\n  maintainer: null\n", "  repo: owner/name\n  maintainer: Somebody Real\n")
    assert run(copy, "mkdocs", "build", "--strict", "-d", str(copy / "site")).returncode == 0
    page = (copy / "site/index.html").read_text(encoding="utf-8")
    assert "signed by Somebody Real" in page
    assert "not yet signed" not in page
    assert f'href="https://github.com/owner/name/edit/main/{QUESTION}">Edit question 12</a>' in page
    assert "https://github.com/owner/name/issues/new?template=question.yml&amp;title=Problem+with+question+12" in page
    cards = re.findall(r"<quiz-question.*?</quiz-question>", page[page.index("<quiz-check") :], re.DOTALL)
    assert len(cards) == 15
    assert sum(len(card.encode()) for card in cards) / len(cards) <= 3 * 1024
    assert len(gzip.compress("".join(cards).encode(), 9)) / len(cards) <= 700
