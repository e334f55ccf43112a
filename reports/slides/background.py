"""Slides of what was published of the kabupaten before the survey, each beside similar regions."""

from charts import titles
from charts.drawing.first_rows import tell_other_rows
from charts.drawing.format import format_number
from planning.comparison.published_profile import ALIKE, PROVINCE, PublishedProfile, list_question_texts
from reports.slides.deck import Deck
from reports.slides.sheet import SlideBox
from reports.slides.tables import SlideTable, add_slide_table

MOST_ASKED = 3
HEADING = "Tanyakan lebih dulu"
ABOVE = 70.0
"""What a subtitle of two lines takes of a slide, in points."""


def add_background_slides(deck: Deck) -> None:
    """One slide for each published result of the region; nothing of results that do not have it."""
    for profile in deck.facts.region_background.profiles:
        if profile.standing == "given":
            _add(deck, profile)


def _add(deck: Deck, profile: PublishedProfile) -> None:
    """Table and questions beside each other where both have room, else one after the other."""
    facts, title = deck.facts, titles.published_parts_title(profile)
    subtitle = f"Hasil terbit, {facts.label}; bukan skor kesiapan"
    subtitle = f"{subtitle}, bukan data contoh" if facts.period.sample else subtitle
    table, asked = _table(deck, profile), profile.questions[:MOST_ASKED]
    said = [list_question_texts()[one.node][0] for one in asked]
    if more := tell_other_rows(range(len(profile.questions)), MOST_ASKED, "pertanyaan"):
        said.append(f"{more} pada Profil awal")
    source = f"Sumber: {profile.table.sources.get(profile.region, '')}"
    notes = (
        "Angka kementerian dari tahun yang tertulis; keadaan kini dapat berbeda.",
        *(f"{titles.reason_of_question(one, profile.region)}." for one in asked),
        *(f"Siapkan: {list_question_texts()[one.node][1]}." for one in asked),
        source,
    )
    left, right = deck.ground.area.row(1.25, 1, gap=26)
    if said and table.does_fit(SlideBox(left.left, left.top, left.width, left.height - ABOVE)):
        sheet = deck.add(title, subtitle)
        left, right = sheet.area.row(1.25, 1, gap=26)
        add_slide_table(sheet, left, table, title)
        sheet.list(right, HEADING, said)
        sheet.notes(*notes)
        return
    deck.table(title, subtitle, table, *notes)
    if said:
        sheet = deck.add(HEADING, subtitle)
        sheet.list(sheet.area, titles.result_name(profile.table), said)
        sheet.notes(*notes)


def _table(deck: Deck, profile: PublishedProfile) -> SlideTable:
    shown = (ALIKE, PROVINCE)
    names = [f"{_count(deck)} serupa", deck.facts.province]
    rows = [
        [
            line.name,
            format_number(line.value, missing="–"),
            *(titles.place_words(line.place_in(group)) for group in shown),
        ]
        for line in profile.lines
    ]
    head = ["Bagian", "Nilai", *(f"{name}: median · urutan" for name in names)]
    return SlideTable(head, rows, (2.1, 0.8, 1.7, 1.7), ("left", "right", "right", "right"))


def _count(deck: Deck) -> int:
    return next(len(group.codes) for group in deck.facts.region_background.groups if group.key == ALIKE)
