"""Lines that say the same: they join without losing an author, and are proposed however they are written."""

from hypothesis import given
from hypothesis import strategies as st

from planning import joined
from planning.joined import Merged
from tests.planning.lines import rooms, said


@given(rooms, st.data())
def test_joining_loses_no_line_and_no_author_and_ends(room, data):
    ids = [joined.identity(line) for line in room]
    joins = data.draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(ids))) if ids else {}
    found = joined.merged(room, joins)
    assert sorted(joined.identity(line) for one in found for line in one.lines) == sorted(ids)
    assert {a for one in found for a in one.authors} == {a for line in room for a in line.authors}
    assert all(len({line.part for line in one.lines}) == 1 for one in found)


def test_joined_lines_keep_every_author_group_and_wording():
    one, other = said("Sampah belum terpilah", "ENV", "Sari"), said("Pemilahan sampah lemah", "SOC", "Budi")
    (found,) = joined.merged([one, other], {joined.identity(other): joined.identity(one)})
    assert found.lead == one
    assert (found.authors, found.groups) == (("Sari", "Budi"), ("ENV", "SOC"))
    assert found.other_wordings == ("Pemilahan sampah lemah",)


def test_a_join_to_a_line_that_is_gone_is_no_join():
    one = said("Sampah")
    assert joined.merged([one], {joined.identity(one): "ENV/hilang"}) == [Merged((one,))]


def test_alike_lines_are_found_whatever_case_order_and_group():
    room = [
        said("Sampah belum terpilah di sumber", "ENV"),
        said("Internet desa lambat", "GOV"),
        said("SAMPAH di sumber belum terpilah", "SOC"),
        said("Internet desa masih lambat.", "LIV"),
        said("Sampah belum terpilah di sumber", "ENV", part="T"),
    ]
    found = joined.alike(joined.merged(room, {}))
    assert [[one.lead.group for one in together] for together in found] == [["ENV", "SOC"], ["GOV", "LIV"]]


def test_short_different_lines_are_not_alike():
    room = [said(text) for text in ("Anggaran terbatas", "Pegawai terbatas", "Regulasi belum ada")]
    assert joined.alike(joined.merged(room, {})) == []
