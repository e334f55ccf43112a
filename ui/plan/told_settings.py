"""What a room settled, told to people: as it stands in the store beside what is typed in a form."""

from collections.abc import Mapping
from typing import TypeVar

from planning.plan import ranking
from planning.plan.plan_settings import budget_year
from planning.plan.quick_wins import QuickWinMarks
from reports.remarks import LABELS
from storage.errors import NewerSave
from ui.shared.format import join_names
from ui.shared.saving import overtaken
from ui.shared.saving.overtaken import Compared, Newer
from ui.shared.saving.undo import UndoWords
from workflow.entries import Entries
from workflow.plan.plan_decisions import BALLOTS, THINGS_SETTLED, Ballot
from workflow.plan.region_plan import RegionPlan
from workflow.programmes.quick_win_marks import MARKS

T = TypeVar("T")

SHORTLIST = "shortlist"
WORDS = {
    "weights": UndoWords("bobot kriteria", ranking.CRITERIA),
    "lines": UndoWords("garis matriks", {"impact": "garis dampak", "ease": "garis kemudahan"}),
    "ceiling": UndoWords("pagu", {"rupiah": "pagu (rupiah)", "year": "tahun anggaran"}),
    SHORTLIST: UndoWords("usulan yang dinilai"),
    "decided": UndoWords("tanggal keputusan"),
    "horizon": UndoWords(
        "masa masterplan",
        {
            "first": "tahun pertama",
            "last": "tahun terakhir",
            "short": "jangka pendek sampai tahun ke-",
            "medium": "jangka menengah sampai tahun ke-",
            "rpjmd_first": "RPJMD mulai tahun",
        },
    ),
    "quick_win": UndoWords(
        "daftar periksa quick win",
        {
            "criteria": "kriteria",
            "gates": "syarat",
            "least": "rata-rata paling sedikit",
            "months": "manfaat terasa dalam (bulan)",
        },
    ),
}


def compare_settings(found: RegionPlan, newer: NewerSave, mine: object) -> list[Compared]:
    """A settled thing as somebody saved it beside what is typed; None = nothing is settled."""
    if newer.key == SHORTLIST:
        return [("Usulan yang dinilai", _named(found, newer.text), _named(found, _text(newer.key, mine)))]
    words = setting_words(found, newer.key)
    if not newer.text or mine is None:
        there, here = ("(bawaan)" if not one else "(disesuaikan)" for one in (newer.text, mine is not None))
        return [(words.thing, there, here)]
    return overtaken.compare_texts(newer.text, _text(newer.key, mine), words)


def setting_words(found: RegionPlan, thing: str) -> UndoWords:
    """How a settled thing and its fields are called."""
    year = budget_year(thing)
    if year is None:
        return WORDS[thing]
    steps = {step.code: f"{step.budget} {year}: {step.name}" for step in found.calendar.rules.steps}
    return UndoWords(f"kalender anggaran {year}", steps)


def looked_at(kind: Entries[T], before: Mapping[str, T], shown: Newer) -> dict[str, T]:
    """What a form was drawn over, and what the dialog has shown since."""
    newer = {one.key: kind.codec.decode(one.text) for one in shown if one.text is not None}
    gone = {one.key for one in shown if one.text is None}
    return {key: one for key, one in {**before, **newer}.items() if key not in gone}


def compare_marks(found: RegionPlan, newer: NewerSave, mine: QuickWinMarks) -> list[Compared]:
    """The quick-win marks of one proposal, criterion by criterion."""
    there = MARKS.codec.decode(newer.text) if newer.text else QuickWinMarks()
    named = {each.code: each.name for each in found.quick_win_list.criteria}
    name = found.by_key[newer.key].name
    pairs: list[tuple[str, object, object]] = [
        (named.get(code, code), there.marks.get(code), mine.marks.get(code))
        for code in {**named, **there.marks}
    ]
    pairs.append((LABELS["benefit"], there.benefit, mine.benefit))
    return [
        (f"{name}: {what}", overtaken.tell_value(one), overtaken.tell_value(other))
        for what, one, other in pairs
        if one != other
    ]


def compare_ballots(found: RegionPlan, newer: NewerSave, mine: Ballot | None) -> list[Compared]:
    """The ballot of one OPD, proposal by proposal."""
    words = UndoWords("suara", {key: each.name for key, each in found.by_key.items()})
    body = newer.key.partition("/")[2]
    text = None if mine is None else BALLOTS.codec.encode(mine)
    told = overtaken.compare_texts(newer.text, text, words)
    return [(f"{found.bodies.get(body, body)}: {what}", there, here) for what, there, here in told]


def _text(thing: str, value: object) -> str | None:
    return None if value is None else THINGS_SETTLED.codec_of(thing).encode(value)


def _named(found: RegionPlan, text: str | None) -> str:
    keys = THINGS_SETTLED.codec_of(SHORTLIST).decode(text) if text else ()
    names = [found.by_key[key].name if key in found.by_key else key for key in keys]
    return join_names(names) or "(semua usulan)"
