"""Lines of worksheets, drawn and by hand, that several planning tests share."""

from dataclasses import replace

from hypothesis import strategies as st

from planning.worksheets import causes, merging, worksheets
from planning.worksheets.worksheets import ISSUE, PARTS, WorksheetLine

words = st.text(max_size=12)
many = st.lists(words, max_size=3).map(tuple)
lines = st.builds(
    WorksheetLine,
    key=st.text(min_size=1, max_size=6),
    group=st.sampled_from(["GOV", "ENV", "umum"]),
    part=st.sampled_from(list(PARTS)),
    text=words,
    cause=st.sampled_from(["", *causes.CAUSES]),
    opd=many,
    authors=many,
)
rooms = st.lists(lines, max_size=12, unique_by=merging.line_identity)


def said(text: str, group: str = "GOV", by: str = "Sari", **more) -> WorksheetLine:
    line = WorksheetLine("", group, more.pop("part", ISSUE), text, authors=(by,), **more)
    return replace(line, key=worksheets.worksheet_line_key(line))
