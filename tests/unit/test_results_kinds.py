"""What tools write beside what they measured: warm-ups, cut-off requests, samples, units, layouts of files."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from macros.files.problems import Problem
from macros.results import __main__ as results
from macros.results.files import read_result

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "results"
FUZZ = int(os.environ.get("FUZZ_RESULTS", "300"))


def answer(value: float = 100, unit: str = "ms", phase: str | None = "profiling", **more: Any) -> dict[str, Any]:
    metadata = {"session_num": 0, **({"benchmark_phase": phase} if phase else {}), **more}
    return {"metadata": metadata, "metrics": {"request_latency": {"value": value, "unit": unit}}, "error": None}


def run(count: int = 3, **benchmark: Any) -> dict[str, Any]:
    requests = {"successful": [{"request_latency": 0.1}] * count, "errored": [], "incomplete": []}
    one = {"config": {"strategy": {"type_": "constant"}}, "requests": requests}
    one["config"] |= benchmark.pop("config", {})
    one["requests"] |= benchmark.pop("requests", {})
    return {"metadata": {"guidellm_version": "0.8.1"}, "benchmarks": [{**one, **benchmark}]}


def read(tmp_path: Path, data: str | bytes) -> tuple[dict[str, Any] | None, list[str]]:
    path = tmp_path / "result.json"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    problems: list[Problem] = []
    return read_result(path, problems), [str(problem).removeprefix(f"{path}:") for problem in problems]


def lines(*answers: dict[str, Any], end: str = "\n", **layout: Any) -> str:
    return "".join(json.dumps(one, **layout) + end for one in answers)


@pytest.mark.parametrize(
    "apart",
    [answer(50_000, phase="warmup"), answer(50_000, phase="cooldown"), answer(50_000, was_cancelled=True)],
    ids=["a warm-up", "another phase", "cut off"],
)
@pytest.mark.parametrize("failed", [False, True])
def test_what_was_not_measured_counts_nowhere(tmp_path: Path, apart: dict[str, Any], failed: bool) -> None:
    apart = {**apart, "error": {"type": "x"} if failed else None}
    made, problems = read(tmp_path, lines(apart, answer(), answer(phase=None), apart))
    assert problems == [] and made is not None
    assert (made["seconds"], made["answers"], made["failed"]) == ([0.1, 0.1], 2, 0)


@pytest.mark.parametrize("cut", [1, 10, 100])
def test_what_guidellm_cut_off_is_neither_failed_nor_done(tmp_path: Path, cut: int) -> None:
    requests = {"errored": [{"request_latency": None}], "incomplete": [{"request_latency": None}] * cut}
    made, _ = read(tmp_path, json.dumps(run(3, requests=requests)))
    assert made is not None and (made["answers"], made["failed"]) == (3, 1)


@pytest.mark.parametrize("warmup", [0.1, 5, {"percent": 0.1}, {"value": 3, "mode": "prefer_duration"}])
def test_a_run_that_warms_up_is_refused_as_nothing_tells_its_requests_apart(tmp_path: Path, warmup: Any) -> None:
    made, problems = read(tmp_path, json.dumps(run(config={"warmup": warmup})))
    assert made is None and "the run warms up" in problems[0]


@pytest.mark.parametrize("warmup", [None, 0, {"percent": None}, {"value": 0}])
def test_a_run_without_a_warm_up_is_read(tmp_path: Path, warmup: Any) -> None:
    assert read(tmp_path, json.dumps(run(config={"warmup": warmup})))[1] == []


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ({"successful": 500, "errored": 20}, (500, 20)),
        ({"successful": 3, "errored": 0}, (3, 0)),
        ({"successful": 4, "errored": 1, "incomplete": 9, "total": 14}, (4, 1)),
    ],
)
def test_totals_beside_a_sample_are_used(tmp_path: Path, totals: Any, expected: tuple[int, int]) -> None:
    made, problems = read(tmp_path, json.dumps(run(3, config={"sample_size": 3}, metrics={"request_totals": totals})))
    assert problems == [] and made is not None and (made["answers"], made["failed"]) == expected


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"config": {"sample_size": 5}}, "only a sample is here"),
        ({"metrics": {"request_totals": {"successful": 2, "errored": 0}}}, "these totals are fewer than the requests"),
        ({"metrics": {"request_totals": {"successful": "many", "errored": 0}}}, "a number from 0 on is expected"),
        ({"metrics": {"request_totals": {"successful": 9}}}, "'errored' is missing here"),
    ],
)
def test_a_sample_that_does_not_say_of_how_many_is_refused(tmp_path: Path, more: Any, said: str) -> None:
    made, problems = read(tmp_path, json.dumps(run(3, **more)))
    assert made is None and said in problems[0]


@pytest.mark.parametrize(
    ("unit", "value"), [("ms", 100), ("sec", 0.1), ("s", 0.1), ("us", 1e5), ("ns", 1e8), ("min", 0.1 / 60)]
)
def test_a_stated_unit_is_converted(tmp_path: Path, unit: str, value: float) -> None:
    made, problems = read(tmp_path, lines(answer(value, unit), answer(value, unit)))
    assert problems == [] and made is not None and made["seconds"] == pytest.approx([0.1, 0.1])


@pytest.mark.parametrize("unit", ["tokens", "MS", "hours", "", 7, None])
def test_a_unit_that_is_none_is_refused_at_its_place(tmp_path: Path, unit: Any) -> None:
    made, problems = read(tmp_path, lines(answer(), answer(100, unit)))
    assert (
        made is None and problems[0].startswith("2:") and ("a unit is one of" in problems[0] or "text" in problems[0])
    )


LAYOUTS: dict[str, str | bytes] = {
    "blank lines": "\n" + lines(answer(), end="\n\n") + lines(answer()) + "  \n",
    "sorted keys": lines(answer(), answer(), sort_keys=True),
    "line ends of Windows": lines(answer(), answer(), end="\r\n"),
    "a byte order mark": b"\xef\xbb\xbf" + lines(answer(), answer()).encode(),
    "no end": lines(answer(), answer()).rstrip(),
    "a sign that only looks like an end": lines(
        answer(note="a\u2028b\u2029c\x85d"), answer(note="\x0b"), ensure_ascii=False
    ),
    "spaces": lines(answer(), answer(), separators=(" , ", " : ")),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_file_is_read_however_it_is_laid_out(tmp_path: Path, layout: str) -> None:
    made, problems = read(tmp_path, LAYOUTS[layout])
    assert problems == [] and made is not None and made["answers"] == 2


@pytest.mark.parametrize("name", ["reconcile.json", "guidellm.json"])
def test_a_byte_order_mark_is_read_in_every_kind(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf" + (SAMPLES / name).read_bytes())[1] == []


def test_a_name_with_half_a_surrogate_pair_is_printed(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    whole = run()
    whole["metadata"]["guidellm_version"] = "0.8\ud83d"
    (tmp_path / "r.json").write_text(json.dumps(whole), encoding="utf-8")
    assert results.main([str(SAMPLES / "plan.json"), str(tmp_path / "r.json")]) == 0
    assert b"guidellm 0.8\\ud83d" in capsysbinary.readouterr().out


def spoil(data: bytes, draw: random.Random) -> bytes:
    """One to three small changes: a piece cut, doubled, swapped for a sign or a value, or moved."""
    values = [
        b"null",
        b"-1",
        b"1e999",
        b"NaN",
        b'"x"',
        b"[]",
        b"{}",
        b"true",
        b"\xff",
        b"\x00",
        b"[" * 2000,
        b"9" * 5000,
    ]
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(data) + 1)
        size = draw.choice([1, 1, 2, 8, 60])
        new = draw.choice([b"", data[at : at + size] * 2, draw.choice(values), bytes([draw.randrange(256)])])
        data = data[:at] + new + data[at + size :]
    return data


def test_spoilt_files_give_a_problem_or_the_counts_that_they_hold(tmp_path: Path) -> None:
    """A few each time; `make fuzz` asks for 20,000. What is read agrees with a plain reading of the same JSON."""
    draw = random.Random(20261127)
    originals = {name: (SAMPLES / name).read_bytes() for name in ("reconcile.json", "guidellm.json")}
    originals["profile_export.jsonl"] = (SAMPLES / "profile_export.jsonl").read_bytes()
    read_so = 0
    for _ in range(FUZZ):
        name = draw.choice(sorted(originals))
        data = spoil(originals[name], draw)
        made, problems = read(tmp_path, data)
        assert bool(problems) == (made is None), data
        if made is None:
            continue
        read_so += 1
        if name == "guidellm.json" and made["kind"] == "endpoint" and made["tool"].startswith("guidellm"):
            whole = json.loads(data)["benchmarks"][0]["requests"]
            assert (made["answers"], made["failed"]) == (len(whole["successful"]), len(whole["errored"]))
        elif name == "reconcile.json" and made["kind"] == "batch":
            assert made["rows"] == json.loads(data)["rows"]
        elif made["kind"] == "endpoint":
            told = [json.loads(line) for line in data.split(b"\n") if line.strip()]
            phases = [one for one in told if one["metadata"].get("benchmark_phase", "profiling") == "profiling"]
            kept = [one for one in phases if not one["metadata"].get("was_cancelled")]
            assert made["answers"] + made["failed"] == len(kept)
    assert read_so > FUZZ / 20
