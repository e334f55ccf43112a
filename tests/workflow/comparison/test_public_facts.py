"""Public facts of a period's forms: the app's tables, what was loaded since, and none in a sample."""

from dataclasses import replace
from io import BytesIO

import openpyxl

from reference import instruments
from storage.setup import periods
from storage.values import Actor
from survey import template
from survey.template import layout
from survey.values import SourceFile
from tests.workflow.survey_scene import KESIAPAN, NGANJUK, ROSTER, read
from workflow.comparison.public_facts import list_public_facts
from workflow.results.stored_data import instrument_of_scope
from workflow.setup import setup
from workflow.upload import published_load

SARI = Actor("Sari")


def facts_of(room, **other):
    period = replace(periods.find_period(room.store, room.scope.period_id), **other)
    return list_public_facts(room.store, instrument_of_scope(room.store, room.scope), NGANJUK, period)


def test_a_sample_carries_none_and_another_instrument_has_none(room):
    assert {"GOV2.1", "PRE.04", "PRE.12", "ECO2.1", "PRE.08"} == facts_of(room).keys()
    assert facts_of(room, sample=True) == {}
    period = periods.find_period(room.store, room.scope.period_id)
    assert list_public_facts(room.store, instruments.load_instrument("persepsi"), NGANJUK, period) == {}


def test_a_table_loaded_since_stands_before_that_of_the_app(room):
    table = SourceFile("spbe_2025.csv", b"Kabupaten/Kota,Indeks SPBE\nKab. Nganjuk,3.91")
    load = published_load.read_published_table("spbe", 2025, [table])
    published_load.keep_published_table(room.store, "spbe", 2025, load, SARI)
    told = facts_of(room)["GOV2.1"].text
    assert "ndeks SPBE 2025: 3,91" in told
    assert "spbe_2025.csv" in told
    assert "Domain Kebijakan Internal SPBE 2024: 3,50" in told


def test_every_form_of_the_roster_with_its_facts_is_read_as_it_was_filled(room):
    """Write, fill, read: what is public is the fact of who answered beside it, and of nobody else."""
    facts = facts_of(room)
    assigned = setup.assignments_of_region(room.store, room.scope, NGANJUK)
    for row in ROSTER.to_dict("records"):
        led = assigned[(assigned["opd"] == row["opd"]) & (assigned["role"] == "lead")]["indicator"].tolist()
        if not led:
            continue
        buffer = BytesIO()
        template.write_survey_form(KESIAPAN, NGANJUK, row, assigned, buffer, "2026", facts=facts)
        book = openpyxl.load_workbook(buffer)
        sheet = book[layout.ANSWER_SHEET]
        head = [cell.value for cell in sheet[layout.HEADER_ROW]]
        levels = {}
        for line in range(layout.FIRST_ROW, sheet.max_row + 1):
            code = sheet.cell(line, head.index("Kode") + 1).value
            if code in led and led.index(code) % 2 == 0:
                levels[code] = 1 + led.index(code) % 5
                sheet.cell(line, head.index("Jawaban") + 1).value = levels[code]
        filled = BytesIO()
        book.save(filled)
        (reading,) = read([SourceFile("isi.xlsx", filled.getvalue())])
        (response,) = reading.responses
        found = {one.indicator: one for one in response.answers}
        assert {code: one.value for code, one in found.items() if one.value is not None} == levels
        for code, one in found.items():
            stands = code in levels and code in facts
            assert one.fact == (facts[code].text if stands else "")
