"""sample: the synthetic files of five kabupaten."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from commands.usage import DONE, UsageError, add_command, print_message


def add_sample_command(commands: Any) -> None:
    """Its place in the command line."""
    added = add_command(commands, "sample", run_sample, "Tulis data contoh (sintetis) lima kabupaten.")
    added.needed.add_argument("--out", required=True, metavar="FOLDER")
    added.optional.add_argument("--seed", type=int, metavar="ANGKA", help="benih acak")


def run_sample(arguments: argparse.Namespace) -> int:
    """Do it; the exit code."""
    from workflow import sample

    folder = Path(arguments.out)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} bukan folder.")
    seed = sample.SEED if arguments.seed is None else arguments.seed
    written = sample.write_sample(folder, seed=seed)
    print_message(f"{len(written)} berkas contoh (sintetis) ditulis ke {folder}.")
    return DONE
