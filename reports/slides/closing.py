"""The last slide of the second day: three things to do, each with its number, and lines to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn

from charts.drawing import theme
from charts.drawing.first_rows import tell_other_rows
from charts.drawing.format import format_count
from reports.slides import fit
from reports.slides.deck import Deck
from reports.slides.sheet import (
    BLUE,
    INK,
    MUTED,
    SlideBox,
    SlideSheet,
    TextLine,
    paragraphs_height,
    set_alt_text,
)
from workflow.documents.region_facts import RegionFacts
from workflow.plan.region_plan import CRITERIA

TITLE = "Sesudah bimtek, tiga hal berikut"
PROMISE = "Disepakati bersama: kesenjangan dan program yang disepakati masuk perencanaan dan anggaran OPD."
LACKING = "Jawaban dan bukti yang belum ada dilengkapi"
NEXT = "pada periode berikutnya"  # nothing more comes into a period that is locked
ROLES = ("Ketua Tim Pelaksana", "Sekretaris Daerah", "Pendamping")
NUMBER, BODY, SMALL, NAMED = 38, 18, 16, 4
BAR, GAP, LEAST = 6.0, 22.0, 14


@dataclass(frozen=True)
class ClosingThing:
    """One thing to do: a verb, how many of what, which they are, and more about them."""

    verb: str
    count: str
    which: str
    more: tuple[str, ...]


def add_closing_slide(deck: Deck) -> None:
    """Complete, agree, carry out; OPD that lack something are counted, never named."""
    things = (_complete(deck.facts), _agree(deck.facts), _carry_out(deck))
    sheet = deck.add(TITLE)
    said_high = fit.wrapped_height(PROMISE, sheet.area.width, SMALL, bold=True) + 2
    wide = sheet.area.row(1, 1, 1, gap=GAP)[0].width
    high = said_high + 8 + max(paragraphs_height(_sign(role, wide), wide) for role in ROLES) + 2
    upper, signs = sheet.area.split(sheet.area.height - high - 8)
    boxes = upper.row(1, 1, 1, gap=GAP)
    sizes = ((NUMBER - step * 4, BODY - step * 2) for step in range(3))
    kinds = ([_paragraphs(at, one, *pair) for at, one in enumerate(things, start=1)] for pair in sizes)
    told = next(kind for kind in kinds if _fit(kind, boxes[0]) or kind[0][-1].size == LEAST)
    for at, (box, lines) in enumerate(zip(boxes, told, strict=True)):
        _show_thing(sheet, box, at, lines)
    promise, lines_box = signs.split(said_high)
    sheet.text(promise, TextLine(PROMISE, SMALL, True, MUTED))
    for box, role in zip(lines_box.row(1, 1, 1, gap=GAP), ROLES, strict=True):
        sheet.text(box, *_sign(role, wide))
    said = (f"{one.verb}: {one.count} {one.which}." for one in things)
    sheet.notes("Tanda tangan dibubuhkan pada cetakan salindia ini atau pada berita acara.", *said)


def _sign(role: str, wide: float) -> list[TextLine]:
    """A line to sign on, three quarters of the box long, and whose it is."""
    return [
        TextLine("_" * int(wide * 0.75 / fit.line_width("_", SMALL)), SMALL),
        TextLine(role, SMALL, colour=MUTED),
    ]


def _paragraphs(at: int, thing: ClosingThing, number: float, body: float) -> list[TextLine]:
    several = len(thing.more) > 1
    return [
        TextLine(f"{at}  {thing.verb}", body + 2, True, BLUE),
        TextLine(thing.count, number, True, INK),
        TextLine(thing.which, body, colour=MUTED),
        TextLine(" ", body / 2),
        *(TextLine(one, body, bullet=several) for one in thing.more),
    ]


def _fit(told: Sequence[Sequence[TextLine]], box: SlideBox) -> bool:
    return max(paragraphs_height(lines, box.width) for lines in told) <= box.height - BAR - 10


def _show_thing(sheet: SlideSheet, box: SlideBox, at: int, lines: Sequence[TextLine]) -> None:
    bar, rest = box.split(BAR, gap=10)
    shape = sheet.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *bar.place)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(theme.MATURITY[2 + at].lstrip("#"))
    shape.line.fill.background()
    shape._element.remove(shape._element.find(qn("p:style")))
    set_alt_text(shape, f"{lines[0].text}: {lines[1].text} {lines[2].text}")
    sheet.text(rest, *lines)


def _complete(facts: RegionFacts) -> ClosingThing:
    waiting = len(facts.opd_responses) - int(facts.opd_responses["sent"].sum())
    when = NEXT if facts.locked else "sebelum periode dikunci"
    silent = f"{format_count(waiting)} OPD belum mengirim. " if waiting else ""
    count = f"{format_count(len(facts.unanswered_indicators))} pertanyaan"
    return ClosingThing("Lengkapi", count, "yang belum terjawab", (f"{silent}{LACKING} {when}.",))


def _agree(facts: RegionFacts) -> ClosingThing:
    open_ = facts.led_indicators[["missing", "differs", "unproven"]].any(axis=1)
    count = f"{format_count(int(open_.sum()))} {facts.nouns[min(facts.nouns)].lower()}"
    when = f" {NEXT}" if facts.locked else ""
    how = f"Dibahas pada halaman Klarifikasi{when}, dengan alasan dan siapa yang menyepakati."
    return ClosingThing("Sepakati", count, "kosong, berbeda, atau tanpa bukti", (how,))


def _carry_out(deck: Deck) -> ClosingThing:
    """The proposals on the first place, equals together; without proposals what has to rise."""
    board = deck.plan.region_plan
    ranked = board.ranked(CRITERIA)
    first = ranked[ranked["place"] == ranked["place"].min()] if len(ranked) else ranked
    if len(first):
        names = [board.by_key[key].name for key in first.index]
        rest = tell_other_rows([""] * len(names), NAMED, "program")
        which = "berimbang di urutan teratas" if len(names) > 1 else "di urutan teratas"
        more = (*names[:NAMED], *([f"{rest}."] if rest else []))
        return ClosingThing("Jalankan", f"{format_count(len(names))} program", which, more)
    rising = deck.facts.closing_duties["indicator"].nunique()
    count = f"{format_count(rising)} {deck.facts.nouns[min(deck.facts.nouns)].lower()}"
    return ClosingThing("Jalankan", count, "perlu naik menuju target", ("Usulan program belum ditulis.",))
