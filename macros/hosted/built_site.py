"""A command's arguments -> the folder of a finished build, for the commands that read one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def built_site(arguments: list[str], prog: str, description: str) -> Path | None:
    """The folder that `SITE` names; None, said on standard error, when it holds no site."""
    parser = argparse.ArgumentParser(prog=prog, description=description)
    parser.add_argument("site", metavar="SITE", type=Path, help="the folder of a finished build")
    site: Path = parser.parse_args(arguments).site
    if (site / "index.html").exists():
        return site
    print(f"{site} holds no built site. Run make build first.", file=sys.stderr)
    return None
