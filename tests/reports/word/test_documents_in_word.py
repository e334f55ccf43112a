"""Word documents: whole, of this kabupaten alone, with the numbers of the store in Indonesian."""

import re
import shutil
import subprocess
import zipfile
from functools import cache
from io import BytesIO

import pytest

from charts.drawing.format import format_difference, format_number, format_percent
from planning.worksheets.worksheets import WorksheetLine
from reference.instruments import shipped_words
from reports.word import gap_chapter, letters
from storage.setup import periods
from tests.reports import cases
from tests.reports.office import converted, needs_office
from tests.reports.scene import (
    ACTOR,
    NGANJUK,
    other_names,
)
from tests.reports.word.reading import assert_whole, english_numbers, headings, tables, texts
from workflow.documents.source import DocumentSource
from workflow.worksheets import worksheets
from workflow.worksheets.worksheets import WorksheetScope

chapter = cache(gap_chapter.build_gap_chapter)  # of a source, written once
BUILDS = {
    "gap": chapter,
    "nota": letters.build_leaders_note,
    "surat": letters.build_survey_request,
    "rekap": letters.build_weekly_recap,
}

CASES = (cases.usual, cases.hole, cases.one_opd, cases.sixty, cases.best, cases.domains, cases.components)
NOTED = (cases.usual, cases.sixty, cases.hole)


@pytest.fixture
def source(request, source_of):
    return source_of(getattr(request, "param", cases.usual))


@pytest.fixture
def own_source(open_room):
    """A source over a store that nobody else sees."""
    return cases.source_of(cases.usual, open_room)


@pytest.mark.parametrize("source", [cases.usual], indirect=True)
def test_the_method_says_what_the_instrument_does_not_ask(source):
    said = texts(chapter(source))
    notes = shipped_words.list_notes(source.facts().instrument)
    (asked_nowhere,) = [note for note in notes if note.startswith("Belum ditanyakan")]
    assert any(asked_nowhere in text for text in said)


@pytest.mark.parametrize("build", BUILDS.values(), ids=BUILDS)
@pytest.mark.parametrize("source", CASES, indirect=True, ids=lambda case: case.__name__)
def test_a_document_is_whole_and_of_this_kabupaten_alone(source, build):
    content = build(source)
    assert_whole(content)
    said = " ".join(texts(content))
    assert not [name for name in other_names(source.regions[0]) if name in said]
    assert source.label in said
    assert english_numbers(content, but=source.instrument.version) == set()
    assert not re.search(r"\bnan\b|\bNone\b|NaN", said)


@pytest.mark.parametrize("source", CASES, indirect=True, ids=lambda case: case.__name__)
def test_the_chapter_holds_the_numbers_of_the_store(source):
    facts, content = source.facts(), chapter(source)
    found = next(table for table in tables(content) if table[0][1:2] == ["Skor"])
    decimals = facts.scale.decimals
    for row, shown in zip(facts.dimensions.to_dict("records"), found[1:], strict=True):
        assert shown[:2] == [row["name"], format_number(row["score"], decimals)]
        if facts.aimed and row["distance"] == row["distance"]:
            assert shown[3] == format_difference(row["score"], row["target"], decimals)


def test_gaps_stand_with_their_contributions_and_leads(source):
    facts = source.facts()
    found = next(table for table in tables(chapter(source)) if table[0][:1] == ["Urutan"])
    first = facts.ranked_gaps.iloc[0]
    assert (found[1][1], found[1][5]) == (first["node"], format_number(first["contribution"], 3))
    assert found[1][7] == facts.shorts[facts.led_indicators.set_index("node")["lead"][first["node"]]]


@pytest.mark.parametrize("source", [cases.hole], indirect=True)
def test_a_dimension_without_data_is_said_and_never_zero(source):
    said = texts(chapter(source))
    assert any("Data Smart Environment belum cukup" in text for text in said)
    assert not any("Smart Environment memperoleh skor" in text for text in said)


@pytest.mark.parametrize("source", [cases.best], indirect=True)
def test_without_a_gap_there_is_no_analysis_of_gaps(source):
    names = [name for _, name in headings(chapter(source))]
    assert "Analisis kesenjangan" not in names
    assert "Kesiapan per dimensi" in names


