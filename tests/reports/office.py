"""LibreOffice as the second opinion on our workbooks and documents."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")

_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculated(sources: Sequence[Path], folder: Path) -> list[Path]:
    """The workbooks as LibreOffice saves them after computing every formula anew."""
    user = folder / "profil" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE)
    return converted(sources, "xlsx", folder)


def converted(sources: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """The files as LibreOffice writes them in another kind; started once, for it is slow to start."""
    profile = f"-env:UserInstallation=file://{folder / 'profil'}"
    out = folder / "hasil"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out)]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=600)
    return [out / f"{source.stem}.{kind}" for source in sources]
