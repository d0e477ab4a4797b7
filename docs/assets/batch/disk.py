"""Files that are whole or not there, on disk when a call returns, in a folder that one process holds."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import IO

from facts import Stop


def put(path: Path, data: bytes) -> None:
    """Writes a whole file or nothing: a reader never meets half of one, not even after a crash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """A new name is on disk only once its folder is synced (POSIX; Windows does so by itself)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def hold(path: Path) -> IO[bytes]:
    """An open file that holds the folder until this process ends, however it ends."""
    file = path.open("a+b")
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            raise Stop(f"{path}: another process works on this folder. Wait for it, or end it.") from error
        raise Stop(f"{path}: this disk keeps no locks ({error.strerror}). Put the folder on another disk.") from error
    return file
