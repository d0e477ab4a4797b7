"""The batch script's process and the vendors that it meets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .desk import ALL, BASE, VENDORS, Driver, job
from .server import start
from .world import World


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[Any, str]]:
    server, address = start(World())
    yield server, address
    server.shutdown()
    server.server_close()


@pytest.fixture
def world(served: tuple[Any, str]) -> World:
    fresh = World()
    served[0].RequestHandlerClass.world = fresh
    return fresh


@pytest.fixture(scope="session")
def script(served: tuple[Any, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    driver = Driver({vendor: served[1] + base for vendor, base in BASE.items()})
    for vendor in VENDORS:
        assert driver(ALL, job(tmp_path_factory.mktemp("warm"), vendor), vendor, warm=True)["status"] == 0
    yield driver
    assert driver.process.stdin and driver.process.stdout
    driver.process.stdin.close()
    assert driver.process.wait(10) == 0
    driver.process.stdout.close()
