"""Whatever a room decides: the index lies in its range, and every count said anywhere is the same count."""

import io
import random
import re
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

import storage
from charts.drawing.format import NOT_APPLICABLE, format_count, format_number, format_percent
from charts.titles.wording import PROVED, UNPROVED
from reports import profile, sentences
from reports.slides import frames
from reports.slides.content import fill_presentation
from reports.slides.deck import SlideChoices
from reports.word import gap_chapter, letters
from reports.workbook import table_sheets, workbook
from tests.pages import stores
from tests.reports.decks import opened
from tests.reports.word.reading import texts
from tests.workflow.drawn_room import LEAVES, REGION, DrawnRoom
from workflow.documents import answer_remarks
from workflow.documents.plan_facts import gather_plan_facts
from workflow.results import clarify
from workflow.setup import completeness
from workflow.setup.progress import measure_job_progress
from workflow.setup.reminders import SurveyRound, write_weekly_recap

KINDS = ("agreed", "verified")
REASONS = ("differs", "unproven", "missing")
DIMENSION = re.compile(rf"^(\d+) dari (\d+) indikator terjawab, ((\d+) {PROVED})")
SLIDES = ("kelengkapan", "ringkasan", "diskusi", "dimensi", "bukti", "rangkuman", "opd", "mutu", "daftar_opd")


@pytest.fixture(params=[1, 2])
def room(request, migrated, tmp_path):
    file = tmp_path / "room.db"
    file.write_bytes(migrated.read_bytes())
    store = storage.open_store(stores.address(file))
    yield DrawnRoom(store, random.Random(request.param))
    store.dispose()


def share(part, whole):
    return format_percent(part / whole if whole else 0.0)


def check_counts(room):
    facts, want = room.source().facts(), room.expected()
    size = {name: len(codes) for name, codes in want.items()}
    agenda = clarify.clarification_agenda(facts.result, REGION)
    assert set(agenda["node"]) == want["agenda"]
    for name in REASONS:
        assert {row.node for row in agenda.itertuples() if name in row.reasons} == want[name]
    for name in ("asked", "answered", "proved"):
        assert set(facts.led_indicators.loc[facts.led_indicators[name].astype(bool), "node"]) == want[name]
    basis, bases = facts.answer_basis, room.bases()
    assert [basis.claimed, basis.agreed, basis.verified] == [
        bases[name] for name in ("jawaban OPD", "disepakati", "terverifikasi")
    ]
    printed = sentences.answer_basis_text(facts)
    assert printed == ", ".join(f"{count} {name}" for name, count in reversed(bases.items()) if count)
    assert (basis.answered, basis.asked) == (size["answered"], size["asked"])
    assert basis.evidence == pytest.approx(size["proved"] / size["answered"])
    check_opd(room, facts, want, size)
    check_sentences(facts, size)


def check_opd(room, facts, want, size):
    senders = facts.opd_responses
    sums = {name: int(senders[name].sum()) for name in ("asked", "answered", "evidence")}
    assert sums == {"asked": size["asked"], "answered": size["answered"], "evidence": size["proved"]}
    missing = [completeness.missing_indicators(room.store, room.scope, REGION, opd) for opd in room.asked]
    assert {code for codes in missing for code in codes} == want["missing"]
    assert set(facts.unanswered_indicators["indicator"]) == want["missing"]
    now = measure_job_progress(facts.result, REGION, senders, size["agenda"])
    assert (now.answered, now.asked, now.sent) == (size["answered"], size["asked"], len(room.sent))
    recap = write_weekly_recap(SurveyRound(facts.label, "2026"), senders, date(2026, 8, 3))
    assert f"Pertanyaan terjawab: {size['answered']} dari {size['asked']}" in recap
    assert f"Jawaban {PROVED}: {size['proved']} dari {size['answered']}" in recap
    table = table_sheets.quality_table(facts)
    rows = table[table["Ditanya"] != ""]
    assert (rows["Terjawab"].sum(), rows[PROVED.capitalize()].sum()) == (size["answered"], size["proved"])
    told = answer_remarks.remarks_on_answers(facts)
    settled = {code for _, code, _ in room.decided if any(room.in_force(kind, code) for kind in KINDS)}
    top = told[told["remark"] == "Tingkat tertinggi tanpa bukti dukung"]
    assert not set(top["indicator"]) & settled


def check_sentences(facts, size):
    whole, index = facts.proven_range.iloc[0], facts.index["score"]
    if index == index:
        assert whole["proven"] <= index + 1e-9
        assert index <= whole["claimed"] + 1e-9
        printed = format_number(index, facts.scale.decimals)
        assert not (said := sentences.evidence_sentence(facts)) or printed in said
        kind = profile.profile_content(facts)["index"]["kind"]
        if ends := re.search(r"rentang bukti ([\d,]+)–([\d,]+)", kind):
            assert ends[2] == printed
    said = " ".join(frames.discussion_questions(facts))
    for name, words in (
        ("missing", r"oleh siapa (\S+) pertanyaan"),
        ("unproven", r"untuk (\S+) jawaban"),
        ("differs", r"untuk (\S+) pertanyaan yang"),
    ):
        found = re.search(words, said)
        assert (found[1] if found else "0") == format_count(size[name])
    said = [sentences.proof_text(row) for row in facts.led_indicators.to_dict("records")]
    assert sum(one in ("Ada", "Diverifikasi") for one in said) == size["proved"]
    answered = f"{format_count(size['answered'])} dari {format_count(size['asked'])} indikator"
    assert answered in sentences.answered_sentence(facts)
    assert share(size["proved"], size["answered"]) in sentences.answered_sentence(facts)


