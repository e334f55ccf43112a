"""One-page letters: the note to the leaders, the Sekda's request for the survey, the weekly recap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from charts.drawing.first_rows import count_first_rows
from charts.drawing.format import format_count, format_number, format_plain, format_span
from reference import regions
from reports import sentences
from reports.word import wording
from reports.word.paper import BLANK, Paper, PaperColumn
from scoring import Scale
from survey.answers import labels
from workflow.dates import format_long_day
from workflow.documents.region_facts import RegionFacts
from workflow.documents.source import DocumentSource
from workflow.documents.state_heads import find_selection_head
from workflow.results import summary
from workflow.setup import completeness, deadline, reminders

MOST = 3
DISKOMINFO = "Dinas Komunikasi dan Informatika"
CONTACTS = [
    *(PaperColumn("No.", 1.1), PaperColumn("Perangkat daerah", 7.4)),
    *(PaperColumn("Nama penghubung", 4.2), PaperColumn("Nomor telepon", 3.3)),
]


def build_leaders_note(source: DocumentSource) -> bytes:
    """Nota dinas on the result, one page. KeyError where the region has no answers or took no part."""
    facts = source.facts()
    paper = _paper(
        "Nota dinas", facts.label, sentences.provenance_line(facts), facts.locked, facts.period.status_word
    )
    paper.add_letterhead(_government(facts.region), DISKOMINFO)
    paper.title("NOTA DINAS")
    paper.lines(
        ("Kepada", f"Yth. {_head(facts.label)} melalui Sekretaris Daerah"),
        ("Dari", f"Kepala {DISKOMINFO}"),
        ("Tanggal", BLANK),
        ("Nomor", BLANK),
        ("Batas tindak lanjut", BLANK),
        ("Hal", f"{facts.instrument.title} {facts.label} periode {facts.period.label}"),
    )
    paper.say(sentences.index_sentence(facts), sentences.class_limit_sentence(facts))
    paper.say(
        sentences.extremes_sentence(facts), sentences.gap_sentence(facts), sentences.pareto_sentence(facts)
    )
    rows = wording.contributing_indicators(facts) if facts.aimed else []
    if rows:
        paper.say(_leading(facts, rows))
        paper.points(_step(facts, row) for row in rows[:MOST])
    paper.say(sentences.prerequisites_sentence(facts))
    paper.say(
        sentences.answered_sentence(facts),
        "Angka masih sementara sampai periode dikunci." if not facts.locked else "",
        f"{facts.period.sample_label}." if facts.period.sample else "",
    )
    paper.say(f"{_wish(facts, rows)} Atas perhatiannya kami ucapkan terima kasih.")
    paper.signature(f"Kepala {DISKOMINFO}")
    return paper.bytes()


def _wish(facts: RegionFacts, rows: Sequence[wording.Row]) -> str:
    """What the leaders are asked for: a word on what was named above, on the result, or that OPD answer."""
    if rows:
        return "Mohon arahan Bapak/Ibu atas prioritas tersebut."
    if facts.index["score"] == facts.index["score"]:
        return "Mohon arahan Bapak/Ibu atas hasil tersebut."
    return "Mohon arahan Bapak/Ibu agar perangkat daerah melengkapi jawabannya."


def _leading(facts: RegionFacts, rows: Sequence[wording.Row]) -> str:
    """What the points below it are; what contributes as much as the last of them is said."""
    if len(rows) < MOST:
        return f"{format_count(len(rows))} hal berikut masih di bawah target:"
    printed = [format_number(row["contribution"], 3) for row in rows]
    if not (equal := count_first_rows(printed, MOST) - MOST):
        return "Tiga hal berikut paling besar sumbangannya bagi indeks:"
    noun = facts.nouns[min(facts.nouns)].lower()
    return (
        "Tiga hal berikut termasuk yang paling besar sumbangannya bagi indeks; "
        f"{format_count(equal)} {noun} lain sama besar sumbangannya dengan yang ketiga:"
    )


def _step(facts: RegionFacts, row: wording.Row) -> str:
    step = wording.next_step_text(row)
    todo = f": {step[:1].lower()}{step[1:]}" if step else ""
    who = wording.short_opd_name(facts, row["lead"])
    basis = summary.points_basis(facts.result, facts.region)
    gain, aim = format_number(row["contribution"], 3), format_plain(row["target"])
    return f"{row['name']}{todo} (penanggung jawab {who}; sampai target {aim}: +{gain} poin indeks{basis})."


def build_survey_request(source: DocumentSource) -> bytes:
    """The Sekda's letter that asks every OPD for the survey, with the list of contact persons to fill in."""
    if source.period.locked_at:
        return _tell_closed_survey(source)
    survey = reminders.name_survey(source.instrument)
    paper = _paper("Permintaan pengisian survei", source.label, _foot(source), True, "")
    paper.add_letterhead(_government(source.regions[0]), "Sekretariat Daerah")
    paper.add_place_and_date(_place(source.regions[0]))
    until = deadline.read_answer_deadline(source.store, source.scope, source.regions[0])
    paper.lines(
        ("Nomor", BLANK),
        ("Sifat", "Segera"),
        ("Lampiran", "Daftar penghubung perangkat daerah"),
        ("Batas pengiriman", format_long_day(until) if until else BLANK),
        ("Hal", f"Pengisian {survey} periode {source.period.label}"),
    )
    paper.say("Yth. Kepala perangkat daerah sebagaimana daftar terlampir")
    paper.say(
        f"Dalam rangka penilaian {source.instrument.title_within} {source.label}, mohon Bapak/Ibu "
        "mengisi templat survei yang disampaikan Dinas Komunikasi dan Informatika kepada masing-masing "
        "perangkat daerah.",
    )
    paper.points(_asked(source.instrument.framework.scale, until))
    paper.say("Atas perhatian dan kerja sama Bapak/Ibu kami ucapkan terima kasih.")
    paper.signature("Sekretaris Daerah")
    paper.break_page()
    paper.heading("Lampiran: penghubung perangkat daerah")
    paper.say("Nama dan nomor telepon cukup ditulis pada lembar ini dan tidak disimpan dalam aplikasi.")
    names = completeness.list_opd_responses(source.store, source.scope, source.regions[0])["name"]
    paper.grid(CONTACTS, [[str(n), name, "", ""] for n, name in enumerate(names, start=1)])
    return paper.bytes()


