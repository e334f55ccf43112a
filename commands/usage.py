"""The Indonesian command line: its parser, its exit codes, and what it says."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from reference.control_characters import strip_control_characters

Run = Callable[[argparse.Namespace], int]
DONE, REFUSED, USAGE, STOPPED = 0, 1, 2, 130


class UsageError(ValueError):
    """A command line that cannot be carried out; the message is Indonesian."""


def print_message(text: str) -> None:
    """Print to the screen, never into what a command writes; a name of a file moves no terminal's cursor."""
    print(strip_control_characters(text.replace("\r", " ")), file=sys.stderr)


def progress_counter(noun: str) -> Callable[[int, int, str], None]:
    """Counts on one line of a terminal: "17 dari 40 berkas: …"; silent where nobody looks."""

    def show(done: int, total: int, name: str) -> None:
        if sys.stderr.isatty():
            end = "\n" if done == total else ""
            print(
                f"\r{done} dari {total} {noun}: {strip_control_characters(name)[:60]:<60}",
                end=end,
                file=sys.stderr,
                flush=True,
            )

    return show


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Indonesian, whatever words its Python has."""

    WRONG = (
        (r"arguments are required: (.+)", "Belum diisi: {}."),
        (r"unrecognized arguments: (.+)", "Tidak dikenal: {}."),
        (r"argument (\S+): invalid int", "{} harus bilangan bulat."),
        (r"argument (\S+): invalid choice", "{} bukan salah satu pilihannya."),
        (r"argument (\S+): expected", "{} memerlukan isi."),
    )

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, add_help=False, allow_abbrev=False)
        self.needed = self.add_argument_group("wajib")
        self.optional = self.add_argument_group("pilihan")
        self.optional.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "pemakaian: ", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "pemakaian: ", 1)

    def error(self, message: str) -> NoReturn:
        found = ((text, re.search(pattern, message)) for pattern, text in self.WRONG)
        said = next((text.format(match[1]) for text, match in found if match), "Perintah tidak dikenali.")
        raise UsageError(f"{said}\n{self.format_usage().rstrip()}")


def add_command(commands: Any, name: str, run: Run, text: str) -> Parser:
    """A command by its name: what it does, in words and in code."""
    added: Parser = commands.add_parser(name, help=text, description=text)
    added.set_defaults(run=run)
    return added
