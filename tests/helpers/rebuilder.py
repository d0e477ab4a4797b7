"""Builds the site of the current folder again and again in one process, as `make serve` does: a folder a line."""

from __future__ import annotations

import sys

from mkdocs.commands.build import build
from mkdocs.config import load_config

for line in sys.stdin:
    config = load_config(site_dir=line.strip(), strict=False)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    print("built", flush=True)