def _tell_closed_survey(source: DocumentSource) -> bytes:
    """Of a locked period the letter asks nothing: it tells that the survey is closed, and what stands."""
    survey = reminders.name_survey(source.instrument)
    senders = completeness.list_opd_responses(source.store, source.scope, source.regions[0])
    asked, answered = (format_count(int(senders[name].sum())) for name in ("asked", "answered"))
    sent = format_count(int(senders["sent"].astype(bool).sum()))
    paper = _paper("Penutupan survei", source.label, _foot(source), True, "")
    paper.add_letterhead(_government(source.regions[0]), "Sekretariat Daerah")
    paper.add_place_and_date(_place(source.regions[0]))
    paper.lines(
        ("Nomor", BLANK),
        ("Sifat", "Biasa"),
        ("Hal", f"Penutupan {survey} periode {source.period.label}"),
    )
    paper.say("Yth. Kepala perangkat daerah")
    paper.say(
        f"Periode {source.period.label} sudah dikunci, sehingga jawaban {survey} tidak lagi diterima.",
        f"{sent} dari {format_count(len(senders))} perangkat daerah mengirim jawaban; "
        f"{answered} dari {asked} pertanyaan terjawab.",
    )
    paper.say("Yang belum terjawab dilengkapi pada periode berikutnya.")
    paper.say("Atas perhatian dan kerja sama Bapak/Ibu kami ucapkan terima kasih.")
    paper.signature("Sekretaris Daerah")
    return paper.bytes()


def _asked(scale: Scale, until: date | None) -> list[str]:
    """What the form itself asks (`survey.template.guide`), in the same words."""
    last = f" paling lambat {format_long_day(until)}" if until else ""
    reach = format_span(scale.minimum, scale.maximum, " sampai ")
    proof = " Jawaban tingkat 3 ke atas memerlukan bukti." if scale.asks_evidence else ""
    return [
        f"Setiap pertanyaan dijawab dengan tingkat {reach} sesuai keadaan sebenarnya.{proof}",
        f"Bila faktanya tidak diketahui, pilih “{labels.NO_DATA}”; jawaban itu tidak dihitung sebagai nilai "
        f"rendah. “{labels.NOT_APPLICABLE}” hanya ada pada pertanyaan tertentu dan diberi alasan pada kolom "
        "Catatan.",
        f"Berkas yang sudah diisi dikirim kepada Dinas Komunikasi dan Informatika{last}.",
        "Satu orang penghubung ditunjuk untuk klarifikasi jawaban.",
    ]


def build_weekly_recap(source: DocumentSource) -> bytes:
    """The week's state of the survey for the Sekda."""
    region = source.regions[0]
    survey = reminders.name_survey(source.instrument)
    closed = bool(source.period.locked_at)
    about = reminders.SurveyRound(source.label, source.period.label, survey, closed)
    senders = completeness.list_opd_responses(source.store, source.scope, region)
    until = deadline.read_answer_deadline(source.store, source.scope, region)
    paper = _paper("Rekapitulasi survei", source.label, _foot(source), True, "")
    text = reminders.write_weekly_recap(about, senders, source.told_on, until)
    head, *parts = text.split("\n\n")
    paper.title(f"Rekapitulasi {survey}", " · ".join(head.split("\n")[1:]))
    for part in parts:
        lines = part.split("\n")
        bullets = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
        paper.say(*(line for line in lines if not line.startswith("- ")))
        paper.points(bullets)
    return paper.bytes()


def _foot(source: DocumentSource) -> str:
    survey = reminders.name_survey(source.instrument)
    head = find_selection_head(source)
    return f"S{survey[1:]} periode {source.period.label} · Jejak audit {head}"


def _paper(title: str, place: str, foot: str, final: bool, mark: str) -> Paper:
    return Paper(f"{title} {place}", foot, "" if final else mark.upper(), numbered=False)


def _government(region: str) -> str:
    """ "Pemerintah Kabupaten Nganjuk"; without a name for a region the register does not have."""
    name = _name(region)
    return f"Pemerintah {name}" if name else f"Pemerintah Daerah {region}"


def _place(region: str) -> str:
    """Where a letter is written: "Nganjuk"."""
    return _name(region).partition(" ")[2] or BLANK


def _name(region: str) -> str:
    known = regions.region_label(region) != region
    return regions.find_region(region).name if known else ""


def _head(label: str) -> str:
    """ "Kab. Nganjuk" -> "Bupati Nganjuk", "Kota Pasuruan" -> "Wali Kota Pasuruan"."""
    kind, _, name = label.partition(" ")
    return f"{'Wali Kota' if kind == 'Kota' else 'Bupati'} {name or label}"
