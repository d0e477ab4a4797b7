"""The real site built once a session as it stands, and once as if hosted below a path; a page that watches itself."""

from __future__ import annotations

import functools
import http.server
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

import chromium  # noqa: E402 - found beside this file
from helpers.lesson_dates import CHECKED  # noqa: E402

from macros.hosted import __main__ as hosted  # noqa: E402 - found in the root

pytest_plugins = ["stand_in.fixtures"]
BELOW = bool(os.environ.get("BELOW"))  # `make test-below`: the browser tests on a site that lives under /repo/
TODAY = CHECKED.isoformat()  # the data's own date: a test that moves the clock says so


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """The test's own report is enough."""


class _Below(_Quiet):
    """A server that knows the site under /repo/ only, and sends its 404 page for the rest, as hosts of files do."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/repo") if path.startswith("/repo/") else "/outside-the-site")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class _AtRoot(_Below):
    """The same for a site at the root."""

    def translate_path(self, path: str) -> str:
        return super().translate_path("/repo" + path)


class BuiltSite:
    def __init__(self, folder: Path, warnings: list[str]) -> None:
        self.folder, self.warnings = folder, warnings


def build_site(folder: Path, **settings: object) -> BuiltSite:
    """The whole site with `settings` in place of mkdocs.yml's, built in process so that a failure shows its place."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    warnings: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            warnings.append(record.getMessage())

    handler = Collect(level=logging.WARNING)
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        # Not strict here: a test reports all warnings at once instead of the first abort.
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=False, **settings)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        hosted.write(folder)
    finally:
        logging.getLogger("mkdocs").removeHandler(handler)
    return BuiltSite(folder, warnings)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return build_site(tmp_path_factory.mktemp("site"), **({"site_url": "https://example.org/repo/"} if BELOW else {}))


@pytest.fixture(scope="session")
def below(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site as it is built for https://example.org/repo/, with its repository named."""
    extra = {"generator": False, "repo": "owner/name", "maintainer": None}
    return build_site(tmp_path_factory.mktemp("below"), site_url="https://example.org/repo/", extra=extra)


@pytest.fixture(scope="session")
def site(built: BuiltSite) -> Path:
    return built.folder


def serve(folder: Path, handler: type[_Quiet] = _Quiet) -> tuple[http.server.ThreadingHTTPServer, str]:
    """A loopback server of `folder` on a free port, and its root address without the last slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    server, address = serve(site, _Below) if BELOW else serve(site)
    yield address + ("/repo" if BELOW else "")
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["/", "/repo/"])
def host(request: pytest.FixtureRequest) -> Iterator[tuple[Path, str]]:
    """The folder of a hosted site, and the address of its first page: at a root, then below a path."""
    at_root = request.param == "/"
    folder = request.getfixturevalue("built" if at_root else "below").folder
    server, address = serve(folder, _AtRoot if at_root else _Below)
    yield folder, address + request.param
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    args = {**browser_type_launch_args}
    if found := chromium.find():
        args["executable_path"] = found
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        args["args"] = ["--no-sandbox"]
    return args


def watch(page, base_url: str) -> tuple[list[str], list[str]]:
    """Two lists that fill as the page runs: requests off the site, and errors in the console."""
    strays: list[str] = []
    errors: list[str] = []
    page.on("request", lambda r: strays.append(r.url) if not r.url.startswith((base_url, "data:", "blob:")) else None)
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    return strays, errors


@pytest.fixture
def page(page, base_url: str):
    """Every browser test is also a privacy test and a console test."""
    strays, errors = watch(page, base_url)
    page.clock.install(time=f"{TODAY}T12:00:00Z")
    yield page
    assert not strays and not errors, (strays, errors)
