"""The fitted step form as curves through the published points: the figure of `reference/model.md`."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from ...evidence import read_records
from ...evidence.serving import fit, kv_tokens, off, serving
from ...model import format as say
from ...model import replica
from ...pages import chart

# Shapes with the number of clients their label stands at, and how far from the curve, so that no two meet.
SHAPES = (
    (20000, 2000, 60, "-.6em"),
    (5000, 500, 180, "-.6em"),
    (1000, 1000, 235, "-1.4em"),
    (500, 2000, 215, "2.2em"),
    (200, 200, 155, "2.4em"),
)


def step_fit() -> dict[str, Any]:
    """The fitted step form as curves through the published points, for the figure of the same name."""
    most, top = 250, 0.1
    marks, words = [], [chart.line(0, y, 1, y, "grid") for y in (0, 0.5)]
    words += [
        chart.line(0, 1, 1, 1, "ink"),
        chart.text(0, 0, "100 ms", dy="-.3em"),
        chart.text(0, 0.5, "50 ms", dy="-.3em"),
    ]
    words += [
        chart.text(
            clients / most,
            1,
            f"{clients} clients" if clients == most else str(clients),
            dy="1.4em",
            anchor="end" if clients == most else "middle",
        )
        for clients in (50, 100, 150, 200, 250)
    ]
    for prompt, output, at, above in SHAPES:
        curve = [
            (c / most, 1 - replica.closed_loop(c, prompt, output, fit(), kv_tokens())["itl_s"] / top)
            for c in range(1, most + 1, 3)
        ]
        marks.append(chart.path(curve, "batch dashed"))
        seen = [row for row in serving() if (row["prompt"], row["output"]) == (prompt, output)]
        words += [chart.dot(row["clients"] / most, 1 - row["itl_s"] / top, 4, "ring") for row in seen]
        height = replica.closed_loop(at, prompt, output, fit(), kv_tokens())["itl_s"] / top
        words.append(chart.text(at / most, 1 - height, f"{prompt:,} + {output:,}", "label", dy=above, anchor="middle"))
    given = read_records.evidence()["saturation"]
    within = say.percent(off(list(serving()), fit(), "itl_s"), 1)
    table_rows = [
        [
            f"{row['prompt']:,} + {row['output']:,}, {row['clients']} clients",
            say.fixed(row["itl_ms"], 1),
            say.fixed(
                replica.closed_loop(row["clients"], row["prompt"], row["output"], fit(), kv_tokens())["itl_s"] * 1000, 1
            ),
        ]
        for row in serving()
    ]
    return {
        "title": "Four numbers reproduce a published serving table",
        "what": chart.BOLD.format(
            "Time between tokens by clients, for five shapes of prompt + output tokens: points published, curves fitted. Mean error of the time between tokens:",
            within,
        ),
        "said": f"Fitted curves pass the 39 published points within {within} on average; each curve turns flat where the KV cache is full.",
        "marks": Markup("").join(marks),
        "words": Markup("").join(words),
        "heads": ["Prompt + output", "ITL published, ms", "ours, ms"],
        "rows": table_rows,
        "source": Markup("Llama 3.3 70B, fp8, two H100: {}. KV budget {:,} tokens.").format(
            chart.link(given["source"], "NVIDIA NIM guide"), given["kv_tokens"]
        ),
    }
