"""What headings of survey tables mean: one role per exact heading, whatever its case, marks and spaces."""

from __future__ import annotations

import re
from functools import lru_cache

from reference.instruments import Instrument
from reference.keys import text_key

ROLES: dict[str, tuple[str, ...]] = {
    "number": (
        "no",
        "nomor",
        "id",
        "response id",
        "id respons",
        "no urut",
        "no indikator",
        "nomor indikator",
        "no pertanyaan",
        "no butir",
    ),
    "code": ("kode", "kode indikator", "kode butir", "kode pertanyaan", "kode soal", "id indikator"),
    "region": (
        "kab/kota",
        "kabupaten/kota",
        "kabupaten",
        "kabupaten kota",
        "kota",
        "daerah",
        "nama daerah",
        "wilayah",
        "nama kabupaten/kota",
        "nama kab/kota",
        "pemerintah daerah",
        "nama pemerintah daerah",
        "pemda",
        "nama pemda",
        "nama wilayah",
        "kabupaten atau kota",
        "kab kota",
        "kabkota",
    ),
    "region_code": ("kode wilayah", "kode daerah", "kode kab/kota", "kode kabupaten/kota", "kode kemendagri"),
    "kind": ("jenis", "jenis daerah", "jenis instansi", "tipe daerah", "status daerah"),
    "institution": ("instansi", "nama instansi", "instansi pusat/pemerintah daerah", "lembaga"),
    "opd": (
        "opd",
        "nama opd",
        "perangkat daerah",
        "nama perangkat daerah",
        "skpd",
        "nama skpd",
        "unit kerja",
        "organisasi perangkat daerah",
        "asal opd",
        "dinas",
        "opd/perangkat daerah",
        "nama unit kerja",
    ),
    "opd_code": ("kode opd", "kode perangkat daerah", "kode skpd"),
    "respondent": (
        "nama pengisi",
        "nama responden",
        "nama lengkap",
        "nama",
        "pengisi",
        "responden",
        "nama petugas",
    ),
    "personal": (
        "nip",
        "nik",
        "no hp",
        "nomor hp",
        "hp",
        "no telepon",
        "nomor telepon",
        "telepon",
        "no telp",
        "telp",
        "no wa",
        "nomor wa",
        "whatsapp",
        "no whatsapp",
        "nomor whatsapp",
        "email",
        "e-mail",
        "alamat email",
        "email address",
        "alamat e-mail",
        "username",
        "nama pengguna",
        "ip address",
        "alamat ip",
        "jabatan",
        "jabatan pengisi",
        "tempat lahir",
        "tanggal lahir",
        "tanda tangan",
        "edit url",
        "form response edit url",
        "nomor induk pegawai",
        "no ktp",
        "nomor ktp",
        "no handphone",
        "nomor handphone",
        "kontak",
        "narahubung",
    ),
    "timestamp": ("stempel waktu", "timestamp", "cap waktu", "waktu pengisian", "tanggal pengisian"),
    "year": ("tahun", "tahun evaluasi", "tahun penilaian", "tahun data"),
    "period": ("periode", "periode penilaian"),
    "question": (
        "pertanyaan",
        "pernyataan",
        "butir",
        "butir pertanyaan",
        "uraian",
        "soal",
        "uraian pertanyaan",
    ),
    "indicator": ("indikator", "nama indikator", "uraian indikator", "indikator penilaian"),
    "subindicator": ("subindikator", "sub indikator", "sub-indikator"),
    "component": ("komponen", "blok", "kelompok", "komponen penilaian", "komponen evaluasi"),
    "branch": ("dimensi", "subdimensi", "sub dimensi", "aspek", "domain", "nama aspek", "nama domain"),
    "value": (
        "nilai",
        "jawaban",
        "skor",
        "level",
        "tingkat",
        "hasil penilaian",
        "jawaban level 1-5",
        "hasil",
        "tingkat kematangan",
        "nilai level",
        "jawaban (1-5)",
        "nilai indikator",
        "skor penilaian",
        "capaian",
        "hasil evaluasi",
        "nilai hasil penilaian",
        "level jawaban",
        "nilai evaluasi",
        "nilai/skor",
        "pilihan",
    ),
    "claimed": (
        "penilaian mandiri",
        "nilai mandiri",
        "hasil penilaian mandiri",
        "nilai penilaian mandiri",
        "tingkat kematangan mandiri",
        "nilai kematangan mandiri",
        "self assessment",
        "nilai kematangan (mandiri)",
        "mandiri",
        "pm",
        "penilaian mandiri (pemda)",
        "nilai klaim",
        "nilai opd",
        "penilaian mandiri pemda",
        "nilai kematangan (pemda)",
        "klaim",
        "nilai kematangan (daerah)",
    ),
    "verified": (
        "nilai kematangan (pusat)",
        "nilai kematangan",
        "nilai verifikasi",
        "hasil verifikasi",
        "verifikasi",
        "penilaian eksternal",
        "nilai eksternal",
        "nilai asesor",
        "penilaian asesor",
        "penilaian pusat",
        "nilai pusat",
        "asesor eksternal",
        "evaluasi eksternal",
        "hasil evaluasi eksternal",
        "nilai evaluator",
        "nilai akhir verifikasi",
        "penilaian eksternal (pusat)",
        "penilaian evaluator",
        "nilai terverifikasi",
        "nilai penilaian eksternal",
        "hasil penilaian eksternal",
        "nilai kematangan eksternal",
    ),
    "verified_note": ("catatan verifikator", "catatan asesor", "justifikasi", "catatan verifikasi"),
    "mean": ("rata-rata", "rerata", "nilai rata-rata"),
    "fact": ("fakta", "penjelasan fakta", "penjelasan", "uraian fakta"),
    "analysis": ("analisis", "penjelasan analisis"),
    "evidence": (
        "bukti",
        "nama file bukti",
        "bukti dukung",
        "data dukung",
        "nama berkas bukti",
        "dokumen bukti",
    ),
    "evidence_link": ("tautan bukti", "link bukti", "tautan data dukung", "link data dukung"),
    "evidence_date": ("tanggal bukti", "tanggal dokumen"),
    "obstacle": ("kendala utama", "kendala"),
    "note": ("catatan", "catatan pengisi"),
    "not_applicable": ("tidak berlaku", "tidak relevan"),
    "weight": ("bobot", "bobot (%)", "bobot indikator"),
}
MEANING = {text_key(text): role for role, texts in ROLES.items() for text in texts}
YEAR_BEHIND = re.compile(r"(?<![\s(])[\s(]++(?:tahun[\s(]++)?20\d\d[\s)]*+$", re.I)
DATED_VALUE = re.compile(r"^(?:nilai|skor|hasil|hasil penilaian|indeks)\s*(?:tahun\s*)?(20\d\d)$", re.I)
# What reports put before and behind a name without changing it.
IN_FRONT = re.compile(r"^\s*(?:nilai|skor|komponen|indeks|tingkat kematangan)\s+", re.I)
BEHIND = re.compile(r"(?<!\s)\s+(?:\d+(?:[.,]\d+)?\s*%|instansi pusat\s*/\s*pemerintah daerah)\s*$", re.I)
# A unit or a scale that a heading names: "Nilai (persen)", "Skor [0-4]", "Nilai 1-10".
SCALE_NAMED = re.compile(
    r"\([^)]{0,500}\)|\[[^\]]{0,500}\]|(?:\bskala\s*)?\b\d{1,3}\s*(?:-|–|s\s*/\s*d|s\.?d\.?|sampai(?:\s+dengan)?)\s*\d{1,3}\s*$",
    re.I,
)
PERSONAL_WORDS = re.compile(r"\b(nip|nik|no(mor)? (hp|wa|telp|telepon|ktp)|e ?mail|whatsapp|edit url)\b")
# What a survey programme writes beside the answers, its name for it in front: "id. Response ID".
EXPORTED = re.compile(
    r"^(?:(id|last ?page|seed|start ?language|interview ?time|total time)"
    r"|(submitdate|startdate|datestamp|date (?:submitted|started|last action)))(?:\.\s|$)",
    re.I,
)
# A question of one part, as LimeSurvey names it: "GOV1_1[SQ001]", "GOV1_1_SQ001", with its text behind.
SUBQUESTION = re.compile(
    r"^([^\s\[\]]{1,30}?)(?:\[[a-z_]{0,4}\d{1,4}\]|[._]?SQ\d{1,4})(?:\.?\s+(\S.*))?$", re.I | re.S
)
ENTITY_ROLES = frozenset({"region", "region_code", "opd", "opd_code", "institution"})
PERSONAL_ROLES = frozenset({"respondent", "personal"})
VALUE_ROLES = ("value", "claimed", "verified")


