"""What in a region's answers deserves a second look, in words; nothing is rewritten."""

from collections.abc import Iterator

import pandas as pd

from scoring import quality
from storage.engine import Store
from workflow.results import stored_data
from workflow.results.stored_data import AssessmentScope
from workflow.setup import completeness

COLUMNS = ("opd", "indicator", "remark")


def remarks_on_answers(store: Store, scope: AssessmentScope, region: str) -> pd.DataFrame:
    """One row per remark: opd (its name), indicator ("" = all it answered), remark."""
    data = stored_data.read_survey_data(store, scope, region)
    found = quality.review_answers(data.answers, data.instrument.framework.scale)
    names = completeness.opd_full_names(store, region)
    rows = [(names.get(opd, opd), code, said) for opd, code, said in _each(found)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _each(found: dict[str, pd.DataFrame]) -> Iterator[tuple[str, str, str]]:
    for row in found["straight_lining"].itertuples():
        yield str(row.opd), "", f"Semua {row.n} butir dijawab dengan tingkat yang sama"
    for row in found["identical_answers"].itertuples():
        yield str(row.opd), "", f"Jawaban sama pada {row.n} butir dengan {row.other_opd}"
    for row in found["top_without_evidence"].itertuples():
        yield str(row.opd), str(row.indicator), "Tingkat tertinggi tanpa bukti dukung"
    for row in found["claimed_minus_verified"].itertuples():
        if abs(float(str(row.difference))) >= 1:
            yield str(row.opd), "", "Klaim dan hasil verifikasi berbeda satu tingkat atau lebih"
