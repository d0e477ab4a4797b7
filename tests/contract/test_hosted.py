"""What a hosted site has besides its pages, at a root and below a path: Markdown, lists, addresses, forge links."""

from __future__ import annotations

import filecmp
import gzip
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from markupsafe import Markup

from macros.hosted import policy, theme_script
from macros.hosted.__main__ import write
from macros.pages.markdown import inline

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = [
    yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "quizzes").glob("*/*.yml"))
    if path.stem != "quiz"
]
FORGE = "https://github.com/owner/name/"


@pytest.fixture(params=["/", "/repo/"])
def hosted(request: pytest.FixtureRequest) -> Iterator[tuple[Path, str]]:
    """The folder of a built site, and the whole address it is built for."""
    if request.param == "/":
        yield request.getfixturevalue("built").folder, "http://127.0.0.1:8000/"
    else:
        yield request.getfixturevalue("below").folder, "https://example.org/repo/"


def folders(site: Path) -> list[str]:
    return sorted(
        "" if (folder := path.parent.relative_to(site).as_posix()) == "." else folder + "/"
        for path in site.rglob("index.html")
    )


def flat(text: str) -> str:
    """Letters and digits only, so that marks and breaks do not count."""
    return "".join(sign for sign in text if sign.isalnum()).lower()


def test_the_site_below_a_path_builds_without_a_warning(below) -> None:
    assert below.warnings == []


