"""Slides of what was published of the kabupaten before the survey, each beside similar regions."""

from charts import titles
from charts.drawing.format import format_number
from planning.comparison.published_profile import ALIKE, PROVINCE, PublishedProfile, list_question_texts
from reports.slides.deck import Deck
from reports.slides.sheet import MUTED, TextLine
from reports.slides.tables import SlideTable, add_slide_table

MOST_ASKED = 3


def add_background_slides(deck: Deck) -> None:
    """One slide for each published result of the region; nothing of results that do not have it."""
    for profile in deck.facts.background.profiles:
        if profile.standing == "given":
            _add(deck, profile)


def _add(deck: Deck, profile: PublishedProfile) -> None:
    facts, title = deck.facts, titles.published_parts_title(profile)
    subtitle = f"Profil awal {facts.label}: hasil terbit kementerian, tidak digabung dengan skor kesiapan"
    sheet = deck.add(title, f"{subtitle}, bukan data contoh" if facts.period.sample else subtitle)
    upper, foot = sheet.area.split(sheet.area.height - 24, gap=4)
    left, right = upper.row(1.25, 1, gap=26)
    add_slide_table(sheet, left, _table(deck, profile), title)
    asked = profile.questions[:MOST_ASKED]
    if asked:
        sheet.bullets(right, [list_question_texts()[one.node][0] for one in asked], "Tanyakan lebih dulu")
    source = profile.table.sources.get(profile.region, "")
    sheet.text(foot, TextLine(f"Sumber: {source}", 13, colour=MUTED))
    sheet.notes(
        "Angka kementerian dari tahun yang tertulis; keadaan kini dapat berbeda.",
        *(f"{titles.reason_of_question(one, profile.region)}." for one in asked),
        *(f"Siapkan: {list_question_texts()[one.node][1]}." for one in asked),
    )


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
    return next(len(group.codes) for group in deck.facts.background.groups if group.key == ALIKE)