def written(pages):
    frames = [shape for slide in pages.slides for shape in slide.shapes if shape.has_text_frame]
    return [shape.text_frame.text for shape in frames]


def check_documents(room):
    facts, want = room.source().facts(), room.expected()
    size = {name: len(codes) for name, codes in want.items()}
    pages = opened(fill_presentation(facts, gather_plan_facts(facts), SlideChoices(SLIDES)))
    charts = [shape.chart for slide in pages.slides for shape in slide.shapes if shape.has_chart]
    bars = {series.name: int(sum(series.values)) for series in charts[0].plots[0].series}
    proved = size["proved"]
    assert bars == {
        PROVED.capitalize(): proved,
        f"Terjawab, {UNPROVED}": size["answered"] - proved,
        "Belum dijawab": size["missing"],
    }
    cells = [
        [cell.text for cell in row.cells]
        for slide in pages.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
    ]
    assert ["Pertanyaan terjawab", f"{size['answered']} dari {size['asked']}"] in cells
    asked = [re.match(r"(\d+) dari (\d+)$", row[2]) for row in cells if row[1:2] in (["Sudah"], ["Belum"])]
    pairs = [(int(one[1]), int(one[2])) for one in asked if one]
    assert (sum(a for a, _ in pairs), sum(b for _, b in pairs)) == (size["answered"], size["asked"])
    head = next(place for place, row in enumerate(cells) if row[0] == "OPD" and row[1] == "Perlu naik")
    waiting = [row[2] for row in cells[head + 1 :] if len(row) == 4 and row[2].isdigit()]
    assert sum(map(int, waiting)) == size["missing"]
    heads = [(int(one[1]), int(one[2]), int(one[4])) for one in map(DIMENSION.search, written(pages)) if one]
    inside = facts.led_indicators[facts.led_indicators["dimension"].isin(facts.dimensions["node"])]
    summed = tuple(int(inside[name].sum()) for name in ("answered", "asked", "proved"))
    assert tuple(map(sum, zip(*heads, strict=True))) == summed
    chapter = " ".join(texts(gap_chapter.build_gap_chapter(room.source())))
    assert sentences.answered_sentence(facts) in chapter


def check_note(room):
    """The nota dinas names the same index, counts and basis, and the prerequisites below their targets."""
    want, said = room.expected(), " ".join(texts(letters.build_leaders_note(room.source())))
    index = room.score("INDEKS")
    assert index is None or f"Kab. Nganjuk {format_number(index)}" in said
    assert (
        f"{len(want['answered'])} dari {len(want['asked'])} indikator (termasuk prasyarat) terjawab" in said
    )
    assert f"terjawab, {share(len(want['proved']), len(want['answered']))} di antaranya berbukti" in said
    basis = ", ".join(f"{count} {name}" for name, count in reversed(room.bases().items()) if count)
    assert f"dasar nilai: {basis} · " in said
    below, known = room.behind()
    assert re.search(rf"\b{below} dari {known} prasyarat(?: yang \w+)? masih di bawah target", said)


def cells(content, name):
    """The rows of a sheet by their heading, from the headings on."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()
    head = next(place for place, row in enumerate(rows) if {"Kode", "Ditanya"} & set(row))
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]


def check_cells(room):
    """What the cells of the kabupaten's workbook hold is what was said and decided, and its one result."""
    want, content = room.expected(), workbook.build_region_workbook(room.source())
    kept = {row["Kode"]: row for row in cells(content, "03_Skor_Indikator") if row["Kode"]}
    assert set(kept) == set(LEAVES)
    for code, row in kept.items():
        level = room.level(code)
        absent = "" if code in want["asked"] else NOT_APPLICABLE
        assert row["Nilai berlaku"] == (absent if level is None else level)
        for heading, kind in (("Disepakati", "agreed"), ("Terverifikasi", "verified")):
            decided = room.in_force(kind, code)
            assert row[heading] == ("" if decided is None else decided)
    counted = [row for row in cells(content, "10_Kualitas_Data") if row["Ditanya"] != ""]
    sums = [sum(row[name] for row in counted) for name in ("Ditanya", "Terjawab", PROVED.capitalize())]
    assert sums == [len(want[name]) for name in ("asked", "answered", "proved")]
    for row in cells(content, "02_Skor_Dimensi"):
        score = room.score(row["Kode"])
        known = row["Skor"] if isinstance(row["Skor"], float) else None
        assert known == (None if score is None else pytest.approx(score))
    gaps = [row for row in cells(content, "07_Prioritas") if row["Kode"]]
    assert len(gaps) == room.lacking()
    points = sum(row["Sumbangan sampai target (poin indeks)"] for row in gaps)
    assert not gaps or points == pytest.approx(room.shortfall("INDEKS"))


def test_every_count_is_one_count_and_the_index_lies_within_its_range(room):
    check_counts(room)
    for _ in range(4):
        for _ in range(9):
            room.act()
        check_counts(room)
    check_documents(room)
    check_note(room)
    check_cells(room)