def test_a_site_that_is_hosted_again_stays_as_it_is(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "site"
    shutil.copytree(site, again)
    write(again)
    names = [sorted(str(path.relative_to(top)) for path in top.rglob("*")) for top in (site, again)]
    assert names[0] == names[1]
    assert filecmp.cmpfiles(site, again, [name for name in names[0] if (site / name).is_file()], shallow=False)[1:] == (
        [],
        [],
    )


def test_another_version_of_the_theme_is_named() -> None:
    with pytest.raises(ValueError, match="See what it does instead"):
        theme_script.changed("const theme = 1;")


def test_the_sitemap_lists_every_page_by_its_whole_address(hosted: tuple[Path, str]) -> None:
    site, address = hosted
    tree = ElementTree.fromstring((site / "sitemap.xml").read_text(encoding="utf-8"))  # noqa: S314 - our own file
    named = [place.text for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert sorted(named) == [address + folder for folder in folders(site)]
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == (site / "sitemap.xml").read_bytes()


def test_robots_may_read_everything_and_are_told_the_sitemap(hosted: tuple[Path, str]) -> None:
    site, address = hosted
    assert (site / "robots.txt").read_text(
        encoding="utf-8"
    ) == f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n"


def test_the_list_for_programs_names_every_page_once_by_its_markdown_and_every_data_file(
    hosted: tuple[Path, str],
) -> None:
    site, address = hosted
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert re.match(r"# \S.*\n\n> \S.*\n\n", text)
    named = re.findall(r"\]\(([^)]+)\)", text)
    assert len(named) == len(set(named))
    assert sorted(name for name in named if name.endswith("index.md")) == sorted(
        f"{address}{folder}index.md" for folder in folders(site)
    )
    assert all((site / name.removeprefix(address)).exists() for name in named)
    assert {f"{address}data/prices.json", f"{address}data/prices.yml"} <= set(named)
    assert re.findall(r"^- \[[^]]+\]\([^)]+index\.md\)(?!: \S)", text, re.MULTILINE) == [], "each with its description"


def test_every_page_has_a_markdown_that_opens_with_its_title_and_closes_with_its_address(
    hosted: tuple[Path, str],
) -> None:
    site, address = hosted
    for folder in folders(site):
        page = (site / folder / "index.html").read_text(encoding="utf-8")
        written = (site / folder / "index.md").read_text(encoding="utf-8")
        title = Markup(re.search(r"<h1[^>]*>(.*?)(?:<a class=\"headerlink|</h1>)", page, re.DOTALL)[1]).striptags()
        assert written.startswith(f"# {title}\n"), folder
        assert f"\nFrom {address}{folder}. Text, questions and figures CC BY 4.0" in written
        assert not re.search(r"<(?:div|p|td|span|form|svg|a)\b|HTMLx|\{\{ ", written), folder
        assert "](.." not in written and "](#" not in written, "links are whole"


def test_the_markdown_holds_every_heading_every_paragraph_and_every_figure_of_a_table(site: Path) -> None:
    for folder in ("reference/prices", "reference/terms", "about/how-it-works", "reference/glossary"):
        page = (site / folder / "index.html").read_text(encoding="utf-8")
        article = re.sub(
            r"<a class=\"headerlink.*?</a>|<button.*?</button>|<small hidden.*?</small>"
            r"|<p class=\"(?:filter|source links)\".*?</p>|<svg.*?</svg>",
            "",
            page[page.index("<article") : page.index("</article>")],
            flags=re.DOTALL,
        )
        written = flat((site / folder / "index.md").read_text(encoding="utf-8"))
        for part in re.findall(
            r"<(?:h[1-4]|p|li|dd|td|th)\b[^>]*>(.*?)</(?:h[1-4]|p|li|dd|td|th)>", article, re.DOTALL
        ):
            words = re.sub(r"https?\S+", "", Markup(part).striptags())
            for piece in re.split(r"\s+", words):
                assert flat(piece) in written, (folder, piece)


def test_no_markdown_gives_an_answer_away(hosted: tuple[Path, str]) -> None:
    site, _ = hosted
    everything = flat("".join((site / folder / "index.md").read_text(encoding="utf-8") for folder in folders(site)))
    asked = [item for item in QUESTIONS if "answer" in item]
    assert len(asked) >= 23
    for item in asked:
        for option in (item["answer"], *item["distractors"]):
            assert flat(Markup(inline(option["text"])).striptags()) in everything
            assert flat(Markup(inline(option["why"])).striptags()) not in everything, option["why"]
    for row in (row for item in QUESTIONS if "rows" in item for row in item["rows"]):
        assert flat(row["why"]) not in everything
    assert "Answer and reasons" not in (site / "index.md").read_text(encoding="utf-8")


def test_a_link_that_is_shared_says_what_it_leads_to(hosted: tuple[Path, str]) -> None:
    site, address = hosted
    said = set()
    for folder in folders(site):
        page = (site / folder / "index.html").read_text(encoding="utf-8")
        named = re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+|description)" content="([^"]*)">', page)
        meta = {name: Markup(content).unescape() for name, content in named}
        assert meta["og:url"] == address + folder
        assert meta["og:description"] == meta["description"] != ""
        assert meta["og:title"] and meta["twitter:card"] == "summary"
        assert "og:image" not in meta
        said.add(meta["og:description"])
    assert len(said) == len(folders(site)), "no two pages say the same"


def test_a_citation_names_the_address_where_there_is_one(built, below) -> None:
    at_home, hosted = ((site.folder / "about/cite/index.md").read_text(encoding="utf-8") for site in (built, below))
    assert "https://example.org/repo/" in hosted[: hosted.index("## Licence")]
    assert "url    = {https://example.org/repo/}" in hosted
    assert "127.0.0.1" not in at_home[: at_home.index("## Licence")]
    assert 'author = "{The Batch-inference economics contributors}"' in at_home


def test_without_a_repository_no_page_links_to_an_editor_or_a_form(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"/edit/main/|/issues/new|/new/main/|Edit this|Suggest a question|Report a", text), path


def test_with_a_repository_every_page_section_and_question_leads_to_its_file(below) -> None:
    site = below.folder
    for path in sorted(site.rglob("index.html")):
        text = path.read_text(encoding="utf-8")
        files = re.findall(rf'href="{re.escape(FORGE)}edit/main/([^"]+)"', text)
        assert files, path
        assert [name for name in files if not (ROOT / name).exists()] == [], path
        folder = path.parent.relative_to(site)
        source = next(
            name
            for name in (f"docs/{folder}.md", (Path("docs") / folder / "index.md").as_posix())
            if (ROOT / name).exists()
        )
        assert re.search(rf'href="{re.escape(FORGE)}edit/main/{source}">Edit this page</a>', text), path
    lesson = (site / "index.html").read_text(encoding="utf-8")
    sections = re.findall(r"^## ", (ROOT / "docs/index.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert lesson.count('edit/main/docs/index.md">Edit this section</a>') == len(sections) > 5
    quiz = yaml.safe_load((ROOT / "quizzes/batch-inference-economics/quiz.yml").read_text(encoding="utf-8"))
    for number, name in enumerate(quiz["order"], 1):
        assert f'{FORGE}edit/main/quizzes/batch-inference-economics/{name}.yml">Edit question {number}</a>' in lesson
        assert f"&amp;question={name}&amp;rev=" in lesson
        assert f">Report a problem with question {number}</a>" in lesson
    assert f'href="{FORGE}new/main/quizzes/batch-inference-economics?' in lesson
    prices = (site / "reference/prices/index.html").read_text(encoding="utf-8")
    assert f'{FORGE}edit/main/docs/data/prices.yml">Correct prices.yml</a>' in prices
    assert f'{FORGE}issues/new?template=price.yml">Report a wrong price</a>' in prices


@pytest.mark.parametrize(
    ("scripts", "count"),
    [
        ("", 0),
        ("<script>a()</script>", 1),
        ("<script>a()</script><script>a()</script><script>b()</script>", 2),
        ('<script src="x.js"></script><script type="application/json">{}</script><script>\n  é()\n</script>', 1),
    ],
)
def test_a_policy_names_each_inline_script_once_by_its_hash(scripts: str, count: int) -> None:
    page = f"<meta content=\"default-src 'self'; {policy.ANY}; style-src 'self'\">{scripts}"
    made = policy.strict(page)
    assert made.count("'sha256-") == count and "'unsafe-inline'" not in made
    assert policy.strict(made) == made, "twice changes nothing"
    assert policy.strict(scripts) == scripts, "a page without a policy stays"
