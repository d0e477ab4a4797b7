"""Runs the batch script as a process of its own, many times, at the price of one start; kills it where it is told to.

One JSON line in: {"argv": [...], "kill_at": k or null}. One JSON line out: {"status": exit status or -signal, "out": …, "steps": n}.
The client libraries are loaded once; each run is a fork, so a SIGKILL is a real one. A step is what the outside world or
the disk can see: a request before it leaves, the same after its answer came, a synced file, a renamed file. At step k the
process kills itself; torn lines are made by the step that writes half a line first.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "assets" / "batch"
sys.path.insert(0, str(SCRIPT))

import anthropic  # noqa: E402, F401 - loaded once for all runs
import batch_ledger  # noqa: E402
import httpx2  # noqa: E402
import ledger  # noqa: E402
import openai  # noqa: E402, F401
from google import genai  # noqa: E402, F401

steps = 0


def run(argv: list[str], kill_at: int | None) -> int:
    """The script's exit status, unless it is killed at step `kill_at`."""

    def step(torn: Any = None) -> None:
        global steps
        steps += 1
        if steps == kill_at:
            if torn:
                torn()
            os.kill(os.getpid(), signal.SIGKILL)

    sync, replace, send, write = os.fsync, os.replace, httpx2.Client.send, ledger.Ledger.write

    def synced(descriptor: int) -> None:
        step()
        sync(descriptor)
        step()

    def replaced(old: Any, new: Any) -> None:
        replace(old, new)
        step()

    def sent(self: Any, *given: Any, **named: Any) -> Any:
        step()
        answer = send(self, *given, **named)
        step()
        return answer

    def written(self: Any, event: str, **facts: Any) -> None:
        def half() -> None:
            self._file.write(json.dumps({"event": event, **facts}).encode()[:20])
            self._file.flush()

        step(half)
        write(self, event, **facts)

    os.fsync, os.replace, httpx2.Client.send, ledger.Ledger.write = synced, replaced, sent, written  # type: ignore[assignment, method-assign]
    return batch_ledger.main(argv)


def child(argv: list[str], kill_at: int | None, pipe: int) -> None:
    """Runs and reports through the pipe; never returns."""
    said = io.StringIO()
    sys.stdout = sys.stderr = said
    status = 99
    try:
        status = run(argv, kill_at)
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 98
    except BaseException:
        traceback.print_exc(file=said)
    os.write(pipe, json.dumps({"out": said.getvalue()[-20000:], "steps": steps}).encode())
    os._exit(status)


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            child(asked["argv"], asked["kill_at"], write)
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            told = json.loads(pipe.read() or b"{}")
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        print(json.dumps({"status": status, **told}), flush=True)


if __name__ == "__main__":
    main()
