"""Buku 1: what was publicly known of the kabupaten before the survey."""

from charts import titles
from charts.drawing.format import format_number
from planning.comparison.published_profile import (
    EVERYWHERE,
    PublishedProfile,
    list_question_texts,
)
from reports.word.paper import Paper, PaperColumn
from workflow.comparison.background_facts import list_background_facts
from workflow.documents.region_facts import RegionFacts

HEADING = "Profil awal"


def add_background_page(paper: Paper, facts: RegionFacts) -> None:
    """The facts, a table for each result that has the region, and what was asked first because of them."""
    found = facts.region_background
    paper.heading(HEADING)
    paper.say(
        "Bagian ini memuat yang sudah diketahui umum sebelum survei: hasil evaluasi yang diterbitkan "
        "kementerian dan ciri wilayah. Angkanya tidak digabung dengan skor kesiapan pada bab ini.",
        "Hasil kementerian bukan data contoh." if facts.period.sample else "",
    )
    paper.say(f"{titles.published_standing_title(found.region, found.profiles)}.")
    paper.say("; ".join(f"{name} {text}" for name, text in list_background_facts(found.region)) + ".")
    for profile in found.profiles:
        if profile.standing == "given":
            _add_result(paper, facts, profile)
    _add_questions(paper, facts)


def _add_result(paper: Paper, facts: RegionFacts, profile: PublishedProfile) -> None:
    groups = [group for group in facts.region_background.groups if group.key != EVERYWHERE]
    columns = [PaperColumn("Bagian", 4.2), PaperColumn("Nilai", 1.5, number=True)]
    columns += [PaperColumn(f"{group.name[0].upper()}{group.name[1:]}", 3.4, number=True) for group in groups]
    rows = [
        [
            line.name,
            format_number(line.value, missing="–"),
            *(titles.place_words(line.place_in(group.key)) for group in groups),
        ]
        for line in profile.lines
    ]
    note = profile.table.notes.get(profile.region, "")
    paper.table(f"{titles.result_name(profile.table)}{f' ({note})' if note else ''}", columns, rows)
    others = [
        f"{year} {format_number(value)}" if value == value else f"{year} tidak ikut"
        for year, value in profile.years
        if year != profile.table.year
    ]
    paper.say(
        "Di kanan nilai: median daerah lain, lalu urutan dari yang tertinggi; daerah yang bedanya tidak "
        "berarti menempati rentang urutan yang sama.",
        f"Tahun lain: {', '.join(others)}." if others else "",
        f"Sumber: {profile.table.sources.get(profile.region, '')}.",
    )


def _add_questions(paper: Paper, facts: RegionFacts) -> None:
    given = [one for one in facts.region_background.profiles if one.standing == "given"]
    asked = [question for one in given or facts.region_background.profiles for question in one.questions]
    if not asked:
        return
    paper.heading("Yang ditanyakan lebih dulu dalam bimtek", 2)
    for question in asked:
        ask, bring = list_question_texts()[question.node]
        why = titles.reason_of_question(question, facts.region)
        paper.points([f"{ask} ({why}.) Yang disiapkan: {bring}."])
