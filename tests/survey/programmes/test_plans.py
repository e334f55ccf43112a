"""Planning tables of any shape: the lowest level becomes programmes; no row, no rupiah is lost or doubled."""

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from tests.survey.programmes.plan_tables import Shape, drawn_table

LOOK = {
    "heading": st.integers(0, 5),
    "sums": st.booleans(),
    "opd": st.sampled_from(["column", "band", "above", "none"]),
    "headings": st.sampled_from(["one", "two"]),
    "numbered": st.booleans(),
    "title": st.booleans(),
    "total": st.booleans(),
    "signature": st.booleans(),
    "measures": st.sampled_from([1, 1, 3]),
    "money": st.sampled_from(["number", "text", "jutaan"]),
    "extra": st.sampled_from(["", "evaluasi", "maju", "renstra", "emonev"]),
}
WITH_CODES = st.builds(
    Shape,
    codes=st.sampled_from(["one", "split5", "split4", "in_name"]),
    top=st.sampled_from([0, 1, 2, 3]),
    deepest=st.sampled_from([3, 4, 4]),
    **LOOK,
)
IN_COLUMNS = st.builds(
    Shape,
    codes=st.sampled_from(["one", "none", "in_name"]),
    names=st.sampled_from(["flat", "merged", "first", "stacked"]),
    top=st.sampled_from([2, 2, 3]),
    **LOOK,
)
BY_LOOKS = st.builds(
    Shape,
    codes=st.just("none"),
    deepest=st.sampled_from([3, 4]),
    hint=st.sampled_from(["words", "indent", "numbers"]),
    **{**LOOK, "heading": st.sampled_from([0, 4, 5])},
)


def problems(seed, shape):
    """What of a drawn table was read otherwise than it is."""
    writer, found = drawn_table(seed, shape)
    truth = writer.truth
    wrong = []
    names = [row.given["name"] for row in found.rows]
    if names != [node.name for node, *_ in truth]:
        return [("names", names, [node.name for node, *_ in truth])]
    for row, (node, parents, at, _more) in zip(found.rows, truth, strict=True):
        given = row.given
        if given.get("costs") != {2027: node.pagu}:
            wrong.append(("costs", at, given.get("costs"), node.pagu))
        if shape.codes != "none" and given.get("code") != node.code:
            wrong.append(("code", at, given.get("code"), node.code))
        if shape.opd != "none" and given.get("lead") != node.opd:
            wrong.append(("lead", at, given.get("lead"), node.opd))
        above = given.get("renja", "")
        if not all(parent.name in above for parent in parents if parent.level >= 2):
            wrong.append(("above", at, above, [parent.name for parent in parents]))
        if not all(measure in given.get("measure", "") for measure, *_ in node.measures):
            wrong.append(("measure", at, given.get("measure"), node.measures))
        if given.get("target") != node.measures[0][1]:
            wrong.append(("target", at, given.get("target"), node.measures[0]))
    read = {row.row for row in found.rows} | {row + 1 for *_, more in truth for row in more}
    left = {row for table in found.tables for row, _ in table.left}
    expected = {row + 1 for row in writer.gone if row >= writer.first}
    filled = {row + 1 for row in range(writer.first, len(writer.rows)) if any(writer.rows[row])}
    if not expected <= left or read & left or (filled - read - left and not shape.signature):
        wrong.append(("rows", sorted(expected), sorted(left), sorted(filled - read - left)))
    return wrong


@settings(max_examples=100, deadline=None)
@drawn(st.integers(0, 10**6), WITH_CODES)
def test_a_plan_with_codes_is_read_whole(seed, shape):
    assert problems(seed, shape) == []


@settings(max_examples=100, deadline=None)
@drawn(st.integers(0, 10**6), IN_COLUMNS)
def test_a_plan_with_a_column_per_level_is_read_whole(seed, shape):
    assert problems(seed, shape) == []


@settings(max_examples=100, deadline=None)
@drawn(st.integers(0, 10**6), BY_LOOKS)
def test_a_plan_whose_levels_only_show_is_read_whole(seed, shape):
    assert problems(seed, shape) == []
