"""A list of OPD from a file: opened safely, laid over the OPD that are known, and who would leave by it."""

from collections.abc import Collection, Sequence

import pandas as pd

from reference import agencies
from reference.keys import text_key
from reference.rosters import COLUMNS
from storage.engine import Store
from storage.results import answers
from storage.results.region_export import list_region_scopes
from storage.setup import assignments
from survey.files.grid import Workbook
from survey.files.preflight import RefusalError
from survey.files.sandbox import end_slow_reading, read_table_file
from survey.messages import make_finding
from survey.roster.reading import read_opd_list
from survey.roster.values import RosterChoice, RosterReading, RosterRow
from survey.values import SourceFile
from workflow.results.stored_data import AssessmentScope
from workflow.setup.roster_edits import OpdListError

DISTRICT = "KEC"


def open_list_file(file: SourceFile) -> Workbook:
    """The sheets of a file, opened in the child process. Raises OpdListError with what to do."""
    try:
        return read_table_file(file)
    except RefusalError as refusal:
        raise _told(refusal) from refusal


def read_list_in_time(book: Workbook, choice: RosterChoice | None = None) -> RosterReading:
    """The OPD of an opened file, where `choice` says if given. Raises OpdListError if it takes too long."""
    try:
        with end_slow_reading():
            return read_opd_list(book, choice)
    except RefusalError as refusal:
        raise _told(refusal) from refusal


def _told(refusal: RefusalError) -> OpdListError:
    said = make_finding(refusal.code, found=refusal.found, **refusal.parts)
    return OpdListError(f"{said.message} {said.proposal}".strip())


def read_list_file(file: SourceFile) -> RosterReading:
    """The OPD that a file lists. Raises OpdListError with what to do where it lists none."""
    found = read_list_in_time(open_list_file(file))
    if not found.opd_rows:
        raise OpdListError(
            "Tidak ada nama OPD pada berkas ini. Tulis nama OPD pada satu kolom berjudul Nama OPD."
        )
    return found


def lay_list_over(
    rows: Sequence[RosterRow], known: pd.DataFrame, taken: Collection[str] = ()
) -> pd.DataFrame:
    """The roster of a list. An OPD that `known` has by name or alias keeps its id and what the list lacks.

    That is its short name, and its urusan unless it became another OPD of the catalogue. A new OPD takes code
    and urusan from the catalogue, and an id that neither `known` nor `taken` has.
    """
    fresh = agencies.roster_from_names([row.name for row in rows])
    old = known.set_index("opd", drop=False)
    same = _known_opds(fresh, known)
    used = {*known["opd"], *taken}
    found = []
    for place, row in enumerate(rows):
        new = {str(name): str(value) for name, value in fresh.iloc[place].items()}
        if place in same:
            kept = {str(name): str(value) for name, value in old.loc[same[place]].items()}
            found.append(_kept(kept, new, row.short))
        else:
            found.append(_added(new, row.short, used))
    return pd.DataFrame(found, columns=COLUMNS).astype(str)


def _known_opds(fresh: pd.DataFrame, known: pd.DataFrame) -> dict[int, str]:
    """Place in the list -> the OPD it already is: by name first, then by short name or alias; one to one."""
    keys = {text_key(name): opd for opd, name in zip(known["opd"], known["name"], strict=True)}
    found = {at: keys[key] for at, name in enumerate(fresh["name"]) if (key := text_key(name)) in keys}
    left = known[~known["opd"].isin(set(found.values())) & ~_is_nameless_district(known)]
    matched = {
        at: match.opd
        for at, name in enumerate(fresh["name"])
        if at not in found and (match := agencies.match_opd(name, left)).status == "ok"
        if match.opd and match.how in ("roster", "alias")
    }
    once = [opd for opd in matched.values() if list(matched.values()).count(opd) == 1]
    return found | {at: opd for at, opd in matched.items() if opd in once}


def _is_nameless_district(known: pd.DataFrame) -> "pd.Series[bool]":
    """The one row "Kecamatan" of a general roster, which stands for all of them."""
    return (known["code"] == DISTRICT) & (known["name"].map(text_key) == "kecamatan")


def _kept(kept: dict[str, str], new: dict[str, str], short: str) -> dict[str, str]:
    renamed = text_key(kept["name"]) != text_key(new["name"])
    other = renamed and new["code"] != kept["code"] and new["sectors"] != ""
    before = kept["short"] if kept["short"] != kept["name"] else new["name"]
    facts = {"sectors": new["sectors"], "code": new["code"] or kept["code"]} if other else {}
    return kept | facts | {"name": new["name"], "short": short or before}


def _added(new: dict[str, str], short: str, used: set[str]) -> dict[str, str]:
    wanted = new["code"] or "OPD"
    numbered = (f"{wanted}-{number:02d}" for number in range(1, len(used) + 2))
    plain = [] if wanted in ("OPD", DISTRICT) else [wanted]
    opd = next(name for name in (*plain, *numbered) if name not in used)
    used.add(opd)
    vote = new["vote"] if new["code"] == DISTRICT else opd
    return new | {"opd": opd, "vote": vote, "short": short or new["name"]}


def list_leaving_opd(
    store: Store, scope: AssessmentScope, region: str, known: pd.DataFrame, kept: Collection[str]
) -> pd.DataFrame:
    """The OPD of `known` whose id is not in `kept`: opd, name, answers (in force, of all periods), lead.

    `lead` counts the indicators it leads in this scope.
    """
    gone = known[~known["opd"].isin(set(kept))]
    if gone.empty:
        return pd.DataFrame(columns=["opd", "name", "answers", "lead"])
    assigned = assignments.read_assignments(store, scope.period_id, scope.instrument_id, region)
    leads = assigned.loc[assigned["role"] == "lead", "opd"].value_counts()
    given = count_answers_by_opd(store, region)
    return gone[["opd", "name"]].assign(
        answers=[int(given.get(opd, 0)) for opd in gone["opd"]],
        lead=[int(leads.get(opd, 0)) for opd in gone["opd"]],
    )


def count_answers_by_opd(store: Store, region: str) -> "pd.Series[int]":
    """OPD id -> how many answers of it are in force, over all periods and instruments."""
    frames = [
        answers.list_answer_details(store, period, instrument, region)[["opd", "status"]]
        for period, instrument in list_region_scopes(store, region)
    ]
    if not frames:
        return pd.Series(dtype=int)
    given = pd.concat(frames)
    return given.loc[given["status"] != "missing", "opd"].value_counts()
