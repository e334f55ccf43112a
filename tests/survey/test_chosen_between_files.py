"""What was chosen between files of one OPD holds until the last of them is stored, whatever else is asked."""

import random

import pytest

from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from survey.same_opd import forget_file_decisions
from survey.values import SourceFile
from tests.survey.making import KESIAPAN, NGANJUK, ROSTERS, book

LEAVES = KESIAPAN.framework.leaves[:6]
NAMES = {
    "DISKOMINFO": "Dinas Komunikasi dan Informatika",
    "DINKES": "Dinas Kesehatan",
    "SETDA": "Sekretariat Daerah",
}
ROUNDS = 12


def table(chance, name):
    """A file with a row for some OPD, whose cells are now and then no answers."""
    opd = chance.sample(list(NAMES), chance.randint(1, len(NAMES)))
    odd = chance.choice(("", "3/4", "kurang tahu", "4*"))
    rows = [[NAMES[one], *(chance.randint(1, 5) for _ in LEAVES)] for one in opd]
    if odd:
        rows[0][1 + chance.randrange(len(LEAVES))] = odd
    return SourceFile(name, book(("Rekap", [["OPD", *LEAVES], *rows])))


def together(files, choices):
    return read_batch(files, ReadingContext(KESIAPAN, NGANJUK, ROSTERS, choices=choices, in_table=True))


class Upload:
    """The page's round: what waits is read again with all that was chosen, what is ready is stored."""

    def __init__(self, files):
        self.waiting, self.choices, self.stored = list(files), {}, {}
        self.taken, self.asked = {}, []

    def round(self, chance):
        readings = together(self.waiting, self.choices)
        for reading in readings:
            if reading.verdict == "ready":
                self.stored |= {one.opd: reading.file for one in reading.responses}
        self.waiting = [one.source for one in readings if one.verdict == "confirm"]
        open_ = {one.key: one for reading in readings for one in reading.questions}
        self.asked += [one for one in open_ if one.startswith("duplicate:") and one not in self.asked]
        told = [one for one in open_.values() if chance.random() < 0.6] or list(open_.values())
        for question in told:
            between = [id_ for id_, label in question.candidates if label.endswith(".xlsx")]
            choice = chance.choice(between or [id_ for id_, _ in question.candidates if id_ != "each"])
            self.choices[question.key] = choice
            if question.kind == "duplicate":
                self.taken[question.key.split(":")[2]] = dict(question.candidates)[choice]
        return bool(open_)


@pytest.mark.parametrize("seed", range(25))
def test_the_file_taken_for_an_opd_is_the_one_stored_for_it(seed):
    chance = random.Random(seed)
    upload = Upload(table(chance, f"{at}.xlsx") for at in range(chance.randint(2, 4)))
    rounds = 0
    while upload.round(chance):
        rounds += 1
        assert rounds < ROUNDS
    assert upload.waiting == []
    assert {opd: upload.stored[opd] for opd in upload.taken} == upload.taken


@pytest.mark.parametrize("seed", range(25))
def test_files_are_asked_about_once_and_never_one_that_was_left_out(seed):
    chance = random.Random(f"again{seed}")
    upload = Upload(table(chance, f"{at}.xlsx") for at in range(4))
    while upload.round(chance):
        pass
    gone, met = {}, set()
    for key in upload.asked:
        _, _, opd, files = key.split(":")
        between = frozenset(files.split("+"))
        assert (opd, between) not in met
        assert not between & gone.get(opd, set())
        met.add((opd, between))
        gone.setdefault(opd, set()).update(between - {upload.choices[key]})


def two(odd="3/4"):
    """Two files of Dinkes, the second of Setda too with an odd cell."""
    first = [["OPD", *LEAVES], [NAMES["DINKES"], *[1] * 6]]
    second = [["OPD", *LEAVES], [NAMES["DINKES"], *[2] * 6], [NAMES["SETDA"], odd, *[2] * 5]]
    return SourceFile("satu.xlsx", book(("R", first))), SourceFile("dua.xlsx", book(("R", second)))


def taken(files, name):
    (question,) = [one for one in together(files, {})[0].questions if one.kind == "duplicate"]
    return question.key, next(id_ for id_, label in question.candidates if label == name)


def test_what_was_left_out_stays_so_when_the_other_file_is_stored():
    files = two()
    key, choice = taken(files, "satu.xlsx")
    (late,) = together(files[1:], {key: choice})
    assert [one.opd for one in late.responses] == ["SETDA"]


def test_a_file_that_was_taken_and_put_away_leaves_the_other_whole():
    files = two()
    key, choice = taken(files, "satu.xlsx")
    left = forget_file_decisions({key: choice, "scale:x": "1"}, files[0].path_and_content)
    assert left == {"scale:x": "1"}
    (late,) = together(files[1:], left)
    assert {one.opd for one in late.responses} == {"DINKES", "SETDA"}
    kept = {key: choice}
    assert forget_file_decisions(kept, files[1].path_and_content) == kept


def test_a_file_that_was_taken_and_is_refused_after_all_leaves_the_other_whole():
    rows = [[NAMES[opd], *[1] * 6, at] for at, opd in enumerate(NAMES, 2)]
    first = SourceFile("satu.xlsx", book(("R", [["OPD", *LEAVES, "Xyz"], *rows])))
    files = (first, two()[1])
    rest = next(one for one in together(files, {})[0].questions if one.kind == "table")
    asked = [one for one in together(files, {})[0].questions if one.kind == "duplicate"]
    chosen = {one.key: next(id_ for id_, label in one.candidates if label == "satu.xlsx") for one in asked}
    gone, late = together(files, chosen | {rest.key: "refuse"})
    assert gone.verdict == "refused"
    assert {one.opd for one in late.responses} == {"DINKES", "SETDA"}
