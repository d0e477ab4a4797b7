"""Cuts the font files of this folder from the two npm packages (SIL OFL 1.1) that carry the originals.

    npm pack @fontsource-variable/archivo @fontsource-variable/source-serif-4     # then unpack both
    python docs/fonts/cut.py ARCHIVO_PACKAGE SOURCE_SERIF_PACKAGE                  # needs fonttools and brotli

"Source" is a reserved name, so the cut files carry names of their own, inside the file too.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
# What every page shows, and by itself what few do: `unicode-range` in tokens.css lets a browser fetch that on demand.
PLAIN = [*range(0x20, 0x7F), *map(ord, "\u00a0–—‘’“”…×÷−±·•§°½€£µ")]
ACCENTED = [*map(ord, "àáâäãåçèéêëíïñóôöøúüß")]
CUTS = (
    ("sans", 0, "archivo-latin-standard-normal.woff2", {"wght": (400, 720), "wdth": 100}, "Lane Sans"),
    ("serif", 1, "source-serif-4-latin-standard-normal.woff2", {"wght": (400, 650), "opsz": 17}, "Lane Serif"),
    ("serif-i", 1, "source-serif-4-latin-standard-italic.woff2", {"wght": 400, "opsz": 17}, "Lane Serif"),
)
NAMED = {1, 3, 4, 6, 16, 18, 21, 25}  # the name records that carry the family's name


def cut(original: Path, limits: dict[str, object], family: str, characters: list[int]) -> TTFont:
    """The font within `limits`, with these characters and the features a page uses, under its own name."""
    font = TTFont(original)
    font = instantiateVariableFont(
        font, {axis: v for axis, v in limits.items() if axis in {a.axisTag for a in font["fvar"].axes}}
    )
    options = Options(
        layout_features=["kern", "liga", "tnum"], hinting=False, name_IDs=[0, 1, 2, 3, 4, 6, 13, 14], flavor="woff2"
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    for record in list(font["name"].names):
        if record.nameID in NAMED:
            plain = family.replace(" ", "") if record.nameID in (6, 25) else family
            record.string = plain
    font.flavor = "woff2"
    return font


def main(folders: list[str]) -> None:
    for name, index, file, limits, family in CUTS:
        for suffix, characters in (("", PLAIN), ("-accented", ACCENTED)):
            out = HERE / f"{name}{suffix}.woff2"
            cut(Path(folders[index]) / "files" / file, limits, family, characters).save(out)
            print(out.name, out.stat().st_size)
    for cut_name, name, index in (("sans", "archivo", 0), ("serif", "source-serif-4", 1)):
        holder = TTFont(HERE / f"{cut_name}.woff2")["name"].getDebugName(0)
        licence = (Path(folders[index]) / "LICENSE").read_text(encoding="utf-8")
        (HERE / f"OFL-{name}.txt").write_text(f"{holder}\n\n{licence}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
