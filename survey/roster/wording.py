"""What the texts of a list of OPD are: an OPD, a group of them, a number, a short name, a heading."""

from __future__ import annotations

import re
from functools import lru_cache

from reference.catalogue import opd_codes_by_alias, spell_out_name
from reference.keys import normalise_text, text_key
from survey.tables.headings import role_of_heading

FORMS = frozenset({
    "dinas", "badan", "kantor", "satuan", "satpol", "inspektorat", "sekretariat", "setda", "setwan", "bagian",
    "kecamatan", "distrik", "kapanewon", "kemantren", "rsud", "rsd", "rsu", "lembaga",
})  # fmt: skip
GROUP = FORMS | frozenset({
    "perangkat", "daerah", "opd", "skpd", "pd", "organisasi", "unit", "kerja", "teknis", "unsur",
    "staf", "pelaksana", "pendukung", "penunjang", "pembantu", "pengawas", "pengawasan", "pelayanan",
    "kelompok", "kategori", "lain", "lainnya", "dan", "serta", "se", "kabupaten", "kota",
    "kewilayahan", "kelurahan", "rumah", "sakit", "para", "nama", "wilayah", "instansi", "rumpun",
})  # fmt: skip
PLURAL = re.compile(r"\b(\w+)( \1\b)+")
DIGITS = r"\d{1,4}(?:\.\d{1,4})*"
NUMBERED = re.compile(
    rf"^\s*(?:\(?(?P<mark>{DIGITS}|[A-Za-z]|[IVXLivxl]{{1,6}})\s?(?:[.)\]:]|\s[-–]\s)[.)\s-]*(?=\D)"
    rf"|(?P<bare>{DIGITS})\s+(?:[-–]\s*)?(?=[^\W\d])|(?P<dot>[-•*·▪])\s+)"
)
MARK = re.compile(rf"^\(?(?P<mark>{DIGITS}|[A-Za-z]|[IVXLivxl]{{1,6}})\s?[.)]?$")
TOTAL = re.compile(r"^(sub ?)?(grand ?)?(jumlah|jml|total|banyaknya)\b")
NOTE = re.compile(
    r"^(catatan|ket|keterangan|sumber|mengetahui|nip|ttd|tanda tangan|a n|an|plt|plh|pj|bupati|wali ?kota|"
    r"kepala|sekretaris|asisten|pembina|penata|ditetapkan|diundangkan|disusun|dicetak|diperbarui|tanggal)\b"
)
SHORT_HEADING = re.compile(
    r"\b(singkat\w*|singk|akronim|kependekan|alias|sebutan|inisial|nama pendek|abbr\w*)\b"
)
NAME_WORD = re.compile(
    r"\b(opd|skpd|perangkat daerah|satuan kerja|unit kerja|unit organisasi|organisasi|instansi|lembaga|dinas|"
    r"badan|kecamatan|distrik|pd)\b"
)
OTHER_FACT = re.compile(
    r"\b(kode|id|kepala|pimpinan|pejabat|camat|alamat|jumlah|nip|pic|telepon|telp|hp|wa|email|surel|website|situs|"
    r"ket|keterangan|tipe|urusan|admin|operator|tahun|kontak|jabatan|pegawai|nomor|no|dasar|perda|eselon|jenis|"
    r"kelompok|rumpun|kategori|bidang|asisten|koordinator|mitra|status)\b"
)
NEWER = re.compile(r"\b(baru|terbaru|sekarang|menjadi|sesudah|setelah|kini|saat ini|berlaku)\b")
OLDER = re.compile(r"\b(lama|semula|sebelum\w*|dahulu|dulu|asal|induk|lampau)\b")
HEADING_WORDS = 9
TITLE = re.compile(r"^(daftar|lampiran|susunan|nomenklatur|pemerintah|rekap\w*|data)\b")
BRACKETED = re.compile(r"^(?P<name>.+?)(?<!\s)\s*[(\[](?P<short>[^()\[\]]{2,30})[)\]]\s*$")
BESIDE = re.compile(r"^(?P<name>.+?)(?<!\s)\s*(?:\s[-–=:|]\s|\s?/\s?|;)\s*(?P<short>[^\s/]{2,20})$")
IN_FRONT = re.compile(r"^(?P<short>[^\s/]{2,20})\s[-–=:|]\s(?P<name>.+)$")
ENUMERATED = re.compile(r"(?:(?<!\s)\s+)?[;.]\s*((dan|serta)\s*)?$", re.I)
NOTHING = frozenset({"", "-", "–", "—", ".", "n/a", "tidak ada"})
LONGEST_SHORT = 30
WRITTEN_OUT = frozenset(
    {"dinas", "badan", "kantor", "satuan", "inspektorat", "sekretariat", "bagian", "kecamatan"}
)
"""What no short name begins with, but for "Inspektorat": it is a kind of OPD, or another OPD's name."""
LED_BY = {form: form.capitalize() for form in ("dinas", "badan", "kantor", "bagian", "kecamatan")}


def split_number(text: str) -> tuple[str, str]:
    """The number in front of a name ("1", "a", "II", "1.02", "•", "" without one) and the name behind it."""
    found = NUMBERED.match(text)
    if found is None or not text[found.end() :].strip():
        return "", text.strip()
    return next(mark for mark in found.groups() if mark), text[found.end() :].strip()


def numbering_kind(mark: str) -> str:
    """What counts by such numbers: "1", "1.1" by depth, "a" and "A" for letters and romans, "" for none."""
    found = MARK.match(mark.strip())
    if found is None:
        return ""
    text = found["mark"]
    if text[0].isdigit():
        return ".".join("1" for _ in text.split("."))
    return "a" if text.islower() else "A"


