"""Files -> a zip archive, the same bytes on every machine: stored, not packed, under one fixed date, whatever the compressor."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The archive of `files`, name -> bytes, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # a plain file, whichever system wrote it
            package.writestr(entry, data)
    return out.getvalue()
