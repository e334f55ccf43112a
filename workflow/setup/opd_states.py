"""Where each OPD stands: it sent, has no programme, what came of it is not stored, or nothing came."""

from collections.abc import Collection, Mapping

import pandas as pd

from storage.engine import Store
from storage.upload import unstored_files
from storage.upload.unstored_files import KeptUnstoredFile
from workflow.results.stored_data import AssessmentScope
from workflow.setup.no_programmes import list_without_programmes

SENT, NONE, REFUSED, WAITS, SILENT = "sent", "none", "refused", "confirm", "waiting"
STATES = {
    SENT: "Sudah mengirim",
    NONE: "Tidak ada program",
    REFUSED: "Berkas ditolak",
    WAITS: "Menunggu konfirmasi",
    SILENT: "Belum mengirim",
}
SETTLED = (SENT, NONE)


def add_opd_states(store: Store, scope: AssessmentScope, region: str, senders: pd.DataFrame) -> pd.DataFrame:
    """`senders` (one row per OPD: opd, led, sent, uploaded_at) with state, file, problems and came.

    `state` is a key of STATES. `file` and `problems` (one a line) tell of the newest file that is not stored
    and came after what is; "" where there is none. `came` is its verdict, "" too.
    """
    open_ = newest_unstored_by_opd(unstored_files.list_unstored_files(store, *_keys(scope, region)))
    without = list_without_programmes(store, scope, region)
    told = [_told(row, open_.get(str(row["opd"])), without) for row in senders.to_dict("records")]
    columns = ("state", "file", "problems", "came")
    return senders.assign(**{name: [row[at] for row in told] for at, name in enumerate(columns)})


def _keys(scope: AssessmentScope, region: str) -> tuple[int, int, str]:
    return (scope.period_id, scope.instrument_id, region)


def newest_unstored_by_opd(files: list[KeptUnstoredFile]) -> dict[str, KeptUnstoredFile]:
    """OPD -> its newest file that is not stored."""
    found: dict[str, KeptUnstoredFile] = {}
    for file in files:
        if file.opd:
            found.setdefault(file.opd, file)
    return found


def _told(
    row: Mapping[object, object], file: KeptUnstoredFile | None, without: Collection[str]
) -> tuple[str, str, str, str]:
    uploaded = row["uploaded_at"]
    if file and row["sent"] and isinstance(uploaded, pd.Timestamp) and uploaded >= pd.Timestamp(file.at):
        file = None
    told = (file.name, file.problems, file.verdict) if file else ("", "", "")
    if row["sent"]:
        return (SENT, *told)
    if not row["led"] and row["opd"] in without:
        return (NONE, *told)
    return (file.verdict if file else SILENT, *told)


def find_opd_states(senders: pd.DataFrame) -> pd.Series:
    """The state of each OPD; where nobody looked for unstored files, whether it sent."""
    if "state" in senders:
        return senders["state"]
    return senders["sent"].astype(bool).map({True: SENT, False: SILENT})
