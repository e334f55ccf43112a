"""The one-page profile: one page whatever the data, the store's numbers, tagged PDF/A with its own fonts."""

import io
import json
import re

import pypdf
import pytest

from reports import profile, profile_pdf
from storage.setup import periods
from storage.values import Actor
from tests.reports.reading import english, printed
from tests.reports.scene import NGANJUK, other_names


@pytest.fixture(scope="module")
def read():
    made = {}

    def of(facts):
        if id(facts) not in made:
            made[id(facts)] = profile_pdf.typeset_profile(facts)
        return made[id(facts)], pypdf.PdfReader(io.BytesIO(made[id(facts)]))

    return of


def words(reader) -> str:
    return re.sub(r"\s+", " ", reader.pages[0].extract_text())


def test_it_is_one_small_a4_page(facts, read):
    content, reader = read(facts)
    assert len(reader.pages) == 1
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert len(content) < 300_000


def test_its_numbers_are_those_of_the_store(facts, read):
    text = words(read(facts)[1])
    assert all(value in text for value in printed(facts))
    assert facts.name in text
    assert all(name in text for name in facts.dimensions["name"])


def test_numbers_and_dates_are_indonesian_and_no_other_kabupaten_is_named(facts, read):
    text = words(read(facts)[1])
    assert english(text, (facts.instrument.version,)) == []
    assert not [name for name in other_names(facts.region) if name in text]


def test_it_is_tagged_pdf_a_with_its_fonts_inside(usual, read):
    content, reader = read(usual)
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].startswith("id")
    assert b"pdfaid:part" in content or b"pdfaid" in catalogue["/Metadata"].get_data()
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        below = font.get_object().get("/DescendantFonts", [font])[0].get_object()
        assert "LiberationSans" in below["/BaseFont"]
        assert {"/FontFile2", "/FontFile3"} & set(below["/FontDescriptor"])
    assert "Skor tiap dimensi" in profile.profile_content(usual)["chart"]["alt"]


def test_provisional_until_locked(open_room):
    room = open_room("lock").answer(NGANJUK, lambda code: 3.0)
    assert profile.profile_content(room.facts(NGANJUK))["mark"] == "SEMENTARA"
    periods.lock_period(room.store, room.period.id, NGANJUK, Actor("Sari"), "berita acara")
    content = json.dumps(profile.profile_content(room.facts(NGANJUK)))
    assert "SEMENTARA" not in content
    assert "Terkunci" in content


def test_the_same_data_give_the_same_bytes(usual):
    assert profile_pdf.typeset_profile(usual) == profile_pdf.typeset_profile(usual)


def test_markup_in_a_name_is_text(open_room):
    room = open_room("markup", label="#panic() *tebal*").answer(NGANJUK, lambda code: 3.0)
    page = pypdf.PdfReader(io.BytesIO(profile_pdf.typeset_profile(room.facts(NGANJUK)))).pages[0]
    assert "#panic() *tebal*" in page.extract_text()


def test_ties_are_whole_groups_and_what_is_left_out_is_counted(facts_of):
    for name in ("usual", "sixty", "one", "hole"):
        facts = facts_of(name)
        rows, note = profile.gap_list_excerpt(facts, 8)
        assert len(rows) <= 8
        sizes = rows.groupby("group")["node"].size()
        whole = rows.groupby("group")["size"].first()
        assert (sizes == whole).all() or (len(sizes) == 1 and "ditampilkan" in note)
        assert bool(note) == (len(rows) < len(facts.ranked_gaps))
