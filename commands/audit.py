"""audit verify: whether the record of changes is whole and the store is still what it says."""

from __future__ import annotations

import argparse
from typing import Any

from commands.usage import DONE, REFUSED, Parser, UsageError, add_command, print_message

TEXT = "Periksa apakah jejak audit utuh."
EXAMPLE = "3518/12/3f9a41c277d0b812"


def add_audit_command(commands: Any) -> None:
    """Its place in the command line."""
    audit: Parser = commands.add_parser("audit", help=TEXT, description=TEXT)
    parts = audit.add_subparsers(required=True, metavar="BAGIAN", title="bagian")
    verify = add_command(parts, "verify", verify_record, "Periksa rantai jejak audit dan isi penyimpanan.")
    verify.optional.add_argument(
        "--head",
        action="append",
        default=[],
        metavar="KODE",
        help=f"kode jejak audit yang tercetak pada dokumen, misalnya {EXAMPLE}; boleh beberapa",
    )


def verify_record(arguments: argparse.Namespace) -> int:
    """Say what does not fit; the exit code says whether anything does not."""
    from storage import StoreError, chain_check, open_store
    from workflow import audit_trail

    try:
        store = open_store()
        said, unchecked = audit_trail.describe_schema(store)
        said += audit_trail.describe_chain_faults(store, chain_check.list_chain_faults(store))
        said += [text for head in arguments.head if (text := _head_fault(store, head))]
        heads = chain_check.list_chain_heads(store)
    except StoreError as refusal:
        raise UsageError(str(refusal)) from refusal
    for text in said:
        print_message(text)
    if said:
        print_message("Jejak audit TIDAK cocok. Bandingkan dengan salinan cadangan basis data.")
        return REFUSED
    for head in heads:
        print_message(f"{audit_trail.describe_chain(head.chain)}: {head}")
    print_message("Jejak audit utuh, dan isi penyimpanan cocok dengan catatannya.")
    if unchecked:
        raise UsageError(unchecked)
    return DONE


def _head_fault(store: Any, head: str) -> str:
    from workflow import audit_trail

    known = audit_trail.is_known_head(store, head)
    if known is None:
        raise UsageError(f"{head} bukan kode jejak audit. Contoh: {EXAMPLE}.")
    return "" if known else f"Kode {head} tidak ada di sini: rantainya pernah dipotong atau diubah."