def role_of_heading(heading: str) -> str:
    """The role of a heading, "" where it has none; a bracketed unit or scale is not part of it."""
    whole = MEANING.get(text_key(heading)) or ("number" if heading.strip() == "#" else "")
    if whole:
        return whole
    if exported := EXPORTED.match(heading.strip()):
        return "number" if exported[1] else "timestamp"
    bare = SCALE_NAMED.sub(" ", heading)
    if MEANING.get(text_key(bare)):
        return MEANING[text_key(bare)]
    if DATED_VALUE.match(" ".join(bare.split())):
        return "dated_value"
    return "personal" if PERSONAL_WORDS.search(bare.casefold().replace("-", " ").replace(".", "")) else ""


def role_in_instrument(heading: str, instrument: Instrument) -> str:
    """`role_of_heading`, with the instrument's own extra columns ("cohort", "published", …) taking
    precedence.
    """
    for name, texts in instrument.columns.items():
        if text_key(heading) in map(text_key, texts):
            return name
    return role_of_heading(heading)


@lru_cache(maxsize=16_384)
def heading_meaning(text: str, instrument: Instrument) -> tuple[str, str]:
    """The role and the node of a heading, at most one of them: ("opd", ""), ("", "GOV1.1"), ("", "")."""
    role, node = role_in_instrument(text, instrument), node_named_by(text, instrument) or ""
    if role and not (node and role in ("branch", "published")):
        return role, ""
    return "", node


