"""`cli.py kit`, and so `run.py bekal`: the ZIP with which a laptop without internet is set up."""

from __future__ import annotations

import argparse
import tomllib
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from commands.usage import DONE, REFUSED, add_command, print_message

ROOT = Path(__file__).resolve().parent.parent


def add_kit_command(commands: Any) -> None:
    """Kit: which system, and where the ZIP goes."""
    kit = add_command(commands, "kit", _make, "Buat satu ZIP untuk laptop tanpa internet.")
    kit.optional.add_argument(
        "--untuk",
        choices=("windows", "linux"),
        default="windows",
        help="sistem laptop itu: windows atau linux",
    )
    kit.optional.add_argument(
        "--ke", type=Path, default=Path(), metavar="FOLDER", help="folder tempat ZIP itu ditulis"
    )


def _make(given: argparse.Namespace) -> int:
    from kit.archive import write_kit
    from kit.pages import write_pages
    from kit.targets import TARGETS
    from kit.wheels import KitError, fetch_wheels

    facts = _facts(given.untuk)
    given.ke.mkdir(parents=True, exist_ok=True)
    to = given.ke.resolve() / f"siap-cerdas-{facts['version']}-{given.untuk}.zip"
    with TemporaryDirectory() as folder:
        wheels = Path(folder)
        try:
            pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
            fetch_wheels(pins, TARGETS[given.untuk], wheels, print_message)
        except KitError as refusal:
            print_message(str(refusal))
            return REFUSED
        write_kit(ROOT, wheels, write_pages(ROOT, facts), facts, to)
    print_message(
        f"Bekal selesai: {to} ({to.stat().st_size // 2**20} MB). Bukalah PETUNJUK.html di dalamnya."
    )
    return DONE


def _facts(target: str) -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    made = datetime.now().astimezone().isoformat(timespec="seconds")
    return {"for": target, "version": project["version"], "made": made}
