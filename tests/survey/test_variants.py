"""Variants of the files officials send: read as meant or asked, and never a level that nobody wrote."""

from collections import Counter

from benchmarks import variants

CASES = 60


def test_variants_are_read_as_they_were_meant():
    found = [(number, what, drawn.traits) for number, drawn, _, what in variants.run(range(CASES))]
    assert [one for one in found if one[1] in ("wrong", "lost")] == []
    assert Counter(what for _, what, _ in found)["right"] >= 0.95 * CASES


def test_every_shape_and_format_is_drawn():
    drawn = [variants.draw(number) for number in range(CASES)]
    assert {one.traits[0] for _, one in drawn} == set(variants.SHAPES)
    assert len({file.name.rpartition(".")[2] for file, _ in drawn}) >= 5


def test_a_variant_is_the_same_whatever_was_drawn_before():
    first = variants.draw(5)
    variants.draw(6)
    assert variants.draw(5)[1].truth == first[1].truth
