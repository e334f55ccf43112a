"""backup and restore: a copy of the whole store, and a copy in the store's place."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from commands.usage import DONE, REFUSED, add_command, print_message

FAULTS = 5  # named; `audit verify` names all
CHANGED = (
    "Jejak audit salinan ini TIDAK cocok: isinya diubah di luar aplikasi. Bandingkan dengan salinan lain, "
    "dan lihat seluruhnya dengan python cli.py audit verify."
)


def add_backup_commands(commands: Any) -> None:
    """Their places in the command line."""
    backup_ = add_command(commands, "backup", back_up_store, "Salin seluruh basis data ke sebuah folder.")
    backup_.needed.add_argument("folder", metavar="FOLDER")
    restore_ = add_command(
        commands, "restore", restore_store, "Pulihkan basis data dari salinan; yang diganti tetap disimpan."
    )
    restore_.needed.add_argument("file", metavar="SALINAN.zip")


def back_up_store(arguments: argparse.Namespace) -> int:
    """Write the copy; the exit code."""
    from storage import StoreError, store_copies

    try:
        copy = store_copies.copy_kept_store(Path(arguments.folder))
    except StoreError as refusal:
        print_message(str(refusal))
        return REFUSED
    print_message(f"Salinan utuh ditulis ke {copy.path} (SHA-256 basis data {copy.facts.sha256[:12]}...).")
    return DONE


def restore_store(arguments: argparse.Namespace) -> int:
    """Put the copy in the store's place; the exit code."""
    from reference.dates import to_local_time
    from storage import StoreError, restoring

    try:
        done = restoring.restore_copy(Path(arguments.file))
    except StoreError as refusal:
        print_message(str(refusal))
        return REFUSED
    print_message(f"Dipulihkan: keadaan {to_local_time(done.facts.made_at):%d-%m-%Y %H.%M} WIB.")
    if done.kept:
        print_message(f"Yang digantikan disimpan di {done.kept}.")
    if done.erased:
        print_message(f"Isi {done.erased} berkas yang sudah dihapus sejak itu dihapus lagi.")
    _tell_what_was_changed()
    return DONE


def _tell_what_was_changed() -> None:
    """Say where the copy was changed past the app: whoever does that can put its checksum right as well."""
    from storage import StoreError, chain_check, open_store
    from workflow import audit_trail

    try:
        store = open_store()
        faults = chain_check.list_chain_faults(store)
        said = audit_trail.describe_chain_faults(store, faults[:FAULTS])
        store.dispose()
    except StoreError as refusal:
        said = [str(refusal)]
    for text in said:
        print_message(text)
    if said:
        print_message(CHANGED)
