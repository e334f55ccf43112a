"""An answer struck through is a doubt of its own: asked once a sheet, in every layout."""

from io import BytesIO

import pytest
import xlsxwriter

from tests.survey.making import KESIAPAN, NGANJUK, codes, read

LEAVES = KESIAPAN.framework.leaves[:6]


def struck_book(layout, struck):
    """Six answers of an OPD, those at `struck` crossed out; an empty cell and a note are, too."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, line = book.add_worksheet("Isian"), book.add_format({"font_strikeout": True})
        if layout == "wide":
            sheet.write_row(0, 0, ["OPD", *LEAVES])
            sheet.write(1, 0, "Dinas Kesehatan")
        else:
            sheet.write_row(0, 0, ["Nama OPD", "Dinas Kesehatan"])
            sheet.write_row(1, 0, ["No", "Indikator", "Nilai", "Catatan"])
            sheet.write(2, 3, "lama", line)
        for place, code in enumerate(LEAVES):
            form = line if place in struck else None
            if layout == "wide":
                sheet.write(1, 1 + place, 1 + place % 5, form)
            else:
                sheet.write_row(2 + place, 0, [place + 1, KESIAPAN.framework.node(code).name])
                sheet.write(2 + place, 2, 1 + place % 5, form)
        sheet.write_blank(30, 9, None, line)
    return buffer.getvalue()


def values(reading):
    return [answer.value for response in reading.responses for answer in response.answers]


@pytest.mark.parametrize("layout", ["wide", "items"])
def test_struck_answers_are_asked_once(layout):
    data = struck_book(layout, {1, 3})
    reading = read(data, region=NGANJUK)
    (question,) = reading.questions
    assert values(reading) == [1, None, 3, None, 5, 1]
    assert codes(reading).count("E52") == 2
    assert values(read(data, region=NGANJUK, choices={question.key: "counts"})) == [1, 2, 3, 4, 5, 1]
    none = read(data, region=NGANJUK, choices={question.key: "none"})
    assert (values(none), none.verdict) == ([1, None, 3, None, 5, 1], "ready")
    each = read(data, region=NGANJUK, choices={question.key: "each"})
    assert len(each.questions) >= 1


@pytest.mark.parametrize("layout", ["wide", "items"])
def test_nothing_struck_is_no_doubt(layout):
    reading = read(struck_book(layout, set()), region=NGANJUK)
    assert (reading.verdict, values(reading)) == ("ready", [1, 2, 3, 4, 5, 1])


def corrected_book(struck, second, *, sheets=False):
    """Five answers of an OPD and another of the third item below them, or on a sheet of its own."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        line = book.add_format({"font_strikeout": True})
        sheet = book.add_worksheet("Isian")
        rows = [(code, 1 + place, False) for place, code in enumerate(LEAVES[:5])]
        extra = [(LEAVES[2], second, struck)]
        _write_form(sheet, rows if sheets else rows + extra, line)
        if sheets:
            _write_form(book.add_worksheet("Koreksi"), [*extra, (LEAVES[5], 2, False)], line)
    return buffer.getvalue()


def _write_form(sheet, rows, line):
    sheet.write_row(0, 0, ["Nama OPD", "Dinas Kesehatan"])
    sheet.write_row(1, 0, ["No", "Kode", "Indikator", "Nilai"])
    for place, (code, value, is_struck) in enumerate(rows):
        sheet.write_row(2 + place, 0, [place + 1, code, KESIAPAN.framework.node(code).name])
        sheet.write(2 + place, 3, value, line if is_struck else None)


@pytest.mark.parametrize("sheets", [False, True])
@pytest.mark.parametrize(("struck", "second"), [(True, 5), (True, 1), (False, "3/4"), (False, "3*")])
def test_an_item_whose_other_answer_is_asked_for_has_none_yet(struck, second, sheets):
    data = corrected_book(struck, second, sheets=sheets)
    reading = read(data, region=NGANJUK)
    (question,) = reading.questions
    assert values(reading)[:5] == [1, 2, None, 4, 5]
    none = "none" if struck else "missing"
    assert values(read(data, region=NGANJUK, choices={question.key: none}))[:5] == [1, 2, 3, 4, 5]
