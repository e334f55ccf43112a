"""What came from each OPD of a region so far, stored or still waiting, as one list to look through."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from storage.engine import Store
from storage.upload import unstored_files
from survey.values import Reading
from workflow.results.stored_data import AssessmentScope, instrument_of_scope
from workflow.setup import completeness, opd_states
from workflow.upload.outcome import file_verdict

URGENCY = {"confirm": 0, "refused": 1, "waiting": 2, "ready": 3}


@dataclass(frozen=True)
class LedPart:
    """What an OPD leads under one dimension: indicators asked and answered; asked 0 = nothing to answer."""

    node: str
    asked: int
    answered: int


@dataclass(frozen=True)
class OpdStatus:
    """One OPD: its verdict ("waiting" = nothing came yet) and how much of what it leads is answered.

    `led` counts what it leads, `asked` what of it applies.
    """

    opd: str
    name: str
    verdict: str
    parts: tuple[LedPart, ...]
    led: int
    asked: int
    answered: int
    evidence: int
    note: str = ""
    """What is to be said besides: of a file that came and is not stored, or that there is no programme."""


@dataclass(frozen=True)
class OpdStatusCounts:
    """How many OPD stand where, and the share 0..1 of the led indicators that are answered."""

    ready: int
    confirm: int
    refused: int
    waiting: int
    answered: float


def list_opd_status(store: Store, scope: AssessmentScope, region: str) -> list[OpdStatus]:
    """Every OPD of the roster as the store knows it, with what came of it and is not stored."""
    nodes = answering_dimensions(store, scope)
    counts = completeness.completeness_by_dimension(store, scope, region).set_index(["opd", "node"])[
        ["asked", "answered"]
    ]
    asked = {
        (str(opd), str(node)): LedPart(str(node), int(a), int(b)) for (opd, node), (a, b) in _items(counts)
    }
    return [
        OpdStatus(
            str(row["opd"]),
            str(row["name"]),
            "ready" if row["state"] in opd_states.SETTLED else str(row["state"]),
            tuple(asked.get((str(row["opd"]), node), LedPart(node, 0, 0)) for node in nodes),
            int(row["led"]),
            int(row["asked"]),
            int(row["answered"]),
            int(row["evidence"]),
            _noted(row),
        )
        for row in completeness.list_opd_responses(store, scope, region).to_dict("records")
    ]


def add_open_files(rows: Sequence[OpdStatus], region: str, readings: Sequence[Reading]) -> list[OpdStatus]:
    """What needs a hand first; `readings` are those that are not stored and say more than the store."""
    open_ = _open(readings, region)
    told = [replace(row, verdict=open_[row.opd], note="") if row.opd in open_ else row for row in rows]
    return sorted(told, key=lambda row: URGENCY[row.verdict])


def answering_dimensions(store: Store, scope: AssessmentScope) -> list[str]:
    """The nodes OPD answer under, in the instrument's order."""
    return list(
        dict.fromkeys(completeness.dimension_of_leaves(instrument_of_scope(store, scope).framework).values())
    )


def count_opd_status(
    rows: Sequence[OpdStatus],
    readings: Sequence[Reading] = (),
    kept: Sequence[unstored_files.UnstoredFile] = (),
) -> OpdStatusCounts:
    """Counts over a region: OPD stored and silent, files that wait or were refused, now or before.

    `kept` are the region's files that are not stored; those of nobody named stand on no row.
    """
    now = [file_verdict(reading) for reading in readings]
    before = [row.verdict for row in rows] + [file.verdict for file in kept if not file.opd]
    asked = sum(row.asked for row in rows)
    return OpdStatusCounts(
        ready=sum(row.verdict == "ready" for row in rows),
        confirm=max(now.count("confirm"), before.count("confirm")),
        refused=max(now.count("refused"), before.count("refused")),
        waiting=sum(row.verdict == "waiting" for row in rows),
        answered=sum(row.answered for row in rows) / asked if asked else 0.0,
    )


def _noted(row: Mapping[Hashable, object]) -> str:
    """The file that came and is not stored with the first thing wrong, or that there is no programme."""
    if row["state"] == opd_states.NONE:
        return "Menyatakan tidak ada program."
    if not row["file"]:
        return ""
    return f"{row['file']}: {str(row['problems']).partition(chr(10))[0]}".strip(": ")


def _items(counts):  # type: ignore[no-untyped-def]
    return zip(counts.index, counts.itertuples(index=False), strict=True)


def _open(readings: Sequence[Reading], region: str) -> dict[str, str]:
    """The verdict on the OPD whose file is not stored; the one that can be settled counts."""
    found: dict[str, str] = {}
    for reading in sorted(readings, key=file_verdict, reverse=True):
        for response in reading.responses:
            if response.opd and response.region == region and file_verdict(reading) != "ready":
                found[response.opd] = file_verdict(reading)
    return found
