"""Links to other sites: what is dead is named with its page, what refuses a program is not, and no host is hurried."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.hosted import outside_links


class Answers(http.server.BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        code = int(self.path.strip("/").split("-")[0])
        if self.path.endswith("-to-get"):
            code = 405 if self.command == "HEAD" else 200
        self.send_response(code)
        if code == 301:
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 - the names are the library's

    def log_message(self, format: str, *args: object) -> None:
        """The test's own report is enough."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("200", "ok"),
        ("301", "ok"),
        ("405-to-get", "ok"),
        ("404", "dead: answers 404"),
        ("410", "dead: answers 410"),
        ("403", "unsure: answers 403"),
        ("429", "unsure: answers 429"),
        ("503", "unsure: answers 503"),
    ],
)
def test_an_answer_is_judged(host: str, path: str, said: str) -> None:
    assert outside_links.ask(f"{host}/{path}") == said


def test_a_host_that_does_not_answer_is_not_called_dead() -> None:
    assert outside_links.ask("http://127.0.0.1:9/").startswith("unsure: ")


def test_a_host_of_no_name_is_dead() -> None:
    assert outside_links.ask("http://there-is-no-such-host.invalid/").startswith(("dead: ", "unsure: [Errno -3]"))


def test_one_host_is_asked_once_a_second_and_others_at_once() -> None:
    now, waits = [0.0], []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    def ask(address: str) -> str:
        now[0] += 0.25
        return "ok"

    addresses = ["https://a.example/1", "https://a.example/2", "https://b.example/1", "https://a.example/3"]
    assert outside_links.ask_all(addresses, ask, lambda: now[0], sleep) == dict.fromkeys(addresses, "ok")
    assert waits == [1.0, 0.75]


def test_only_links_of_the_text_to_other_sites_are_asked_once_each(tmp_path: Path) -> None:
    (tmp_path / "about").mkdir()
    addresses = ("https://a.example/x#part", "/own/", "https://github.com/o/n/edit/main/x")
    link = " ".join(f'<a href="{address}">a</a>' for address in addresses)
    for folder in ("", "about"):
        (tmp_path / folder / "index.html").write_text(
            f'<nav><a href="https://menu.example/">m</a></nav><article>{link}</article>', encoding="utf-8"
        )
    found = outside_links.outside(tmp_path)
    assert found == {"https://a.example/x": [".", "about"]}
    assert outside_links.report(found, {"https://a.example/x": "dead: answers 404"}) == [
        "- https://a.example/x (answers 404) on the lesson, about"
    ]
    assert outside_links.report(found, {"https://a.example/x": "unsure: answers 403"}) == []


def test_a_folder_without_a_site_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outside_links.main([str(tmp_path)]) == 2
    assert "Run make build first." in capsys.readouterr().err
