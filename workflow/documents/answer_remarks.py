"""What in a region's answers deserves a second look, in words; nothing is rewritten."""

from collections.abc import Iterator

import pandas as pd

from scoring import quality
from workflow.documents.region_facts import RegionFacts

COLUMNS = ("opd", "indicator", "remark")


def remarks_on_answers(facts: RegionFacts) -> pd.DataFrame:
    """One row per remark: opd (its name), indicator ("" = all it answered), remark."""
    found = quality.review_answers(facts.answers_in_force, facts.instrument.framework.scale)
    names = dict(zip(facts.opd_roster["opd"], facts.opd_roster["name"], strict=True))
    rows = [(names.get(opd, opd), code, said) for opd, code, said in _each(found)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _each(found: dict[str, pd.DataFrame]) -> Iterator[tuple[str, str, str]]:
    for row in found["straight_lining"].itertuples():
        yield str(row.opd), "", f"Semua {row.n} pertanyaan dijawab dengan tingkat yang sama"
    for row in found["identical_answers"].itertuples():
        yield str(row.opd), "", f"Jawaban sama pada {row.n} pertanyaan dengan {row.other_opd}"
    for row in found["top_without_evidence"].itertuples():
        yield str(row.opd), str(row.indicator), "Tingkat tertinggi tanpa bukti dukung"
    for row in found["claimed_minus_verified"].itertuples():
        if abs(float(str(row.difference))) >= 1:
            yield str(row.opd), "", "Jawaban OPD dan hasil verifikasi berbeda satu tingkat atau lebih"
