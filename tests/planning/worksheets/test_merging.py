"""Lines that say the same: they join without losing an author, and are proposed however they are written."""

from hypothesis import given
from hypothesis import strategies as st

from planning.worksheets import merging
from planning.worksheets.merging import MergedLine
from tests.planning.lines import rooms, said


@given(rooms, st.data())
def test_joining_loses_no_line_and_no_author_and_ends(room, data):
    ids = [merging.line_identity(line) for line in room]
    joins = data.draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(ids))) if ids else {}
    found = merging.merge_joined_lines(room, joins)
    assert sorted(merging.line_identity(line) for one in found for line in one.lines) == sorted(ids)
    assert {a for one in found for a in one.authors} == {a for line in room for a in line.authors}
    assert all(len({line.part for line in one.lines}) == 1 for one in found)


def test_joined_lines_keep_every_author_group_and_wording():
    one, other = said("Sampah belum terpilah", "ENV", "Sari"), said("Pemilahan sampah lemah", "SOC", "Budi")
    (found,) = merging.merge_joined_lines(
        [one, other], {merging.line_identity(other): merging.line_identity(one)}
    )
    assert found.lead == one
    assert (found.authors, found.groups) == (("Sari", "Budi"), ("ENV", "SOC"))
    assert found.other_wordings == ("Pemilahan sampah lemah",)


def test_a_join_to_a_line_that_is_gone_is_no_join():
    one = said("Sampah")
    assert merging.merge_joined_lines([one], {merging.line_identity(one): "ENV/hilang"}) == [
        MergedLine((one,))
    ]


def test_alike_lines_are_found_whatever_case_order_and_group():
    room = [
        said("Sampah belum terpilah di sumber", "ENV"),
        said("Internet desa lambat", "GOV"),
        said("SAMPAH di sumber belum terpilah", "SOC"),
        said("Internet desa masih lambat.", "LIV"),
        said("Sampah belum terpilah di sumber", "ENV", part="T"),
    ]
    found = merging.find_alike_lines(merging.merge_joined_lines(room, {}))
    assert [[one.lead.group for one in together] for together in found] == [["ENV", "SOC"], ["GOV", "LIV"]]


def test_short_different_lines_are_not_alike():
    room = [said(text) for text in ("Anggaran terbatas", "Pegawai terbatas", "Regulasi belum ada")]
    assert merging.find_alike_lines(merging.merge_joined_lines(room, {})) == []
