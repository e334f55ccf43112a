"""The goals of RPJMD, Renstra and Renja of a region: read from a workbook, kept, and tied to programmes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection

from planning.programmes import alignment
from planning.programmes.alignment import DOCUMENTS, Goal
from planning.programmes.programme import Programme
from reference import agencies, regions
from reference.keys import text_key
from storage import entries
from storage.engine import Store, reading_connection, writing_transaction
from storage.values import Actor
from survey import booklet
from survey.booklet import BookletField, BookletPage, BookletRow
from survey.messages import make_finding
from survey.values import Finding, SourceFile
from workflow.codec import Codec
from workflow.entries import Entries
from workflow.programmes import register

GOALS: Entries[Goal] = Entries("goal", Codec(Goal, fits=alignment.is_goal))
LINKS: Entries[tuple[str, ...]] = Entries("goal-links", Codec(tuple[str, ...]))
BOOK_ID = "siap-cerdas-sasaran"
TITLE = "Sasaran"


@dataclass(frozen=True)
class KeptGoals:
    """The goals of a region, document by document, as first written, and what people chose of them.

    `chosen`: programme -> keys of the goals it serves. `list_damaged_goals`: keys of goals that cannot be
    read, and of programmes whose chosen goals cannot; all stay stored. `numbers` and `link_numbers`: of the
    entries of the goals, and of the programmes whose goals were chosen, for `seen`.
    """

    goals: list[Goal]
    chosen: Mapping[str, tuple[str, ...]]
    damaged: tuple[list[str], list[str]]
    numbers: Mapping[str, int]
    link_numbers: Mapping[str, int]


def load_goals(store: Store, region: str) -> KeptGoals:
    """Goals and choices in one read."""
    with reading_connection(store) as connection:
        period = register.register_entry_scope(connection, region).period
        found = entries.list_entries_by_kind(connection, region, period, (GOALS.kind, LINKS.kind))
    listed, chosen = GOALS.of(found[GOALS.kind]), LINKS.of(found[LINKS.kind])
    order = list(DOCUMENTS)
    return KeptGoals(
        sorted(listed.items.values(), key=lambda goal: order.index(goal.document)),
        chosen.items,
        (list(listed.damaged), list(chosen.damaged)),
        listed.numbers,
        chosen.numbers,
    )


def list_goals(store: Store, region: str) -> list[Goal]:
    """The goals of `load_goals`."""
    return load_goals(store, region).goals


def goals_of_programmes(
    store: Store, region: str, programmes: Mapping[str, Programme], known: Sequence[Goal]
) -> dict[str, tuple[str, ...]]:
    """Programme key -> keys of the goals it serves, as chosen here, else as its own texts say."""
    return alignment.link_goals(programmes, known, load_goals(store, region).chosen)


def list_damaged_goals(store: Store, region: str) -> tuple[list[str], list[str]]:
    """The damaged ones of `load_goals`."""
    return load_goals(store, region).damaged


def link_programmes_to_goals(
    store: Store,
    region: str,
    served: Mapping[str, Iterable[str]],
    by: Actor,
    seen: Mapping[str, int] | None = None,
) -> int:
    """Set which goals programmes serve, also none; their texts no longer count then.

    OvertakenError where the goals of one were chosen since `KeptGoals.link_numbers` in `seen` (0 = never).
    """
    chosen = {programme: tuple(keys) for programme, keys in served.items()}
    with _beside_the_register(store, region) as (connection, period):
        return LINKS.save(connection, chosen, region, period, by=by, seen=seen)


def remove_goals(
    store: Store, region: str, keys: Iterable[str], by: Actor, seen: Mapping[str, int] | None = None
) -> int:
    """Take goals out; returns how many. `seen` as for `save_goals`."""
    with _beside_the_register(store, region) as (connection, period):
        return GOALS.save(connection, dict.fromkeys(keys), region, period, by=by, seen=seen)


def undo_goal_change(store: Store, region: str, by: Actor, save: int | None = None) -> int:
    """Take back one change of the list of goals, None = the newest of `by`; returns how many it touched."""
    with writing_transaction(store, region) as connection:
        period = register.register_entry_scope(connection, region).period
        return len(GOALS.undo(connection, by, region, period, save))


def goal_workbook_name(region: str) -> str:
    """ "Sasaran RPJMD Renstra Renja Kab. Nganjuk.xlsx"."""
    return f"Sasaran RPJMD Renstra Renja {regions.find_region(region).label}.xlsx"


def write_goal_workbook(known: Sequence[Goal], region: str, roster: pd.DataFrame, label: str = "") -> bytes:
    """The workbook to fill in, with the goals that are known already."""
    names = agencies.OpdNames(roster).in_full
    rows = [
        BookletRow(
            {
                "text": goal.text,
                "document": DOCUMENTS[goal.document],
                "number": goal.number,
                "opd": names.get(goal.opd, goal.opd),
            },
            goal.key,
        )
        for goal in known
    ]
    (page,) = _pages(roster)
    filled = BookletPage(page.title, page.hint, page.fields, tuple(rows))
    meta = {"buku": BOOK_ID, "kode_wilayah": region}
    return booklet.write_booklet(
        "Dokumen perencanaan", regions.find_region(region).name, [filled], meta, label
    )


def _pages(roster: pd.DataFrame) -> tuple[BookletPage, ...]:
    words = ("Sasaran", "Tujuan", "Tujuan/Sasaran", "Sasaran strategis", "Uraian", "Program", "Kegiatan")
    fields = (
        BookletField("text", "Uraian sasaran", 64, (), (*words, "Sub kegiatan", "Sasaran daerah")),
        BookletField("document", "Dokumen", 12, tuple(DOCUMENTS.values()), ("Jenis dokumen",)),
        BookletField("number", "Nomor", 12, (), ("Kode", "Nomor sasaran", "Kode sasaran")),
        BookletField(
            "opd", "OPD", 40, tuple(roster["name"]), ("Perangkat daerah", "OPD pengampu", "Pengampu")
        ),
    )
    hint = (
        "Satu baris satu tujuan, sasaran, program, atau kegiatan. Nomor ditulis seperti pada dokumennya, "
        "misalnya T2.S1. OPD diisi untuk Renstra dan Renja."
    )
    return (BookletPage(TITLE, hint, fields),)


def read_goal_file(region: str, roster: pd.DataFrame, file: SourceFile) -> tuple[list[Goal], list[Finding]]:
    """The goals of a list and what was odd in it; of another region's list none."""
    taken = booklet.read_booklet(file, _pages(roster))
    said = list(taken.findings)
    home = taken.meta.get("kode_wilayah", region) if taken.meta.get("buku") == BOOK_ID else region
    if home != region:
        known = regions.list_regions().index
        found = regions.find_region(home).name if home in known else home
        said.append(
            make_finding("E16", file=file.name, found=found, expected=regions.find_region(region).name)
        )
        return [], said
    said += [_nameless(row, file.name) for row in taken.rows if not row.texts.get("text")]
    read = [_goal(row, roster, file.name, said) for row in taken.rows if row.texts.get("text")]
    return read, said


