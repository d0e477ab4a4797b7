"""The fitted step form as curves through the published points: the figure of `reference/model.md`."""

from __future__ import annotations

from typing import Any

from ...evidence import read_records
from ...evidence.serving import fit, kv_tokens, off, serving
from ...model import replica

# Shapes with the number of clients their label stands at, and how far from the curve, so that no two meet.
SHAPES = (
    (20000, 2000, 60, "-.6em"),
    (5000, 500, 180, "-.6em"),
    (1000, 1000, 235, "-1.4em"),
    (500, 2000, 215, "2.2em"),
    (200, 200, 155, "2.4em"),
)
MOST, TOP_MS = 250, 100  # clients at the right edge, ms between tokens at the upper one


def _place(clients: int, itl_s: float) -> tuple[float, float]:
    return clients / MOST, 1 - itl_s * 1000 / TOP_MS


def _fitted(clients: int, prompt: int, output: int) -> float:
    """Seconds between tokens."""
    return float(replica.closed_loop(clients, prompt, output, fit(), kv_tokens())["itl_s"])


def step_fit() -> dict[str, Any]:
    """The fitted step form as curves through the published points, for the figure of the same name."""
    return {
        "most": MOST,
        "top_ms": TOP_MS,
        "ticks": range(50, MOST + 1, 50),
        "shapes": [
            {
                "prompt": prompt,
                "output": output,
                "curve": [_place(c, _fitted(c, prompt, output)) for c in range(1, MOST + 1, 3)],
                "points": [
                    _place(row["clients"], row["itl_s"])
                    for row in serving()
                    if (row["prompt"], row["output"]) == (prompt, output)
                ],
                "at": _place(at, _fitted(at, prompt, output)),
                "above": above,
            }
            for prompt, output, at, above in SHAPES
        ],
        "within": off(list(serving()), fit(), "itl_s"),
        "rows": [{**row, "ours_ms": _fitted(row["clients"], row["prompt"], row["output"]) * 1000} for row in serving()],
        "source": read_records.evidence()["saturation"],
    }
