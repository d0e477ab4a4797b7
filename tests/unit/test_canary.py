"""The hour's canary batch: the plan's schedule, rows in turn, and one folder an hour whatever happens."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from pathlib import Path

import canary
import pytest

from macros.model.plan.schedule import order

MONDAY = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
WEEK = [MONDAY + datetime.timedelta(hours=n) for n in range(168)]
SIZES = [2, 5, 11]


def pool(path: Path, rows: int) -> Path:
    path.write_text(
        "".join(json.dumps({"id": f"é {n}", "body": {"n": n}}, ensure_ascii=False) + "\n" for n in range(rows)),
        encoding="utf-8",
    )
    return path


def test_each_hour_has_the_size_that_the_plan_prints_for_it() -> None:
    for hour in WEEK:
        assert canary.size_at(hour) == order(hour.hour // 3, hour.weekday())[hour.hour % 3], hour


def test_a_week_takes_the_pool_in_turn_and_no_row_twice_before_all_were_taken() -> None:
    whole = [f"{n}" for n in range(56 * sum(SIZES))]
    week = [row for hour in WEEK for row in canary.taken(whole, hour, SIZES)]
    assert set(Counter(week).values()) == {1} and set(week) == set(whole)
    small = [f"{n}" for n in range(max(SIZES))]
    assert all(len(set(canary.taken(small, hour, SIZES))) == SIZES[canary.size_at(hour)] for hour in WEEK)


def test_an_hour_makes_one_folder_which_a_second_run_and_another_pool_leave_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [
        str(tmp_path / "canaries"),
        "--sizes",
        "2,5,11",
        "--hour",
        "2026-11-24T05",
    ]  # a Tuesday: M in the last hour of its slot
    assert canary.main([str(pool(tmp_path / "pool.jsonl", 40)), *asked]) == 0
    folder = Path(capsys.readouterr().out.strip())
    assert folder == tmp_path / "canaries" / "2026-11-24T05-M"
    made = (folder / "requests.jsonl").read_bytes()
    rows = [json.loads(line) for line in made.splitlines()]
    assert len(rows) == 5 and all(row["id"] == f"é {row['body']['n']}" for row in rows)
    assert canary.main([str(pool(tmp_path / "other.jsonl", 11)), *asked]) == 0
    assert (folder / "requests.jsonl").read_bytes() == made


def test_what_is_wrong_with_the_pool_is_said_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few, bad = pool(tmp_path / "few.jsonl", 10), tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a"}\nno\n', encoding="utf-8")
    for path, expected in (
        (few, [f"{few}:1:1: 10 requests are fewer than the large batch's 11. Log more, or take smaller sizes."]),
        (bad, [f"{bad}:1:1: ", f"{bad}:2:1: "]),
    ):
        assert canary.main([str(path), str(tmp_path / "canaries"), "--sizes", "2,5,11"]) == 1
        said = capsys.readouterr().err.splitlines()
        assert len(said) == len(expected) and all(
            line.startswith(start) for line, start in zip(said, expected, strict=True)
        )
    assert not (tmp_path / "canaries").exists()


SIZES_SAID, HOUR_SAID = (
    "is not three sizes. Write numbers of 1 or more, such as 10,200,5000.",
    "'noon' is no hour. Write one as 2026-11-24T05.",
)


@pytest.mark.parametrize(
    ("given", "said"),
    [(["--sizes", bad], SIZES_SAID) for bad in ("1,2", "0,2,3", "a,b,c", "1,2,3,", "1,-2,3")]
    + [(["--sizes", "1,2,3", "--hour", "noon"], HOUR_SAID), ([], "required: --sizes")],
)
def test_a_command_line_that_cannot_be_read_says_why_and_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        canary.main([str(pool(tmp_path / "pool.jsonl", 3)), str(tmp_path), *given])
    assert ended.value.code == 2 and said in capsys.readouterr().err