def save_goals(
    store: Store, region: str, given: Sequence[Goal], by: Actor, seen: Mapping[str, int] | None = None
) -> int:
    """Write goals by their keys, others stay; returns how many are new or changed.

    OvertakenError where one of them changed since `KeptGoals.numbers` in `seen`.
    """
    with _beside_the_register(store, region) as (connection, period):
        return GOALS.save(connection, {goal.key: goal for goal in given}, region, period, by=by, seen=seen)


@contextmanager
def _beside_the_register(store: Store, region: str) -> Iterator[tuple[Connection, str]]:
    """Where goals are written: beside the register they are held against, the sample's apart from the own."""
    with writing_transaction(store, region) as connection:
        yield connection, register.register_entry_scope(connection, region).period


def _nameless(row: BookletRow, file: str) -> Finding:
    found = "; ".join(filter(None, row.texts.values()))
    return make_finding(
        "W92", file=file, sheet=row.sheet, cell=row.cells["text"], found=found, name="Uraian sasaran"
    )


def _goal(row: BookletRow, roster: pd.DataFrame, file: str, said: list[Finding]) -> Goal:
    text, number = " ".join(row.texts["text"].split()), row.texts.get("number", "")
    document, opd = _document(row, file, said), _opd(row, roster, file, said)
    return Goal(
        alignment.goal_key(document, number, text, opd),
        document,
        number,
        text,
        opd,
        f"{file}, lembar {row.sheet}, sel {row.cells['text']}",
    )


def _document(row: BookletRow, file: str, said: list[Finding]) -> str:
    """The document a row names, else the one its sheet is called after, else RPJMD with a finding."""
    for text in (row.texts.get("document", ""), row.sheet):
        for document, name in DOCUMENTS.items():
            if text_key(name) in text_key(text):
                return document
    cell = row.cells.get("document", row.cells["text"])
    found = row.texts.get("document", "") or "(dokumen kosong)"
    said.append(
        make_finding("W89", file=file, sheet=row.sheet, cell=cell, found=found, name=DOCUMENTS["rpjmd"])
    )
    return "rpjmd"


def _opd(row: BookletRow, roster: pd.DataFrame, file: str, said: list[Finding]) -> str:
    text = " ".join(row.texts.get("opd", "").split())
    if not text:
        return ""
    match = agencies.match_opd(text, roster)
    if match.opd:
        return match.opd
    said.append(make_finding("W87", file=file, sheet=row.sheet, cell=row.cells["opd"], found=text))
    return text