def _behind(text: str, mark: str, instrument: Instrument) -> str | None:
    """The item whose code stands behind the last mark of "grup/butir" or "grup-butir"."""
    found = instrument.find(text.rsplit(mark, 1)[1])
    return found if found and (mark == "/" or any(map(str.isdecimal, found))) else None


def _without_year(text: str) -> str:
    """A name of several words without the year behind it ("Indeks SPBE (Tahun 2024)"); "" for others.

    A single word before a year may be any word, be it a node's code ("Eco 2024").
    """
    name = YEAR_BEHIND.sub("", text)
    return name if name != text and " " in name else ""


def _subquestion(text: str, instrument: Instrument) -> str | None:
    """The item whose code stands before a subquestion ("GOV1_1[SQ001]"); what is said behind it agrees."""
    found = SUBQUESTION.match(text.strip())
    item = instrument.find(found[1]) if found else None
    if not found or item not in instrument.framework.leaves:
        return None
    return item if not found[2] or instrument.find(found[2]) == item else None


def node_named_by(text: str, instrument: Instrument) -> str | None:
    """The node a heading or item names; of "… [butir]" the part in brackets, of "grup/butir" the last."""
    found = instrument.find(text)
    if found is None and text.rstrip().endswith("]") and "[" in text:
        found = instrument.find(text.rstrip()[text.rindex("[") + 1 : -1])
    if found is None and not any(map(str.isspace, text)):
        found = next(
            (code for mark in "/-" if mark in text and (code := _behind(text, mark, instrument))), None
        )
    if found is None:
        found = _subquestion(text, instrument)
    if found is None and (undated := _without_year(text)):
        found = instrument.find(undated)
    if found is None:
        bare = BEHIND.sub("", IN_FRONT.sub("", text))
        found = instrument.find(bare) if bare and bare != text else None
    return found
