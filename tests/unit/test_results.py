"""Results into the plan's tables: verdicts by the rules fixed before the data, intervals by exact ranks."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.files import json_text
from macros.results import __main__ as results
from macros.results import verdict

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "results"
PLAN = SAMPLES / "plan.json"
FILES = ("reconcile.json", "guidellm.json", "profile_export.jsonl")
LATE = {"clean": 332, "more": 255, "harm_late": 1.386294, "harm_in_time": 0.030772, "harm_at": 2.995732}
X: dict[str, float] = json.loads(PLAN.read_text(encoding="utf-8"))["inputs"]


def batch(
    done: int = 100, rows: int = 100, hours: float | None = 0.5, attempt: int = 1, **usage: float
) -> dict[str, Any]:
    return {
        "rows": rows,
        "done": done,
        "hours": hours,
        "attempt": attempt,
        "usage": usage or {"input": 420_000, "cached_input": 180_000, "output": 30_000},
    }


def test_all_samples_together_fill_every_table(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert results.main([str(PLAN), *(str(SAMPLES / name) for name in FILES)]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert "| Rows accounted for | 100 % | 100.0 % |  | 24 of 24 rows | pass |" in out.replace("\u00a0", " ")
    assert (
        "| Lost or malformed, over realtime "
        "| at most 0.5 % at the upper bound | 4.2 % | 0.9 % to 16.7 % | 1 of 24 rows | fail |"
        in out.replace("\u00a0", " ")
    )
    assert "open: 563 more batches in time would pass" in out and "open: judged pairs are in none of these files" in out
    assert "| guidellm 0.8.1 | trace | 12 | 8 | 21.9 % to 61.3 % | 0.063 |" in out.replace("\u00a0", " ")
    assert "| AIPerf |  | 12 | 8 | 21.9 % to 61.3 % | 0.043 |" in out.replace("\u00a0", " ")
    results.main([str(PLAN), *(str(SAMPLES / name) for name in FILES)])
    assert capsysbinary.readouterr().out.decode() == out, "the draws are repeatable"


@pytest.mark.parametrize(
    ("n", "q", "low", "high"),
    [(10, 0.5, 2, 9), (20, 0.5, 6, 15), (71, 0.95, 63, None), (72, 0.95, 64, 72), (5, 0.5, None, None)],
)
def test_a_quantile_lies_between_two_ranks_whose_coverage_is_exact(
    n: int, q: float, low: int | None, high: int | None
) -> None:
    """(10: ranks 2 and 9 cover 97.9 %; 72: 1 − 0.95^72 is the first above 97.5 %.)"""
    found = verdict.quantile_interval([float(value) for value in range(n, 0, -1)], q, 0.95)
    assert (found["low"], found["high"]) == (low, high)

    def below(rank: int) -> float:
        return sum(math.comb(n, k) * q**k * (1 - q) ** (n - k) for k in range(rank))

    if low is not None:
        assert below(low) <= 0.025 < below(low + 1)
    if high is not None:
        assert 1 - below(high) <= 0.025 < 1 - below(high - 1)


def test_a_batch_costs_what_its_tokens_cost_and_realtime_what_the_plan_says() -> None:
    asked, live = verdict.batch_cost(X, batch())
    assert asked == pytest.approx((420_000 * 0.5 + 180_000 * 0.05 + 30_000 * 2.5) / 1e6)
    assert live == pytest.approx(100 * 4.36 / 1000), "the plan's realtime price of 1,000 answers"


def test_the_saving_is_judged_by_its_interval_over_batches_and_not_by_its_middle() -> None:
    cheap, dear = batch(), batch(input=600_000, output=30_000)
    assert verdict.saving(X, [cheap] * 19, 0.25)["verdict"] == "open"
    assert verdict.saving(X, [cheap] * 20, 0.25)["verdict"] == "pass"
    assert verdict.saving(X, [dear] * 20, 0.25)["verdict"] == "fail"
    mixed = verdict.saving(X, [cheap] * 12 + [dear] * 12, 0.25)
    assert (
        mixed["verdict"] == "open"
        and mixed["low"] < 0.25 < mixed["high"]
        and mixed["low"] < mixed["value"] < mixed["high"]
    )
    assert verdict.saving(X, [batch(done=0)], 0.25)["verdict"] == "open"


@pytest.mark.parametrize(
    ("late", "in_time", "expected"),
    [
        (0, 332, "pass"),
        (0, 331, "open"),
        (1, 587, "pass"),
        (1, 586, "open"),
        (3, 21, "fail"),
        (2, 22, "open"),
        (6, 162, "fail"),
        (10, 326, "fail"),
    ],
)
def test_lateness_follows_the_rule_that_the_plan_prints(late: int, in_time: int, expected: str) -> None:
    assert verdict.late(X, [batch(hours=9)] * late + [batch()] * in_time, LATE)["verdict"] == expected


@pytest.mark.parametrize("bad", [batch(hours=None), batch(hours=8.01), batch(done=99)])
def test_a_batch_is_late_when_it_ends_late_does_not_complete_or_leaves_a_row(bad: dict[str, Any]) -> None:
    assert verdict.late(X, [bad, batch(hours=8.0)], LATE)["count"] == 1


@pytest.mark.parametrize(
    ("rows", "lost", "expected"), [(598, 0, "pass"), (597, 0, "open"), (1000, 3, "open"), (1000, 20, "fail")]
)
def test_loss_is_judged_by_one_sided_bounds_of_first_tries(rows: int, lost: int, expected: str) -> None:
    found = verdict.loss(X, [batch(rows=rows, done=rows - lost), batch(rows=50, done=0, attempt=2)], 0.005)
    assert found["verdict"] == expected and found["n"] == rows


def test_rows_are_accounted_for_when_each_has_an_end() -> None:
    assert verdict.accounted({"a": "done", "b": "missing", "c": "handed"})["verdict"] == "pass"
    assert verdict.accounted({"a": "done", "b": "running"})["verdict"] == "open"


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            "reconcile.json",
            '"ticket/0 é": "done"',
            '"ticket/0 é": "fine"',
            (
                ":6:17: an outcome is one of done, empty, failed, refused, unserved, expired, missing, running, "
                "unclear, waiting, handed. Run `reconcile` again."
            ),
        ),
        (
            "reconcile.json",
            '"status": "completed"',
            '"status": "done"',
            "a status is one of completed, expired, failed, cancelled, gone. Run `reconcile` again.",
        ),
        ("reconcile.json", '"attempt": 1', '"attempt": "1"', "a number from 0 on is expected here. Check the file."),
        (
            "guidellm.json",
            '"successful"',
            '"successes"',
            ":13:16: 'successful' is missing here. Is the file of another version, or of another program?",
        ),
        (
            "guidellm.json",
            '"request_latency": 0.',
            '"request_latency": -0.',
            "a number from 0 on is expected here. Check the file.",
        ),
        (
            "guidellm.json",
            '"version": 2',
            '"version": NaN',
            "this value is no finite number, or the values nest too deeply. Write the file again.",
        ),
        (
            "guidellm.json",
            '"metadata"',
            '"data"',
            ":1:1: this is no result file of the batch script, guidellm or AIPerf.",
        ),
        (
            "profile_export.jsonl",
            '"value":',
            '"median":',
            ":1:90: 'value' is missing here. Is the file of another version, or of another program?",
        ),
        (
            "profile_export.jsonl",
            '{"metadata":{"session_num":1,',
            '{"metadata":{"session_num":1',
            ":2:29: this is no JSON. Was the file cut short? Write it again.",
        ),
    ],
)
def test_what_is_wrong_in_a_file_is_said_at_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, old: str, new: str, expected: str
) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert results.main([str(PLAN), str(tmp_path / name)]) == 1
    said = capsys.readouterr().err
    assert expected in said and said.count("\n") == 1 and said.startswith(f"{tmp_path / name}:")


def test_problems_of_all_files_are_said_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").write_text("", encoding="utf-8")
    (tmp_path / "bytes").write_bytes(b'{"\xff": 1}')
    (tmp_path / "averages").write_text('{"aiperf_version": "0.13.0"}', encoding="utf-8")
    (tmp_path / "deep").write_text("[" * 100_000, encoding="utf-8")
    assert (
        results.main(
            [
                str(SAMPLES / "guidellm.json"),
                *(str(tmp_path / name) for name in ("empty", "bytes", "averages", "deep", "none")),
            ]
        )
        == 1
    )
    said = capsys.readouterr().err
    for part in (
        "guidellm.json:1:1: this is no plan",
        "empty:1:1: this is no JSON",
        "bytes:1:3: this byte is not UTF-8",
        "averages:1:1: this file holds averages only. Name profile_export.jsonl",
        "deep:1:1: ",
        "none:1:1: the file cannot be read",
    ):
        assert part in said, part


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    yield path
    for step, child in list(inner)[:6]:
        yield from leaves(child, (*path, step))


@pytest.mark.parametrize("name", ["plan.json", "reconcile.json", "guidellm.json"])
def test_no_value_of_the_wrong_kind_ends_in_a_traceback(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], name: str
) -> None:
    whole = json.loads((SAMPLES / name).read_text(encoding="utf-8"))
    for path in list(leaves(whole))[1:]:
        for junk in (None, True, -1, 1e300, "x", "2026-13-45", [], {}, [[]]):
            broken = json.loads(json.dumps(whole))
            at = broken
            for step in path[:-1]:
                at = at[step]
            at[path[-1]] = junk
            (tmp_path / name).write_text(json.dumps(broken), encoding="utf-8")
            given = (
                [str(tmp_path / name), str(SAMPLES / "reconcile.json")]
                if name == "plan.json"
                else [str(PLAN), str(tmp_path / name)]
            )
            status = results.main(given)
            told = capsysbinary.readouterr()
            assert (status == 0 and not told.err) or (
                status == 1 and told.err.startswith(str(tmp_path / name).encode())
            ), (path, junk)


@pytest.mark.parametrize("name", ["plan.json", *FILES])
def test_a_file_that_was_cut_short_is_never_read_as_whole(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], name: str
) -> None:
    data = (SAMPLES / name).read_bytes()
    for end in range(0, len(data) - 3, 211):
        if name.endswith("l") and data[:end].endswith(b"}\n"):
            continue  # whole lines: nothing shows that more were written
        (tmp_path / name).write_bytes(data[:end])
        given = (
            [str(tmp_path / name), str(SAMPLES / "reconcile.json")]
            if name == "plan.json"
            else [str(PLAN), str(tmp_path / name)]
        )
        assert results.main(given) == 1, end
        assert capsysbinary.readouterr().err


def test_a_place_is_found_by_path_through_text_that_looks_like_it() -> None:
    text = '{\n "a": {"b": "\\"c\\": 1", "é": [1,\n  {"c": 2}]}, "c": 3}'
    assert text[json_text.place(text, ("a", "é", 1, "c"))] == "2" and text[json_text.place(text, ("c",))] == "3"
    assert json_text.place(text, ("a", "nothing", "c")) == text.index('{"b"')


@pytest.mark.parametrize(
    ("usage", "unknown", "asked", "said"),
    [
        ({"input": 1e6, "output": 0}, {}, X["batch_in"], ""),
        ({"input": 1e6, "tool_input": 1e6}, {}, 2 * X["batch_in"], ""),
        ({"cache_write_1h": 3000.0, "web_searches": 2.0}, {}, 0, "3,000 cache\\_write\\_1h, 2 web\\_searches."),
        ({"audio_output": 7.0, "image_output": 0.0}, {}, 0, "7 audio\\_output."),
        ({"input": 1e6}, {"output": 2.0}, X["batch_in"], "Not known, and taken as none: output in 2 rows."),
    ],
)
def test_what_is_billed_is_priced_or_said_not_to_be(
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    usage: dict[str, float],
    unknown: dict[str, float],
    asked: float,
    said: str,
) -> None:
    assert verdict.batch_cost(X, {"done": 1, "usage": usage})[0] == pytest.approx(asked)
    whole = json.loads((SAMPLES / "reconcile.json").read_text(encoding="utf-8"))
    whole["batches"][0] |= {"usage": usage, "unknown": unknown}
    (tmp_path / "reconcile.json").write_text(json.dumps(whole), encoding="utf-8")
    assert results.main([str(PLAN), str(tmp_path / "reconcile.json")]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert said in out and ("without a price in the plan" in out) == ("\\" in said)


@pytest.mark.parametrize("outcome", ["empty", "unserved", "missing"])
def test_a_row_without_an_answer_is_lost_whatever_it_is_called(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], outcome: str
) -> None:
    whole = json.loads((SAMPLES / "reconcile.json").read_text(encoding="utf-8"))
    whole["rows"]["ticket/0 é"] = outcome
    whole["batches"].append({"rows": 2, "done": 0, "attempt": 1, "status": "gone", "usage": {}})
    (tmp_path / "reconcile.json").write_text(json.dumps(whole), encoding="utf-8")
    assert results.main([str(PLAN), str(tmp_path / "reconcile.json")]) == 0
    out = capsysbinary.readouterr().out.decode().replace("\u00a0", " ")
    assert "24 of 24 rows | pass |" in out and "3 of 26 rows | fail |" in out, "the gone batch's rows are lost too"
