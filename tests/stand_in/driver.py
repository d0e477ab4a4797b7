"""Runs the batch script as a process of its own, many times, at the price of one start; kills it where it is told to.

One JSON line in: {"runs": [argv, …], "kill_at": k or null}. One JSON line out: {"status": exit status or -signal,
"out": …, "steps": n}. The script's folder is on PYTHONPATH. The client libraries are loaded once, and with "warm" a run
is made here, so that what they build at first use is built; each call is a fork, so a SIGKILL is a real one.

A step is what the disk or the outside world can see: a line added to the ledger, a file renamed into place, a request
that leaves. At step k the process kills itself just before it, and where that is a line, with half of it written. In
between nothing can be seen, so every point at which a process can be killed is one of these.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import io
import json
import os
import signal
import ssl
import sys
import traceback
from typing import Any

import anthropic  # noqa: F401 - loaded once for all runs
import batch_ledger
import facts
import httpx2
import ledger
import openai  # noqa: F401
from google import genai  # noqa: F401

# Reading the machine's certificates takes most of a run.
once = functools.cache(ssl.create_default_context)
ssl.create_default_context = once  # type: ignore[assignment]  # a cache takes any arguments, so it says nothing of them
ssl.create_default_context()
steps = 0


def run(runs: list[list[str]], kill_at: int | None) -> int:
    """The exit status of the last run, or of the first that is not 0, unless the process is killed at `kill_at`."""

    def step(torn: Any = None) -> None:
        global steps
        steps += 1
        if steps == kill_at:
            if torn:
                torn()
            os.kill(os.getpid(), signal.SIGKILL)

    replace, send, write = os.replace, httpx2.Client.send, ledger.Ledger.write

    def replaced(old: Any, new: Any) -> None:
        step()
        replace(old, new)

    def sent(self: Any, *given: Any, **named: Any) -> Any:
        step()
        return send(self, *given, **named)

    def written(self: ledger.Ledger, event: facts.Event, **told: Any) -> None:
        def half() -> None:
            self._file.write(json.dumps({"event": event, **told}).encode()[:20])
            self._file.flush()

        step(half)
        write(self, event, **told)

    os.replace = replaced  # type: ignore[assignment]  # the script's own call is the only one, and names no more
    httpx2.Client.send = sent  # type: ignore[method-assign]  # the point of this program: each step counted
    ledger.Ledger.write = written  # type: ignore[method-assign]  # the same
    return next((status for argv in runs if (status := batch_ledger.main(argv))), 0)


def child(runs: list[list[str]], kill_at: int | None, pipe: int) -> None:
    """Runs and reports through the pipe; never returns."""
    said = io.StringIO()
    sys.stdout = sys.stderr = said
    status = 99
    try:
        status = run(runs, kill_at)
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 98
    except BaseException:
        traceback.print_exc(file=said)
    os.write(pipe, json.dumps({"out": said.getvalue()[-20000:], "steps": steps}).encode())
    os._exit(status)


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        if asked.get("warm"):
            with contextlib.redirect_stdout(io.StringIO()):
                status = max(batch_ledger.main(argv) for argv in asked["runs"])
            gc.freeze()
            print(json.dumps({"status": status}), flush=True)
            continue
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            child(asked["runs"], asked["kill_at"], write)
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            told = json.loads(pipe.read() or b"{}")
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        print(json.dumps({"status": status, **told}), flush=True)


if __name__ == "__main__":
    main()
