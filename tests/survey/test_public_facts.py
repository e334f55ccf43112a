"""Facts that come filled in: printed for the OPD to confirm, read back as facts, never as an answer."""

import shutil
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reference.public_facts import PublicFact
from survey.template import layout
from tests.form_cells import form_cell
from tests.survey.filled_form import edited
from tests.survey.making import NGANJUK, codes, form, read
from tests.survey.written_form import convert, opened
from tests.survey.written_form import written as written_form

ASKED, BESIDE, OTHER = "GOV2.1", "PRE.04", "PRE.13"
FACTS = {
    ASKED: PublicFact("Indeks SPBE 2024: 3,78. Sumber: KemenPANRB.", True),
    BESIDE: PublicFact("Penduduk miskin 2024: 4%. Sumber: BPS.", False),
    "GOV1.3": PublicFact("Skor 2024: 5. Sumber: contoh.", True),
}
SENT = form(facts=FACTS)


def typed(changes, data=SENT):
    def fill(book):
        for (code, heading), value in changes.items():
            form_cell(book, code, heading).value = value

    return edited(data, fill)


def answers(data):
    (response,) = read(data, region=NGANJUK).responses
    return {one.indicator: one for one in response.answers}


def fact_cell(code, data=SENT):
    return form_cell(openpyxl.load_workbook(BytesIO(data)), code, "Fakta").value


def test_what_is_public_stands_in_the_fact_of_who_holds_the_item():
    assert fact_cell(ASKED) == f"{FACTS[ASKED].text} {layout.PUBLIC_FACT}"
    assert fact_cell(BESIDE) == f"{FACTS[BESIDE].text} {layout.PUBLIC_FACT} {layout.OWN_FACT}"
    assert fact_cell("GOV1.3", written_form(facts=FACTS)) is None  # another OPD holds it
    assert form_cell(openpyxl.load_workbook(BytesIO(SENT)), ASKED, "Jawaban").value is None
    guide = [cell.value for row in opened(SENT)[layout.GUIDE_SHEET].iter_rows() for cell in row]
    assert any("sumber publik" in str(text) for text in guide)
    assert not any(
        "sumber publik" in str(cell.value) for row in opened(form())[layout.GUIDE_SHEET] for cell in row
    )


def test_a_form_sent_back_as_it_came_answers_nothing():
    reading = read(SENT, region=NGANJUK)
    assert reading.verdict == "refused"
    assert codes(reading) == codes(read(form(), region=NGANJUK))


def test_an_unanswered_row_says_nothing_and_a_corrected_one_is_kept():
    found = answers(typed({(OTHER, "Jawaban"): 3, (BESIDE, "Fakta"): f"Miskin 5%. {layout.PUBLIC_FACT}"}))
    assert (found[ASKED].status, found[ASKED].value, found[ASKED].fact) == ("missing", None, "")
    assert (found[BESIDE].status, found[BESIDE].value, found[BESIDE].fact) == ("missing", None, "Miskin 5%.")


def test_a_level_confirms_the_fact_that_stands_beside_it():
    found = answers(typed({(ASKED, "Jawaban"): 4, (BESIDE, "Jawaban"): 2}))
    assert (found[ASKED].value, found[ASKED].fact) == (4.0, FACTS[ASKED].text)
    assert (found[BESIDE].value, found[BESIDE].fact) == (2.0, FACTS[BESIDE].text)


def test_without_the_hidden_sheet_the_words_of_the_form_are_no_fact():
    data = edited(typed({(ASKED, "Jawaban"): 4}), lambda book: book.remove(book[layout.META_SHEET]))
    assert answers(data)[ASKED].fact == FACTS[ASKED].text


TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=30)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(
        st.sampled_from([ASKED, BESIDE]),
        st.tuples(
            st.sampled_from([None, 1, 2, 3, 4, 5]), st.sampled_from(["kept", "cleared", "added", "own"])
        ),
        min_size=1,
    )
)
def test_whatever_is_done_to_it_only_the_chosen_level_counts(done):
    changes = {(OTHER, "Jawaban"): 1}
    expected = {}
    for code, (level, how) in done.items():
        text = {
            "kept": fact_cell(code),
            "cleared": None,
            "added": f"{fact_cell(code)} SK 7",
            "own": "Ada SK",
        }[how]
        changes |= {(code, "Jawaban"): level, (code, "Fakta"): text}
        said = {"cleared": "", "added": f"{FACTS[code].text} SK 7", "own": "Ada SK"}.get(how)
        expected[code] = (level, ("" if level is None else FACTS[code].text) if how == "kept" else said)
    found = answers(typed(changes))
    for code, (level, fact) in expected.items():
        assert (found[code].value, found[code].fact) == (level, fact), done[code]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(TEXTS.filter(str.strip), min_size=2, max_size=2), st.booleans(), st.sampled_from([None, 1, 5])
)
def test_any_public_fact_comes_back_as_it_was_written(texts, asks, level):
    facts = {
        code: PublicFact(" ".join(text.split()), asks)
        for code, text in zip((ASKED, BESIDE), texts, strict=True)
    }
    found = answers(typed({(OTHER, "Jawaban"): 1, (ASKED, "Jawaban"): level}, form(facts=facts)))
    assert found[ASKED].value == level
    assert found[ASKED].fact == ("" if level is None else facts[ASKED].text)
    assert (found[BESIDE].value, found[BESIDE].fact) == (None, "")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_a_row_lacks_its_own_fact_beside_a_figure_that_only_bears_upon_it(tmp_path):
    facts = {ASKED: FACTS[ASKED], "PRE.01": FACTS[BESIDE]}
    book = opened(written_form(facts=facts))
    for code in facts:
        form_cell(book, code, "Jawaban").value = 2
    book.save(tmp_path / "asal.xlsx")
    convert(tmp_path / "asal.xlsx", tmp_path / "hasil")
    shown = openpyxl.load_workbook(tmp_path / "hasil" / "asal.xlsx", data_only=True)
    lacks = {code: form_cell(shown, code, layout.LACK).value or "" for code in facts}
    assert lacks == {ASKED: "", "PRE.01": "Fakta"}


def test_a_form_without_public_facts_is_written_as_before():
    assert form(facts={}) == form()
