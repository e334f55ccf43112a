"""Small forms of items for the tests: levels drawn, rows of items, and what was read of each OPD."""

from tests.survey.making import KESIAPAN, draw_levels

LEAVES = KESIAPAN.framework.leaves[:10]
LINE = [["Nama OPD : Dinas Kesehatan"], []]
NAMES = KESIAPAN.framework.scale.levels
OPD = {"DINKES": "Dinas Kesehatan", "SETDA": "Sekretariat Daerah"}


def drawn(seed, leaves=LEAVES):
    """A level for each item."""
    return dict(zip(leaves, draw_levels(seed, len(leaves)), strict=True))


def name(code):
    return KESIAPAN.framework.node(code).name


def answered(reading):
    """What each OPD answered, by item."""
    found = {}
    for one in reading.responses:
        found.setdefault(one.opd, {}).update(
            {answer.indicator: answer.value for answer in one.answers if answer.value is not None}
        )
    return found


def listed(levels, *more):
    """Rows of items with what `more` makes of each level."""
    return [
        [at, name(code), *(make(level) for make in more)]
        for at, (code, level) in enumerate(levels.items(), 1)
    ]
