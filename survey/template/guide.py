"""The sheet Petunjuk: whose form this is, how to answer, and what to send back."""

from __future__ import annotations

from typing import Any

from survey.answers import labels
from survey.template import layout
from survey.template.form import SurveyForm
from survey.template.lacks import EVIDENCE_FROM
from survey.template.sheet import form_identity_lines, set_up_form_page
from survey.template.styles import count_wrapped_lines, form_row_height

_WIDTH = 92.0


def write_guide_sheet(workbook: Any, styles: dict[str, Any], form: SurveyForm) -> None:
    """Add the sheet; its text follows what this OPD is asked."""
    sheet = workbook.add_worksheet(layout.GUIDE_SHEET)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, _WIDTH - 18)
    row = _write_identity(sheet, styles, form)
    for title, paragraphs in _sections(form):
        sheet.merge_range(row, 0, row, 2, title, styles["section"])
        sheet.set_row(row, 22)
        row += 1
        if title == _HOW:
            row = _write_rule(sheet, styles, form, row)
        for number, text in enumerate(paragraphs, start=1):
            sheet.write_string(row, 0, str(number), styles["number"])
            sheet.merge_range(row, 1, row, 2, text, styles["paragraph"])
            sheet.set_row(row, form_row_height(count_wrapped_lines(text, _WIDTH)))
            row += 1
        row += 1
    set_up_form_page(sheet, form, landscape=False)
    sheet.fit_to_pages(1, 0)


def _write_identity(sheet: Any, styles: dict[str, Any], form: SurveyForm) -> int:
    sheet.write_string(0, 0, form.instrument.title, styles["title"])
    sheet.set_row(0, 26)
    state = f"Petunjuk pengisian · instrumen versi {form.instrument.version} · {form.instrument.status}"
    sheet.write_string(1, 0, state, styles["subtitle"])
    row = 3
    for name, value in form_identity_lines(form):
        sheet.write_string(row, 0, name, styles["label"])
        sheet.write_string(row, 2, value, styles["value"])
        row += 1
    if form.label:
        sheet.write_string(row, 0, form.label, styles["banner"])
        row += 1
    return row + 1


def _write_rule(sheet: Any, styles: dict[str, Any], form: SurveyForm, row: int) -> int:
    sheet.merge_range(row, 0, row, 2, form.rule, styles["rule"])
    sheet.set_row(row, form_row_height(count_wrapped_lines(form.rule, _WIDTH), 11) + 8)
    row += 1
    for number, name in () if form.level_heads else form.levels:
        sheet.write_number(row, 0, number, styles["number"])
        sheet.write_string(row, 1, name, styles["value"])
        row += 1
    return row + 1


_HOW = "Cara menjawab"


def _sections(form: SurveyForm) -> list[tuple[str, list[str]]]:
    sections = [("Yang ditanyakan", _asked(form))]
    if form.items:
        sections.append((_HOW, _how(form)))
    return [*sections, ("Program dan inovasi", _PROGRAMMES), ("Pengembalian berkas", _RETURN)]


def _asked(form: SurveyForm) -> list[str]:
    programme = f"Isi lembar “{layout.PROGRAMME_SHEET}” dengan program dan inovasi OPD yang sedang berjalan."
    lines = []
    if form.led:
        lines.append(
            f"Lembar “{layout.ANSWER_SHEET}” memuat {len(form.led)} indikator yang diampu OPD ini. "
            "Jawab semuanya."
        )
    else:
        lines.append("OPD ini tidak mengampu indikator, sehingga tidak ada indikator yang wajib dijawab.")
    if form.supported_items:
        lines.append(
            f"{len(form.supported_items)} indikator pendukung (bernomor P) diampu OPD lain dan boleh dijawab "
            "bila OPD ini mengetahui faktanya. Jawabannya tidak mengubah skor, tetapi menjadi bahan "
            "klarifikasi."
        )
    if form.own_items:
        lines.append(
            f"{len(form.own_items)} pertanyaan tambahan (bernomor T) ditanyakan kabupaten sendiri di luar "
            "indeks. Jawab semuanya; jawabannya ditampilkan tersendiri dan tidak mengubah skor resmi."
        )
    return [*lines, programme]


def _how(form: SurveyForm) -> list[str]:
    choice = f"{'Pilih jawaban dari daftar' if form.levels else 'Tulis nilai'} pada kolom Jawaban."
    if form.level_heads:
        choice += (
            " Uraian setiap tingkat tertulis di sebelah kirinya, pada baris yang sama; yang dipilih diwarnai."
        )
    lines = [
        choice,
        f"Pilih “{labels.NO_DATA}” bila faktanya tidak diketahui. "
        "Jawaban itu tidak dihitung sebagai nilai rendah.",
        "Fakta: tuliskan keadaan yang mendasari jawaban, dengan angka bila ada.",
        *([_PUBLIC] if any(form.public_fact(item) for item in form.items) else []),
        "Bukti: tuliskan nama dokumen atau tautannya; Tanggal bukti: tanggal dokumen tersebut. "
        f"Jawaban tingkat {EVIDENCE_FROM} ke atas memerlukan bukti.",
        f"{layout.LACK}: kolom ini menyebut sendiri apa yang belum diisi pada barisnya.",
        f"Kendala utama: pilih satu dari {', '.join(layout.OBSTACLES)}.",
    ]
    if any(item.may_not_apply for item in form.items):
        lines.append(
            f"“{labels.NOT_APPLICABLE}” hanya tersedia pada indikator tertentu; syaratnya tertulis di bawah "
            "pertanyaannya. Tuliskan alasannya pada kolom Catatan."
        )
    return lines


_PUBLIC = (
    "Sebagian Fakta sudah terisi dengan angka dari sumber publik yang disebut di dalamnya. Periksa, perbaiki "
    "bila perlu, lalu pilih jawabannya: angka itu tidak memilihkan tingkat."
)
_PROGRAMMES = [
    "Tuliskan satu program atau inovasi pada satu baris: nama, dimensi, sejak tahun berapa, sub kegiatan, "
    "pagu, dan status.",
    "Pagu ditulis dalam rupiah sebagai angka.",
    f"Bila OPD ini tidak memiliki program atau inovasi, pilih “ya” di samping “{layout.NO_PROGRAMMES}”.",
]
_RETURN = [
    "Isi hanya sel berwarna kuning. Nama lembar, kode, dan susunan kolom jangan diubah.",
    "Simpan sebagai berkas Excel (.xlsx), lalu kirim kepada koordinator survei di Dinas Komunikasi dan "
    "Informatika.",
    "Jangan menuliskan nama orang, NIP, NIK, nomor telepon, atau alamat surel di sel mana pun.",
]
