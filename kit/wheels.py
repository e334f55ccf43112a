"""Fetches every package of a target for each Python, through pip and whatever registry this computer uses."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from kit.targets import PYTHONS, KitTarget, list_pins

PIP = "pip==26.3"  # the kit's own: a Python on a laptop may bring none


class KitError(Exception):
    """One Indonesian sentence: why there is no kit."""


def fetch_wheels(
    requirements: str, target: KitTarget, folder: Path, say: Callable[[str], None] = lambda _: None
) -> None:
    """Put the wheels of all pins into `folder`. Raises KitError naming the Python where one is not there."""
    for python in PYTHONS:
        say(f"Mengambil paket untuk Python {python} ({target.name}) ...")
        pins = [*list_pins(requirements, target, python), PIP]
        done = subprocess.run(  # noqa: S603
            _command(target, python, folder, pins),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
            raise KitError(
                f"Paket untuk Python {python} tidak dapat diambil: {(said or ['pip gagal'])[-1]}. "
                "Periksa sambungan internet, lalu ulangi."
            )


def _command(target: KitTarget, python: str, folder: Path, pins: Iterable[str]) -> list[str]:
    tags = [part for tag in target.tags for part in ("--platform", tag)]
    # Of this machine's Python pip would take the markers too; the pins are already those of the target.
    chosen = [
        "--only-binary",
        ":all:",
        "--no-deps",
        "--python-version",
        python,
        "--implementation",
        "cp",
        *tags,
    ]
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    return [sys.executable, "-m", "pip", "download", *quiet, *chosen, "--dest", str(folder), *pins]
