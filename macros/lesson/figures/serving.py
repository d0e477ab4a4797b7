"""The figure of section 2: what a promise on the time between tokens leaves of one machine's throughput."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from ...evidence import read_records
from ...evidence.serving import fit, kv_tokens, serving
from ...model import format as say
from ...model import replica
from ...pages import chart
from ...pages.render import render
from ...prices import workloads

PROMPT, OUTPUT = 5000, 500  # the shape that the section names
SPAN_MS, TOP = 100, 1000  # right edge, ms between tokens; upper edge, tokens a second
LEAST_MS = 20  # just above the time of one request alone


def _held(target_ms: float) -> dict[str, float]:
    """What the machine does under a target: its batch, the ITL it really has, its throughput, f."""
    found = replica.latency_factor(PROMPT, OUTPUT, fit(), kv_tokens(), target_ms / 1000)
    itl_s = replica.itl_s(found["batch"], PROMPT, OUTPUT, fit())
    return {
        "batch": found["batch"],
        "itl_ms": itl_s * 1000,
        "tokens": found["batch"] / itl_s,
        "factor": found["factor"],
    }


def latency_target() -> dict[str, Any]:
    target = workloads.given()["latency_target_ms"]
    at, best = _held(target), _held(SPAN_MS)
    batches = [1 + (best["batch"] - 1) * i / 40 for i in range(41)]
    times = [replica.itl_s(batch, PROMPT, OUTPUT, fit()) for batch in batches]
    curve = [(time * 1000 / SPAN_MS, 1 - batch / time / TOP) for batch, time in zip(batches, times, strict=True)]
    seen = [row for row in serving() if (row["prompt"], row["output"]) == (PROMPT, OUTPUT)]
    x, y = target / SPAN_MS, 1 - at["tokens"] / TOP
    words = [chart.line(0, 0.5, 1, 0.5, "grid"), chart.line(0, 1, 1, 1, "ink"), chart.line(x, 0, x, 1, "half target")]
    words += [chart.text(0, 0, f"{TOP:,}", dy=".9em"), chart.text(0, 0.5, f"{TOP // 2:,}", dy="-.3em")]
    words += [
        chart.text(
            ms / SPAN_MS,
            1,
            f"{ms} ms" if ms == SPAN_MS else str(ms),
            dy="1.4em",
            anchor="end" if ms == SPAN_MS else "middle",
        )
        for ms in (20, 40, 60, 80, 100)
    ]
    words += [chart.dot(row["itl_ms"] / SPAN_MS, 1 - row["tokens_per_s"] / TOP, 4, "point") for row in seen]
    words += [
        chart.text(
            best["itl_ms"] / SPAN_MS, 1 - best["tokens"] / TOP, "the cache is full", "label", dy="-1em", anchor="end"
        ),
        chart.dot(x, y, 6, "ring target"),
        chart.text(x, y, f"f = {say.fixed(at['factor'], 2)}", "label waited target", dx="12", dy="1.4em"),
    ]
    control = render(
        "target-control",
        fit={key: fit()[key] for key in ("a", "b", "c", "d")},
        prompt=PROMPT,
        output=OUTPUT,
        cache=kv_tokens(),
        span=SPAN_MS,
        top=TOP,
        target=target,
        least=LEAST_MS,
        batch=say.fixed(at["batch"], 0),
        tokens=say.fixed(at["tokens"], 0),
        factor=say.fixed(at["factor"], 2),
        lost=say.percent(1 - at["factor"]),
    )
    cases = [(ms, _held(ms)) for ms in (25, 30, 40, 50, 60, 80, SPAN_MS)]
    given = read_records.evidence()["saturation"]
    return {
        "title": "The quicker the promise, the less the machine earns",
        "what": chart.BOLD.format(
            f"Tokens a second of the same machine by the time between tokens, {PROMPT:,} tokens in and {OUTPUT} out: points published, curve fitted. Throughput that is left at {target} ms:",
            f"f = {say.fixed(at['factor'], 2)}",
        ),
        "said": f"Throughput rises with the time between tokens that is allowed and ends where the KV cache is full, at {say.fixed(best['tokens'], 0)} tokens a second; a target of {target} ms leaves {say.percent(at['factor'])} of that.",
        "control": Markup(control),  # noqa: S704 - our own template
        "marks": chart.path(curve, "batch dashed"),
        "words": Markup("").join(words),
        "heads": ["Target, ms between tokens", "Requests at once", "Tokens a second", "f"],
        "rows": [
            [str(ms), say.fixed(held["batch"], 0), say.fixed(held["tokens"], 0), say.fixed(held["factor"], 2)]
            for ms, held in cases
        ],
        "source": Markup(
            'Llama 3.3 70B, fp8, two H100: {}, read {}. The fit and its errors: <a href="reference/model/#replica">model</a>.'
        ).format(chart.link(given["source"], "NVIDIA NIM guide"), given["as_of"]),
    }
