"""What a build writes: a file only when its bytes differ, and archives that are the same bytes on every machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The zip archive of `files`, name -> bytes, in their order: stored unpacked, under one fixed date."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as package:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # a plain file, whichever system wrote it
            package.writestr(entry, data)
    return archive.getvalue()


def write(path: Path, text: str) -> None:
    """A file made at build, touched only when its bytes differ."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> bool:
    """The same for bytes; True when the file was written.

    Writing each time would make `mkdocs serve`, which watches the published folders, rebuild for ever.
    """
    differs = not path.exists() or path.read_bytes() != data
    if differs:
        path.write_bytes(data)
    return differs
