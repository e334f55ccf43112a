"""What is said of a programme's remarks, and the words for its fields: the same on pages and in files."""

from __future__ import annotations

from datetime import date
from typing import Any

from charts.drawing.format import format_count, format_date, format_number, join_names
from planning.programmes.register_checks import RegisterRemark

LABELS = {
    "name": "Nama program",
    "problem": "Masalah",
    "kind": "Jenis",
    "dimension": "Dimensi",
    "subdimension": "Subdimensi",
    "lifts": "Indikator yang dinaikkan",
    "lead": "OPD penanggung jawab",
    "support": "OPD pendukung",
    "districts": "Kecamatan",
    "villages": "Desa/kelurahan",
    "costs": "Biaya per tahun",
    "funds": "Sumber dana",
    "rpjmd": "Acuan RPJMD",
    "renstra": "Acuan Renstra",
    "renja": "Acuan Renja",
    "code": "Kode program, kegiatan, atau sub kegiatan",
    "status": "Status",
    "since": "Berjalan sejak",
    "start": "Mulai",
    "end": "Selesai",
    "benefit": "Manfaat terasa sejak",
    "measure": "Indikator keberhasilan",
    "unit": "Satuan",
    "baseline": "Nilai awal",
    "target": "Target",
    "risk": "Risiko",
    "mitigation": "Mitigasi",
    "after": "Prasyarat",
    "data_from": "Data dari OPD",
    "realisation": "Realisasi",
    "note": "Catatan",
    "origin": "Asal",
}
"""What users read for each field of a programme."""

WORDINGS = {
    "unread": ("{field} '{found}' tidak terbaca.", "Isi {lower} yang dimaksud."),
    "no_name": ("Nama program belum diisi.", "Isi nama program."),
    "stranger": (
        "OPD '{found}' tidak ada dalam daftar OPD daerah ini.",
        "Pilih OPD dari daftar, atau tambahkan pada Wilayah & OPD.",
    ),
    "no_lead": ("OPD penanggung jawab belum diisi.", "Pilih OPD dari daftar OPD daerah."),
    "no_node": ("{field} '{found}' tidak ada dalam instrumen.", "Pilih {lower} yang ada."),
    "no_dimension": ("Dimensi belum diisi.", "Pilih dimensinya."),
    "misplaced": (
        "Subdimensi '{found}' bukan bagian dari dimensi '{dimension}'.",
        "Pilih subdimensi dari dimensi itu.",
    ),
    "no_choice": ("{field} '{found}' tidak dikenal.", "Pilih {choices}."),
    "no_indicator": ("Indikator '{found}' tidak ada dalam instrumen.", "Pilih indikator dari daftar."),
    "off_scale": ("Tingkat {level} untuk {found} di luar skala.", "Isi tingkat {lowest} sampai {highest}."),
    "lifts_none": (
        "Program ini belum menaikkan indikator apa pun.",
        "Pilih indikator dan tingkat yang dicapainya.",
    ),
    "lifts_nothing": (
        "Indikator yang dituju sudah berada pada tingkat itu, sehingga indeks tidak naik.",
        "Naikkan tingkat yang dituju, atau pilih indikator lain.",
    ),
    "backwards": ("Selesai {end}, mendahului mulai {start}.", "Perbaiki tanggal mulai atau selesai."),
    "odd_year": ("Tahun {found} pada {lower} tidak lazim.", "Isi tahun {first} sampai {last}."),
    "no_since": ("Program berjalan tanpa tahun mulai.", "Isi sejak tahun berapa berjalan."),
    "no_cost_number": ("Biaya tahun {found} harus angka nol atau lebih.", "Isi biaya dalam rupiah."),
    "cost_outside": (
        "Biaya tahun {years} di luar masa pelaksanaan.",
        "Periksa tahun biaya, mulai, dan selesai.",
    ),
    "no_cost": ("Biaya belum diisi.", "Isi biaya per tahun dalam rupiah."),
    "odd_code": (
        "Kode '{found}' tidak berpola Permendagri 90/2019.",
        "Contoh pola: 2.16.03.2.02.05 atau 2.16.03.2.02.0005.",
    ),
    "unknown_code": ("Kode '{found}' tidak ada dalam nomenklatur {year}.", "{proposal}"),
    "other_name": (
        "Kode {found} dalam nomenklatur {year} bernama '{name}'.",
        "Periksa kodenya, atau tulis nama sub kegiatan itu pada Acuan Renja.",
    ),
    "no_subactivity": ("Belum punya sub kegiatan.", "{proposal}"),
    "no_measure": ("Belum diisi: {fields}.", "Isi indikator keberhasilan, satuan, nilai awal, dan target."),
    "lost_prerequisite": (
        "Program prasyarat tidak ada lagi dalam daftar.",
        "Hapus prasyarat itu, atau pilih program lain.",
    ),
    "too_early": ("Mulai {start}, sebelum prasyarat '{found}' selesai {end}.", "Periksa urutannya."),
    "circle": ("Prasyarat saling menunggu: {names}.", "Hapus salah satu prasyarat pada lingkaran itu."),
}
"""Code of a remark -> its message and proposal."""


def remark_words(remark: RegisterRemark) -> tuple[str, str]:
    """The message and the proposal of a remark, in Indonesian."""
    label = LABELS.get(remark.field, remark.field)
    parts = {name: _said(name, value) for name, value in remark.parts.items()}
    parts |= {"field": label, "lower": label[:1].lower() + label[1:] if label[:3] != "OPD" else label}
    if "proposal" in parts:
        known = parts["proposal"]
        parts["proposal"] = f"Mungkin {known}." if known else "Cari pada nomenklatur, lalu pilih kodenya."
    message, proposal = WORDINGS[remark.code]
    return message.format_map(parts), proposal.format_map(parts)


def _said(name: str, value: Any) -> str:
    if isinstance(value, date):
        return format_date(value)
    if name == "names":
        return " → ".join(value)
    if name == "fields":
        return join_names([LABELS[one].lower() for one in value])
    if name == "choices":
        return f"{', '.join(value[:-1])}, atau {value[-1]}"
    if isinstance(value, list | tuple):
        return join_names([str(one) for one in value])
    if isinstance(value, float):
        return format_count(value) if value.is_integer() else format_number(value)
    return str(value)