def test_swot_and_issues_stand_only_where_groups_wrote_them(own_source):
    names = [name for _, name in headings(gap_chapter.build_gap_chapter(own_source))]
    assert "Analisis SWOT dan strategi" not in names
    assert "Isu daerah dan akar masalah" not in names
    room = WorksheetScope(NGANJUK, own_source.period.label)
    lines = [
        WorksheetLine("", "GOV", "O", "Anggaran pusat untuk transformasi digital"),
        WorksheetLine(
            "", "GOV", "issue", "Layanan belum terpadu", why="Data belum terhubung", opd=("DISKOMINFO",)
        ),
    ]
    worksheets.save_worksheet_lines(own_source.store, room, "GOV", lines, by=ACTOR, seen={})
    content = gap_chapter.build_gap_chapter(own_source)
    names = [name for _, name in headings(content)]
    assert {"Analisis SWOT dan strategi", "Peluang", "Isu daerah dan akar masalah"} <= set(names)
    assert any("Anggaran pusat" in text for text in texts(content))


def test_charts_are_native_with_their_workbook_and_words(source):
    with zipfile.ZipFile(BytesIO(chapter(source))) as file:
        charts = [name for name in file.namelist() if name.startswith("word/charts/chart")]
        books = [name for name in file.namelist() if name.startswith("word/embeddings/")]
        document = file.read("word/document.xml").decode()
    assert len(charts) == len(books) == 2
    assert len(re.findall(r'<wp:docPr[^>]*descr="[^"]{20,}"', document)) == 2


def test_captions_count_by_chapter_and_headings_are_in_the_contents(source):
    content = chapter(source)
    said = texts(content)
    assert any(text.startswith("Tabel 6.1 Skor dan target") for text in said)
    assert any(text.startswith("Gambar 6.1 Skor dimensi") for text in said)
    assert "6.1 Smart Governance" in said


def test_provisional_numbers_bear_the_mark_until_the_period_is_locked(own_source):
    def marks(content):
        with zipfile.ZipFile(BytesIO(content)) as file:
            return sum(file.read(name).count(b'string="SEMENTARA"') for name in file.namelist())

    assert marks(gap_chapter.build_gap_chapter(own_source)) > 0
    for region in own_source.regions:
        periods.lock_period(own_source.store, own_source.scope.period_id, region, ACTOR)
    locked = DocumentSource(own_source.store, own_source.scope, own_source.regions)
    assert marks(gap_chapter.build_gap_chapter(locked)) == 0
    assert not any("SEMENTARA" in text for text in texts(gap_chapter.build_gap_chapter(locked)))


def test_the_note_names_the_head_of_the_region_and_three_steps(source):
    facts, content = source.facts(), letters.build_leaders_note(source)
    said = " ".join(texts(content))
    assert "Bupati Nganjuk" in said
    for row in facts.ranked_gaps.head(3).to_dict("records"):
        assert row["name"] in said


@pytest.mark.parametrize("source", [cases.sixty], indirect=True)
def test_the_request_lists_every_opd_with_room_for_its_contact(source):
    rows = tables(letters.build_survey_request(source))[-1]
    assert len(rows) == 61
    assert all(row[2:] == ["", ""] for row in rows[1:])


def test_the_recap_counts_who_sent(source):
    senders = source.facts().opd_responses
    said = " ".join(texts(letters.build_weekly_recap(source)))
    sent = int(senders["sent"].sum())
    assert f"{sent} dari {len(senders)} ({format_percent(sent / len(senders))})" in said


@pytest.fixture(scope="module")
def paged(source_of, tmp_path_factory):
    """The pages of notes and of the longest chapter as LibreOffice sets them, by name."""
    folder = tmp_path_factory.mktemp("office")
    contents = {case.__name__: letters.build_leaders_note(source_of(case)) for case in NOTED}
    for name, content in {**contents, "chapter": chapter(source_of(cases.sixty))}.items():
        (folder / f"{name}.docx").write_bytes(content)
    return {file.stem: pages(file) for file in converted(sorted(folder.glob("*.docx")), "pdf", folder)}


def pages(file):
    said = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True)
    return int(re.search(r"Pages:\s+(\d+)", said.stdout)[1])


@needs_office
@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="no pdfinfo")
@pytest.mark.parametrize("case", NOTED, ids=lambda case: case.__name__)
def test_the_note_is_one_page(paged, case):
    assert paged[case.__name__] == 1


@needs_office
@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="no pdfinfo")
def test_libreoffice_opens_the_chapter(paged):
    assert paged["chapter"] > 10
