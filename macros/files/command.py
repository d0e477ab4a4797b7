"""A command at its edge: who stops reading early ends it quietly, and what this machine refuses is said."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import NoReturn

CLOSED, INTERRUPTED = 141, 130  # as a shell counts a program that was ended by SIGPIPE or SIGINT


def run(main: Callable[[list[str]], int | None]) -> NoReturn:
    """Ends the process with the status of `main`, which gets the command's arguments."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name may hold what a terminal cannot show
    try:
        status = main(sys.argv[1:]) or 0
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = CLOSED
    except KeyboardInterrupt:
        status = INTERRUPTED
    except OSError as fault:
        print(
            f"{fault.filename or 'this machine'}: {fault.strerror or fault}. Mend this and run it again.",
            file=sys.stderr,
        )
        status = 2
    sys.exit(status)
