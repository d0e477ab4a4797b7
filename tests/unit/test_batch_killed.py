"""Killed at a random moment while something else goes wrong too: no row is lost, none is paid twice, each is counted.

A few each time; `make fuzz` asks for 500 of each vendor (KILLS=500).
"""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest
from stand_in.desk import ALL, VENDORS, Driver, finish, job
from stand_in.replies import refuse
from stand_in.world import World

KILLS = int(os.environ.get("KILLS", "16"))
ROWS, STEPS = 5, 60
PAGE = b"<html>a gateway</html>"


def trouble(world: World, draw: random.Random) -> str:
    """Puts some faults into a world, and says which."""
    faults = {
        "create breaks": lambda: world.faults.update(create=[draw.choice(["500", "500 after", "cut after", "429"])]),
        "create is answered by a gateway": lambda: world.replies.update(
            create=refuse(draw.choice([302, 400, 403, 404, 409, 429, 499, 502]), 1, PAGE, after=draw.random() < 0.5)
        ),
        "the list lags": lambda: setattr(world, "lag", draw.randint(1, 3)),
        "a look is not known": lambda: world.replies.update(look=refuse(404, draw.randint(1, 3))),
        "a look breaks": lambda: world.faults.update(look=[draw.choice(["500", "cut", "429"])]),
        "results are short": lambda: world.faults.update(results=["short"] * draw.randint(1, 3)),
        "results break": lambda: world.faults.update(results=[draw.choice(["cut", "500", "429"])]),
        "results are not known": lambda: world.replies.update(results=refuse(404, 1)),
        "an upload breaks": lambda: world.faults.update(upload=[draw.choice(["500", "cut after"])]),
        "a row fails": lambda: world.fate.update({f"row {draw.randrange(ROWS)}": "failed"}),
        "lines are in disorder": lambda: (setattr(world, "shuffle", True), setattr(world, "repeat", True)),
    }
    chosen = draw.sample(sorted(faults), draw.randint(1, 3))
    for name in chosen:
        faults[name]()
    return ", ".join(chosen)


@pytest.mark.parametrize("vendor", VENDORS)
def test_killed_at_a_random_moment_under_faults_nothing_is_lost_or_paid_twice(
    script: Driver, served: tuple[Any, str], tmp_path: Path, vendor: str
) -> None:
    killed = 0
    for number in range(KILLS):
        draw = random.Random(f"{vendor} {number}")
        world = served[0].RequestHandlerClass.world = World()
        said = trouble(world, draw)
        folder = job(tmp_path / str(number), vendor, ROWS)
        at = draw.randint(1, STEPS)
        for kill in (at, draw.randint(1, STEPS)):
            killed += script(ALL, folder, vendor, "--max-rows", "2", kill_at=kill)["status"] == -9
        made = finish(script, world, folder, vendor, "--max-rows", "2")
        assert made["counts"]["done"] == ROWS and sum(made["counts"].values()) == ROWS, (number, at, said, made)
        assert set(world.answered.values()) == {1} and len(world.answered) == ROWS, (number, at, said, world.answered)
    assert killed > KILLS / 2
