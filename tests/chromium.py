"""Finds a headless Chromium for the tests, or installs one; says what to do when neither is possible."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# libatomic1: Playwright's own runtime does not start without it on a minimal Debian. The font: a page needs glyphs.
PACKAGES = ("chromium-headless-shell", "libatomic1", "fonts-dejavu-core")


def find() -> str | None:
    """The browser to drive: $CHROMIUM, else a known name on the path, else None (Playwright's own)."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


def works() -> bool:
    """True when Playwright starts and opens a page."""
    script = (
        "from playwright.sync_api import sync_playwright as s\n"
        "import sys\n"
        "with s() as p:\n"
        "    b = p.chromium.launch(executable_path=sys.argv[1] or None, args=['--no-sandbox'])\n"
        "    b.new_page().goto('about:blank'); b.close()\n"
    )
    return (
        subprocess.run([sys.executable, "-c", script, find() or ""], capture_output=True, check=False).returncode == 0
    )


def install_with_apt() -> bool:
    if not shutil.which("apt-get"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not shutil.which("sudo"):
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = [*sudo, "apt-get", "update", "-qq"]
    install = [*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    return all(
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode == 0
        for command in (update, install)
    )


def install_with_playwright() -> bool:
    command = [sys.executable, "-m", "playwright", "install", "chromium-headless-shell"]
    return subprocess.run(command, check=False).returncode == 0


def main() -> int:
    if works() or (install_with_apt() and works()) or (install_with_playwright() and works()):
        return 0
    print(
        "The tests need a headless Chromium and none could be installed.\n"
        f"On Debian, as root: apt-get install {' '.join(PACKAGES)}\n"
        "Elsewhere: .venv/bin/python -m playwright install --with-deps chromium-headless-shell\n"
        "Or name one that is there: CHROMIUM=/path/to/chromium make test",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
