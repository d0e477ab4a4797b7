"""Every command: a reader that stops early ends it quietly, and hostile files get a problem and no traceback."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from mkdocs.exceptions import PluginError

from macros import data_files, hooks
from macros.files.command import CLOSED
from macros.hosted import __main__ as hosted
from macros.model.value import payback_fading, payback_falling
from macros.pages import safe_page
from macros.plan import __main__ as plan
from macros.prices.publish import _no_formula
from macros.prices.read import read_prices

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests/samples/results"
COMMANDS = {
    "macros.check": [],
    "macros.due": ["--today", "2031-01-01"],
    "macros.plan": [],
    "macros.plan --json": ["--json"],
    "macros.results": [str(SAMPLES / "plan.json"), str(SAMPLES / "reconcile.json")],
    "macros.prices": ["--today", "2031-01-01"],
    "macros.evidence.turnaround_record": [str(ROOT / "README.md")],
    "macros.quiz.scaffold": ["--help"],
    "macros.export": ["--help"],
    "macros.hosted": ["--help"],
    "macros.hosted.outside_links": ["--help"],
    "macros.prices.compare": ["--help"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_stops_early_ends_a_command_quietly(command: str) -> None:
    run = [sys.executable, "-m", command.split()[0], *COMMANDS[command]]
    process = subprocess.Popen(run, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.close()  # as `| head -0` does
    said = process.stderr.read().decode()
    process.stderr.close()
    status = process.wait(60)
    assert "Traceback" not in said and "BrokenPipe" not in said, said
    assert status in (0, 1, 2, 120, CLOSED)


def test_every_command_is_run_so() -> None:
    """No module that is a command ends the process by another way."""
    bare = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "macros").rglob("*.py")
        if '__name__ == "__main__"' in (text := path.read_text(encoding="utf-8")) and "\n    run(" not in text
    ]
    assert bare == ["macros/plan/batch_limits.py"], "which writes a file and says nothing"


HEAD = '<link rel="canonical" href="https://a.b/">' + "".join(
    f'<meta property="og:{name}" content="T">' for name in ("title", "description")
)
ARTICLE = "<article><h1>T</h1></article>"


def page(head: str = HEAD, onward: str = "", article: str = ARTICLE) -> bytes:
    more = f'<link rel="next" href="{onward}">' if onward else ""
    return f"<html><head>{head}{more}</head><body>{article}</body></html>".encode()


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "no head": (lambda site: (site / "index.html").write_bytes(b"<article></article>"), "the page has no </head>"),
    "empty": (lambda site: (site / "index.html").write_bytes(b""), "the page has no </head>"),
    "no article": (lambda site: (site / "index.html").write_bytes(page(article="")), "the page has no <article"),
    "no address": (lambda site: (site / "index.html").write_bytes(page("")), "no canonical address"),
    "an empty link": (lambda site: (site / "index.html").write_bytes(page('<link rel="canonical">')), "no canonical"),
    "no title": (
        lambda site: (site / "index.html").write_bytes(page('<link rel="canonical" href="https://a.b/">')),
        "no og:title",
    ),
    "not UTF-8": (lambda site: (site / "index.html").write_bytes(b"\xff" + page()), "this byte is not UTF-8"),
    "a loop": (lambda site: (site / "index.html").write_bytes(page(onward=".")), "comes before it"),
    "another host": (
        lambda site: (site / "index.html").write_bytes(page(onward="https://other.example/x/")),
        "the file cannot be read",
    ),
    "outside": (lambda site: (site / "index.html").write_bytes(page(onward="../../etc/")), "the file cannot be read"),
    "a link that leaves": (
        lambda site: ((site / "index.html").write_bytes(page(onward="x/")), (site / "x").symlink_to("/etc")),
        "this page lies outside the site",
    ),
    "a page that is a folder": (
        lambda site: (
            (site / "index.html").write_bytes(page(onward="x/")),
            (site / "x/index.html").mkdir(parents=True),
        ),
        "this is no plain file",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_folder_that_is_no_site_of_ours_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    make, said = HOSTILE[name]
    site = tmp_path / "site"
    site.mkdir()
    make(site)
    assert hosted.main([str(site)]) == 1
    told = capsys.readouterr().err
    assert "index.html:1:1: " in told and said in told, told


@pytest.mark.parametrize("argument", ["", "no-such-folder", "/dev/null", "a\0b"])
def test_an_argument_that_names_no_site_is_said(capsys: pytest.CaptureFixture[str], argument: str) -> None:
    assert hosted.main([argument]) == 2 and "holds no built site" in capsys.readouterr().err


@pytest.mark.parametrize("fall", [1e-9, 1e-12, 1e-15, 1e-17, 1e-300, 5e-324])
def test_a_fall_of_next_to_nothing_pays_back_as_none(fall: float) -> None:
    assert payback_falling(8000, 900, fall) == {"valid": True, "months": pytest.approx(8000 / 900)}
    assert payback_fading(8000, 1200, 300, fall) == {"valid": True, "months": pytest.approx(8000 / 900)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("shared: " + "[" * 100_000, "nest too deeply"), ("shared: 1\nshared: 2\n", "given twice"),
        ("- a\n", "answers are expected here"), ("shared: .inf\n", "a number is expected"), ("shared: !x 1\n", "!x"),
        ("yearly_fall: 1e-15\n", ""), ("\ufeffshared: 1\n", "byte order mark"), ("a: &a [*a]\n", ""),
    ],
)  # fmt: skip
def test_hostile_answers_to_a_plan_get_a_problem_or_a_plan(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], text: str, said: str
) -> None:
    path = tmp_path / "answers.yml"
    path.write_text(text, encoding="utf-8")
    status = plan.main([str(path)])
    told = capsysbinary.readouterr()
    if status == 0:
        assert said == "" and told.out.startswith(b"# Benchmark plan")
    else:
        assert status == 1 and f"{path}:".encode() in told.err and said.encode() in told.err


BOOK = (ROOT / "docs/data/prices.yml").read_text(encoding="utf-8")
TODAY = datetime.date(2026, 11, 27)


def spoilt(old: str, new: str) -> list[str]:
    assert old in BOOK
    return [str(one) for one in read_prices("p.yml", BOOK.replace(old, new, 1), TODAY)[1] if one.severity == "error"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("as_of: 2026-11-12", "as_of: 1899-01-01", "lies before"),
        ("as_of: 2026-10-04", "as_of: 2021-12-31", "lies before 2022-01-01"),
        ("compiled: 2026-11-27", "compiled: 2026-11-01", "lies after the day the book was compiled"),
        ("compiled: 2026-11-27", "compiled: 2031-01-01", "lies after today"),
        ("retires: 2026-12-11", "retires: 2019-01-01", "is no day that was announced"),
        ("retires: 2026-12-11", "retires: 2036-12-11", "is no day that was announced"),
        ("'on': 2026-12-01", "'on': 1999-12-01", "is no day that was announced"),
        ("max_requests: 50000", "max_requests: -50000", "out of range"),
        ("concurrent: 100", "concurrent: -1", "out of range"),
        ("hours: 24", "hours: -24", "out of range"),
        ("cached_input: 0.1\n", "cached_input: 0.0000001\n", "Is it a price a token?"),
        ("input: 2\n", "input: 0.000002\n", "Is it a price a token?"),
        ("output: 10\n", "output: 0.00001\n", "Is it a price a token?"),
    ],
)
def test_an_impossible_value_of_the_price_book_is_refused(old: str, new: str, said: str) -> None:
    if old not in BOOK:
        old = old.replace("'on'", "on")
        new = new.replace("'on'", "on")
    assert any(said in one for one in spoilt(old, new)), spoilt(old, new)


def test_the_book_as_it_stands_is_possible() -> None:
    assert read_prices("p.yml", BOOK, TODAY)[1] == [] and yaml.safe_load(BOOK)


@pytest.mark.parametrize(
    "content",
    [
        '<a href="javascript:alert(1)">x</a>', '<a href="JaVaScRiPt:alert(1)">x</a>',
        "<a href='data:text/html,x'>x</a>",
        '<a href=" java\nscript:alert(1)">x</a>', '<a href="&#106;avascript:alert(1)">x</a>', '<img src="file:///etc">',
        '<form action="vbscript:x">', '<a href="ftp://a.b">x</a>',
    ],
)  # fmt: skip
def test_an_address_that_is_none_of_the_web_stops_a_page(tmp_path: Path, content: str) -> None:
    source = tmp_path / "page.md"
    source.write_text(f"# T\n\n{content}\n", encoding="utf-8")
    told = SimpleNamespace(file=SimpleNamespace(abs_src_path=str(source), src_uri="page.md"))
    with pytest.raises(PluginError, match=r"docs/page.md:\d+:1: an address of the kind '.*' is not allowed"):
        hooks.on_page_content(content, told)


@pytest.mark.parametrize(
    "content",
    [
        '<a href="https://a.b/javascript:x">', '<a href="../x/#y">', '<a href="mailto:a@b.c">',
        "javascript: is no word",
        '<img src="data:image/png;base64,AA">', '<a href="?a=b:c">', '<a href="#a:b">', '<a href="page.md">',
    ],
)  # fmt: skip
def test_an_address_of_the_web_or_the_site_stays(content: str) -> None:
    assert hooks.on_page_content(content, None) == content


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2", "@x", "\tx"])
def test_a_cell_that_a_spreadsheet_would_work_out_is_guarded(text: str) -> None:
    assert _no_formula(text) == f"'{text}" and _no_formula(-2) == -2 and _no_formula("a=1") == "a=1"


@pytest.mark.parametrize("said", ['"><script>', 'it\'s "half" & more', "<b>"])
def test_a_description_stays_in_its_tag(said: str) -> None:
    told = SimpleNamespace(meta={"description": said})
    hooks.on_page_markdown("", told)
    assert not set('"<>') & set(told.meta["description"])
    assert not set('"<>') & set(hooks.on_config(SimpleNamespace(site_description=said)).site_description)


@pytest.mark.parametrize("where", ["/etc/passwd", "../outside.txt", "../outside"])
def test_a_link_that_leads_out_of_docs_is_never_published(tmp_path: Path, where: str) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "outside.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "outside").mkdir()
    (docs / "link").symlink_to(where)
    (docs / "inner").symlink_to("page.md")
    (docs / "page.md").write_text("x", encoding="utf-8")
    files = [
        SimpleNamespace(abs_src_path=str(docs / name), src_dir=str(docs), src_uri=name) for name in ("link", "inner")
    ]
    assert [str(one) for one in safe_page.outside(files, str(docs))] == [
        "docs/link:1:1: this is a link to what lies outside docs/. Put the file itself here."
    ]


def addresses() -> list[tuple[str, str, str]]:
    """(data file, key, address): the first address under each key that ends so, in every data file."""
    found = {}
    for path in sorted((ROOT / "docs/data").glob("*.yml")):
        for key, address in re.findall(
            r"^\s*-?\s*(\w+): ['\"]?(https?://[^\s'\"]+)", path.read_text(encoding="utf-8"), re.M
        ):
            found.setdefault((path.name, key), address)
    return [(name, key, address) for (name, key), address in found.items()]


@pytest.mark.parametrize(("name", "key", "address"), addresses())
@pytest.mark.parametrize("other", ["javascript:alert(1)", "data:text/html,x", "//a.b/c"])
def test_an_address_in_a_data_file_is_one_of_the_web(name: str, key: str, address: str, other: str) -> None:
    text = (ROOT / "docs/data" / name).read_text(encoding="utf-8")
    known = data_files.declared(name, text)
    assert known is not None
    spoilt = re.sub(rf"({key}: ['\"]?){re.escape(address)}", lambda match: match[1] + other, text, count=1)
    assert spoilt != text
    found = [one for one in data_files.problems_of(known, name, spoilt, TODAY) if one.severity == "error"]
    assert found, (name, key)


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ('<h2 id="a">x</h2><form id="a">', ["a"]),
        ('<p id="a"><p id="b"><p id="b"><p id="a"><p id="c">', ["a", "b"]),
        ('<label for="a"><input id="a"><p data-id="a" aria-labelledby="a">', []),
        ("", []),
    ],
)
def test_an_id_that_stands_twice_stops_a_page(content: str, names: list[str]) -> None:
    found = safe_page.twice("page.md", content)
    assert [re.findall("'(.+)'", str(one))[0] for one in found] == names
    told = SimpleNamespace(file=SimpleNamespace(src_uri="page.md"), content=content)
    config = SimpleNamespace(extra={})
    if names:
        with pytest.raises(PluginError, match=r"docs/page.md:1:1: the id 'a' stands on this page 2 times"):
            hooks.on_page_context(None, told, config)
    else:
        hooks.on_page_context(None, told, config)
