"""The batch script and its licence -> one archive that a reader can use."""

from __future__ import annotations

from pathlib import Path

from ..files.write import write_bytes, zipped


def publish_script(folder: Path, licence: Path) -> None:
    """Writes batch-ledger.zip into the script's folder: its files, and the licence that lets a reader use them.

    A site without the script has none.
    """
    if not folder.is_dir():
        return
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in (".py", ".json")}
    write_bytes(folder / "batch-ledger.zip", zipped({**files, "LICENSE": licence.read_bytes()}))
