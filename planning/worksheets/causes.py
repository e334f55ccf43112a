"""Root causes: the six kinds, the reading of an OPD's own words into one, and their counts."""

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from planning.worksheets.merging import MergedLine
from planning.worksheets.worksheets import ISSUE
from reference.keys import text_key

CAUSES = ("regulasi", "SDM", "anggaran", "sarana", "data", "proses")
UNCODED = "belum dikodekan"
NONE = frozenset(("", "tidakada", "nihil", "tidakadakendala", "belumada", "na"))

# Words officials use for each kind; where a text names several, the one named first counts.
WORDS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "regulasi": r"regulasi|peraturan|\bper(da|bup|wali|wal|kada)\b|(payung|dasar) hukum|kebijakan|\bSK\b",
        "SDM": r"\bSDM\b|sumber daya manusia|pegawai|person[ei]l|tenaga|petugas|kompetensi|pelatihan|\bASN\b",
        "anggaran": r"anggaran|\bdana\b|pendanaan|biaya|\bpagu\b|\bAPBD\b|\bDAK\b|keuangan",
        "sarana": r"sarana|alat|perangkat (keras|lunak)|komputer|server|jaringan|internet|gedung|listrik"
        r"|infrastruktur|aplikasi",
        "data": r"\bdata\b|rekap|pencatatan|statistik",
        "proses": r"proses|\bSOP\b|prosedur|koordinasi|birokrasi|alur|tata ?laksana|jadwal|waktu",
    }.items()
}


def classify_root_cause(text: str) -> str:
    """The kind of root cause a text names first; "" where it names none."""
    exact = {text_key(name): name for name in CAUSES}
    if text_key(text) in exact:
        return exact[text_key(text)]
    places = {name: hit.start() for name, words in WORDS.items() if (hit := words.search(text))}
    return min(places, key=lambda name: places[name], default="")


def is_obstacle(text: str) -> bool:
    """Whether a text names an obstacle at all: "-", "nihil" and "tidak ada" do not."""
    return text_key(text) not in NONE


def count_root_causes(coded: Iterable[str], lines: Iterable[MergedLine]) -> pd.DataFrame:
    """How often each kind was named: `cause, survey, groups, total`, all six kinds, the uncoded last.

    `coded`: a kind (or "") for every obstacle of the survey; of `lines` the issues count, joined ones once.
    The row of what is not coded is absent where there is none.
    """
    survey = pd.Series(list(coded), dtype=object).value_counts()
    own = pd.Series([one.cause for one in lines if one.lead.part == ISSUE], dtype=object).value_counts()
    rows = [(name, int(survey.get(name, 0)), int(own.get(name, 0))) for name in (*CAUSES, "")]
    frame = pd.DataFrame(rows, columns=["cause", "survey", "groups"])
    frame["total"] = frame["survey"] + frame["groups"]
    frame = frame[(frame["cause"] != "") | (frame["total"] > 0)]
    return frame.assign(cause=frame["cause"].replace("", UNCODED)).reset_index(drop=True)
