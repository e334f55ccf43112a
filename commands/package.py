"""pack and bring: kabupaten of the store into one file, and from such files into the store."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from commands.arguments import open_app_store
from commands.usage import DONE, REFUSED, UsageError, add_command, print_message


def add_package_commands(commands: Any) -> None:
    """Their places in the command line."""
    pack_ = add_command(
        commands, "pack", pack_regions, "Buat paket proyek dari kabupaten/kota di penyimpanan."
    )
    pack_.needed.add_argument("--out", required=True, metavar="PAKET.zip")
    pack_.optional.add_argument(
        "--region", action="append", metavar="KODE", help="boleh beberapa; tanpa ini semua"
    )
    bring_ = add_command(commands, "bring", bring_packages, "Muat paket proyek ke penyimpanan.")
    bring_.needed.add_argument("files", nargs="+", metavar="PAKET.zip")
    bring_.needed.add_argument("--actor", required=True, metavar="NAMA", help="dicatat dalam jejak audit")
    bring_.optional.add_argument(
        "--take", action="append", default=[], metavar="KODE", help="pakai isi paket di mana berbeda"
    )


def pack_regions(arguments: argparse.Namespace) -> int:
    """Write the package; the exit code."""
    from storage.results import state
    from workflow.package.archive import write_package
    from workflow.package.gather import gather_package
    from workflow.package.locked_periods import list_locked_places, tell_copies_left_behind

    store = open_app_store()
    held = state.list_known_regions(store)
    wanted = arguments.region or held
    if unknown := [code for code in wanted if code not in held]:
        raise UsageError(f"Tidak ada data untuk {', '.join(unknown)}.")
    if not wanted:
        raise UsageError("Penyimpanan masih kosong, sehingga tidak ada yang dapat dipaketkan.")
    package = gather_package(store, wanted)
    Path(arguments.out).write_bytes(write_package(package))
    for line in package.left_out:
        print_message(f"Tidak ikut karena rusak: {line}")
    if behind := tell_copies_left_behind(list_locked_places(package.regions)):
        print_message(behind)
    print_message(f"{len(wanted)} kabupaten/kota ditulis ke {arguments.out}.")
    return DONE


def bring_packages(arguments: argparse.Namespace) -> int:
    """Bring every package in; the exit code says whether one was refused or a difference left as it was."""
    from storage import StoreError
    from workflow.package.archive import PackageError
    from workflow.package.archive import read_package as opened

    store, code = open_app_store(), DONE
    for file in arguments.files:
        try:
            code = max(code, _brought(store, opened(Path(file).read_bytes()), file, arguments))
        except (PackageError, StoreError) as refusal:
            print_message(f"{file}: {refusal}")
            code = REFUSED
    return code


def _brought(store: Any, package: Any, file: str, arguments: argparse.Namespace) -> int:
    from storage.values import Actor
    from workflow.package.differences import compare_package
    from workflow.package.import_package import store_package as bring_in
    from workflow.package.locked_periods import tell_copies_left_behind

    found = compare_package(store, package)
    left = [one for one in found if one.differing and one.region not in arguments.take]
    brought = bring_in(store, package, Actor(arguments.actor), take=arguments.take, name=Path(file).name)
    print_message(f"{file}: {len(brought)} kabupaten/kota dimuat.")
    if behind := tell_copies_left_behind((label, one.region) for one in found for label in one.locked):
        print_message(f"{file}: {behind}")
    for one in left:
        print_message(
            f"{file}: {one.region} berbeda pada {one.differing} hal dan dibiarkan; "
            f"--take {one.region} memakai isi paket."
        )
    return REFUSED if left else DONE
