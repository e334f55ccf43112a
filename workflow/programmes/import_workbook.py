"""Programmes of a workbook on their way into the register: what each row would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from functools import partial
from types import MappingProxyType
from typing import Any, Literal

from planning.plan.quick_wins import QuickWinMarks
from planning.programmes import register_checks
from planning.programmes.programme import BLANK, Programme, Realisation
from planning.programmes.register_checks import RegisterReferences, RegisterRemark
from reference.keys import text_key as spelled
from storage.engine import Store, writing_transaction
from storage.values import Actor
from survey.programmes import ProgrammeBook, ProgrammeRow
from survey.values import Finding
from workflow.programmes import quick_win_marks, register, risk_owner
from workflow.programmes.from_forms import reported_programme_key
from workflow.programmes.register import Register

State = Literal["new", "changed", "same", "earlier", "open"]


@dataclass(frozen=True)
class ImportRow:
    """A row and the programme it makes. `state`: "new"; "changed" with the fields that differ; "same";
    "earlier": the row was taken over before, and what somebody has changed or deleted here since stands; or
    "open": risks of which it is not clear whose they are, with the keys that may be meant in `candidates`.
    """

    row: ProgrammeRow
    programme: Programme
    state: State
    changed: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportPreview:
    """What importing a file would do; `numbers` are those of the register it was held against;
    `findings` tell which programme risks were taken to be of; `marks` are those of quick wins it brings."""

    book: ProgrammeBook
    rows: tuple[ImportRow, ...]
    numbers: Mapping[str, int]
    findings: tuple[Finding, ...] = ()
    marks: Mapping[str, QuickWinMarks] = field(default_factory=dict)

    @property
    def changes(self) -> dict[str, Programme]:
        """The programmes to write."""
        return {one.programme.key: one.programme for one in self.rows if one.state in ("new", "changed")}

    def having(self, state: State) -> tuple[ImportRow, ...]:
        """The rows in one state."""
        return tuple(one for one in self.rows if one.state == state)


def preview_import(
    store: Store, region: str, book: ProgrammeBook, meant: Mapping[str, str] = MappingProxyType({})
) -> ImportPreview:
    """What each row of a file would change; nothing is written.

    `meant`: the name a table of risks uses -> key of the programme that is meant, as somebody said, or
    `risk_rows.NEW`.
    """
    kept = register.load_register(store, region)
    known = kept.programmes
    before = register.programme_histories(store, region)
    adding = [row for row in book.rows if row.adds and meant.get(row.given["name"]) != risk_owner.NEW]
    keyed = dict(_keyed(known, [replace(row, adds=False) for row in book.rows if row not in adding]))
    names = {spelled(one.name): key for key, one in known.items()}
    names |= {spelled(row.given["name"]): key for key, row in keyed.items()}
    found = risk_owner.match_risk_owners(adding, known, keyed, meant, book.file)
    waits = _Waits(names, {*known, *keyed})
    rows = [
        _incoming(row, key, known.get(key), before.get(key, []), book, waits)
        for key, row in found.rows.items()
    ]
    rows += [
        ImportRow(row, replace(BLANK, name=row.given["name"]), "open", (), maybe) for row, maybe in found.open
    ]
    marks = _marks(store, region, rows)
    return ImportPreview(book, tuple(rows), kept.numbers, found.findings, marks)


def _marks(store: Store, region: str, rows: Sequence[ImportRow]) -> dict[str, QuickWinMarks]:
    """Programme -> what is said of it with the marks of its row; a mark the room gave stands."""
    said, known = quick_win_marks.read_quick_win_marks(store, region), register.read_register(store, region)
    found = {}
    for one in rows:
        key = one.programme.key
        if one.row.marks and (key in known or one.state == "new"):
            before = said.get(key, QuickWinMarks())
            found[key] = replace(before, marks={**one.row.marks, **before.marks})
    return {key: each for key, each in found.items() if each != said.get(key)}


def save_import(store: Store, region: str, found: ImportPreview, *, by: Actor) -> int:
    """Take over what a preview shows, in one step that can be undone; returns how many programmes changed.

    Marks of quick wins are a step of their own, which Prioritas takes back.
    Raises StoreError, and nothing is stored, without a name or when somebody changed one of them since.
    """
    with writing_transaction(store, region) as connection:
        changed = register.save_programmes(connection, region, found.changes, by=by, seen=found.numbers)
        if marks := _marks(connection, region, found.rows):
            quick_win_marks.save_quick_win_marks(connection, region, marks, by=by)
    return changed


def remarks_on_import(
    found: ImportPreview, known: Register, facts: RegisterReferences
) -> list[tuple[ImportRow, RegisterRemark]]:
    """What is wrong or lacking in what a file would write, each with its row; unread cells aside."""
    after = {**known, **found.changes}
    at = {one.programme.key: one for one in found.rows if one.state in ("new", "changed")}
    told = (
        one for one in register_checks.check_register(after, facts) if one.key in at and one.code != "unread"
    )
    return [(at[one.key], one) for one in told]


def _keyed(known: Register, rows: Sequence[ProgrammeRow]) -> Iterator[tuple[str, ProgrammeRow]]:
    """The key of each row: its own where the register has it, else by OPD and name, else by name alone."""
    by_name: dict[str, list[str]] = {}
    for key, one in known.items():
        by_name.setdefault(spelled(one.name), []).append(key)
    taken: set[str] = set()
    for row in rows:
        key = _key(known, by_name, row)
        if key in taken:
            key = register.new_programme_key(row.given["name"], row.given.get("lead", ""), taken)
        taken.add(key)
        yield key, row


def _key(known: Register, by_name: Mapping[str, list[str]], row: ProgrammeRow) -> str:
    if row.given.get("key") in known:
        return str(row.given["key"])
    lead, name = row.given.get("lead", ""), row.given["name"]
    own = reported_programme_key(lead, name)
    if own in known:
        return own
    same = [key for key in by_name.get(spelled(name), []) if name and known[key].lead == lead]
    return same[0] if len(same) == 1 else own


@dataclass(frozen=True)
class _Waits:
    """Finds the programmes that a row says must be finished first."""

    names: Mapping[str, str]
    keys: set[str]

    def keys_of(self, texts: Sequence[str]) -> tuple[tuple[str, ...], str]:
        """Their keys, and the texts that name none."""
        found = {text: text if text in self.keys else self.names.get(spelled(text)) for text in texts}
        missed = "; ".join(text for text, key in found.items() if key is None)
        return tuple(dict.fromkeys(key for key in found.values() if key)), missed


def _incoming(
    row: ProgrammeRow,
    key: str,
    old: Programme | None,
    before: Sequence[Programme],
    book: ProgrammeBook,
    waits: _Waits,
) -> ImportRow:
    given, unread = _fields(row, waits)
    origin = f"{book.file} · {row.sheet} · baris {row.row}"
    start = replace(BLANK, key=key) if old is None else old
    over = partial(_over, given=given, unread=unread, adds=row.adds)
    made = over(start)
    changed = _differing(start, made)
    if old is not None and not changed:
        return ImportRow(row, old, "same")
    if any(not _differing(one, over(one)) for one in before):
        return ImportRow(row, start if old else made, "earlier", changed)
    if old is None:
        return ImportRow(row, replace(made, origin=origin), "new")
    if row.adds:
        origin = risk_owner.unite_text_parts(old.origin, origin, "; ")
    return ImportRow(row, replace(made, origin=origin), "changed", changed)


def _fields(row: ProgrammeRow, waits: _Waits) -> tuple[dict[str, Any], dict[str, str]]:
    """The row's fields as a programme holds them."""
    known = {one.name for one in fields(Programme)}
    aside = {"key", "name"} if row.adds else {"key"}
    given = {name: value for name, value in row.given.items() if name in known and name not in aside}
    unread = dict(row.unread)
    if "after" in given:
        given["after"], missed = waits.keys_of(given["after"])
        unread |= {"after": missed} if missed else {}
    if "realisation" in given:
        given["realisation"] = {year: Realisation(**said) for year, said in given["realisation"].items()}
    return given, unread


def _over(
    old: Programme, given: Mapping[str, Any], unread: Mapping[str, str], *, adds: bool = False
) -> Programme:
    """The old programme with what a row gives; what it cannot say leaves a value that is known alone.

    A row that `adds` takes no other risk away: its lines put right those of the same risk, or go below.
    """
    if adds:
        given = risk_owner.overlay_risk_texts({"risk": old.risk, "mitigation": old.mitigation}, given)
    open_ = {name: text for name, text in old.unread.items() if name not in given}
    open_ |= {name: text for name, text in unread.items() if name in given or _is_blank(old, name)}
    years = {**old.realisation, **given.get("realisation", {})}
    return replace(old, **{**given, "realisation": years, "unread": open_})


def _is_blank(one: Programme, name: str) -> bool:
    return bool(getattr(one, name, None) == getattr(BLANK, name, None))


def _differing(old: Programme, new: Programme) -> tuple[str, ...]:
    before, after = asdict(old), asdict(new)
    return tuple(name for name, value in after.items() if name != "origin" and value != before[name])
