"""What `decode_step.py` measured on one card -> an entry of `cards` in docs/data/decode.yml, to three figures.

Run: python benchmarks/decode_card.py FILE.json, for what was kept as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def milliseconds(value: float) -> str:
    return f"{value:.2f}" if value < 9.995 else f"{value:.1f}"


def rate(value: float) -> str:
    """Three figures, written whole."""
    return str(int(float(f"{value:.2e}")))


def row(found: dict[str, Any], *sizes: str) -> str:
    size = [f"{name}: {found[name]}" for name in sizes]
    times = [f"{name}: {milliseconds(found[name])}" for name in ("ms", "low", "high")]
    return f"      - {{{', '.join(size + times)}}}"


def card_lines(found: dict[str, Any]) -> Iterator[str]:
    yield f"  - name: {found['card']}"
    yield f"    measured: {found['measured']}"
    yield f"    torch: {found['torch']}"
    yield f"    bytes_per_s: {rate(found['bytes_per_s'])}"
    yield f"    operations_per_s: {rate(found['operations_per_s'])}"
    yield "    decode:"
    yield from (row(each, "batch", "context") for each in found["decode"])
    yield "    prefill:"
    yield from (row(each, "prompt") for each in found["prefill"])


if __name__ == "__main__":
    print("\n".join(card_lines(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