@lru_cache(maxsize=8192)
def is_opd_name(text: str) -> bool:
    """Whether a text without its number surely names one OPD: by its kind in front, or as a known alias."""
    text = split_short(text)[0]
    words = spell_out_name(text).split()
    if not words or is_title(text) or NOTE.match(normalise_text(text)):
        return False
    if is_group_name(text):
        return bool(known_codes(text)) and words != ["kecamatan"]
    return (
        (words[0] in FORMS and len(words) > 1) or words[:2] == ["rumah", "sakit"] or bool(known_codes(text))
    )


def known_codes(text: str) -> tuple[str, ...]:
    """The codes of the catalogue that a name or short name stands for."""
    return opd_codes_by_alias().get(spell_out_name(text).replace(" ", ""), ())


@lru_cache(maxsize=8192)
def is_group_name(text: str) -> bool:
    """Whether a text says only what kind of OPD follow: "DINAS", "Lembaga Teknis Daerah", "Dinas-dinas"."""
    words = PLURAL.sub(r"\1", spell_out_name(text)).split()
    return bool(words) and all(word in GROUP for word in words)


@lru_cache(maxsize=8192)
def opd_form(text: str) -> str:
    """The form a name begins with, "" where it begins with none."""
    first = spell_out_name(text).partition(" ")[0]
    return first if first in FORMS else ""


def is_total(text: str) -> bool:
    """Whether a row counts the others."""
    return bool(TOTAL.match(normalise_text(text)))


def is_title(text: str) -> bool:
    """Whether a text begins as titles do: "Daftar SKPD", "Lampiran …", "Pemerintah Kabupaten …"."""
    return bool(TITLE.match(normalise_text(text)))


def is_note(text: str) -> bool:
    """Whether a text begins as notes and signatures do."""
    return text.lstrip().startswith("*") or bool(NOTE.match(normalise_text(text)))


@lru_cache(maxsize=4096)
def name_heading_rank(heading: str) -> int:
    """How surely a heading stands over the names of OPD: 3 surely, 1 perhaps ("Nama"), 0 not at all."""
    text, whole = (normalise_text(outside_brackets(part)) for part in (heading.rpartition(" / ")[2], heading))
    if SHORT_HEADING.search(whole) or len(whole.split()) > HEADING_WORDS or not whole:
        return 0
    if role_of_heading(heading) in ("opd", "institution"):
        return 3
    if OTHER_FACT.search(text):
        return 0
    if NAME_WORD.search(whole):
        return 3
    return 1 if re.match(r"^(nama|uraian|nomenklatur|penerima|responden|tujuan)\b", text) else 0


def form_led_by(text: str) -> str:
    """The one kind of OPD that a heading or section names ("Nama Kecamatan", "DINAS"); "" for none."""
    words = set(spell_out_name(text).split()) - {"nama", "daerah"}
    return LED_BY.get(next(iter(words)), "") if len(words) == 1 else ""


def has_form(name: str) -> bool:
    """Whether a name says what kind of OPD it is, or is known as it stands."""
    return bool(opd_form(name)) or is_opd_name(name)


def heading_age(heading: str) -> int:
    """1 where a heading says that its names are the newer ones, -1 the older, 0 where it says neither."""
    text = normalise_text(heading)
    return bool(NEWER.search(text)) - bool(OLDER.search(text))


def is_short_heading(heading: str) -> bool:
    """Whether a heading stands over short names."""
    return bool(SHORT_HEADING.search(normalise_text(outside_brackets(heading))))


def outside_brackets(heading: str) -> str:
    """A heading without what stands in brackets, unless that is all it says."""
    return re.sub(r"\([^)]*\)", " ", heading).strip() or heading


def is_short_of(short: str, name: str) -> bool:
    """Whether a text abbreviates a name: its letters stand there in order, or both are one OPD's."""
    key, whole = text_key(short), text_key(name)
    if not key or len(key) >= len(whole) or not any(map(str.isalpha, key)):
        return False
    same = bool(set(known_codes(short)) & set(known_codes(name)))
    if normalise_text(short).partition(" ")[0] in WRITTEN_OUT:
        return same and " " not in short
    letters = iter(text_key(spell_out_name(name)))
    if key[0] == whole[0] and all(letter in letters for letter in key if letter.isalpha()):
        return True
    return same


def split_short(text: str) -> tuple[str, str]:
    """A name and the short name beside it ("Dinas Kesehatan (Dinkes)"), "" where it has none.

    Marks that end an item of a list (";", "; dan", ".") are no part of a name.
    """
    text = ENUMERATED.sub("", text)
    for pattern in (BRACKETED, BESIDE, IN_FRONT):
        found = pattern.match(text)
        pair = (found["short"], found["name"]) if found else ("", "")
        if found and is_short_of(*pair) and not _is_word_of(*pair):
            return found["name"].strip(" -–,"), found["short"].strip()
    return text, ""


def _is_word_of(short: str, name: str) -> bool:
    """Whether what stands behind a name only repeats one of its words or kinds."""
    words = set(normalise_text(short).split())
    repeats = len(words) == 1 and words <= set(normalise_text(name).split())
    return repeats or bool(words & {"tipe", "type", "kelas"})


def clean_short(text: str) -> str:
    """A short name as kept, "" for a dash or a text too long to be one."""
    plain = " ".join(text.split())
    return "" if plain.casefold() in NOTHING or len(plain) > LONGEST_SHORT else plain
