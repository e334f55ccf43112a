"""The small inputs of ../shared/corpus/cases, each held against what its EXPECTED.md says is right."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import python_calamine

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import cli
from benchmarks.checked import Place, check_files, opd_code, read_places, silence
from reference import agencies, instruments
from survey.programmes import ProgrammeContext, read_programme_file
from survey.values import SourceFile

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "cases"
KESIAPAN = instruments.load_instrument("kesiapan")
NGANJUK, TUBAN = "35.18", "35.23"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

Problems = Iterator[str]
File = Mapping[str, Any]


def judge_cases(folder: Path = FOLDER) -> Iterator[tuple[str, list[str]]]:
    """Every case with what is not as it should be; nothing where it is right."""
    for name, judge in CASES.items():
        try:
            yield name, list(judge(folder / name))
        except Exception as error:
            yield name, [f"{type(error).__name__}: {error}"]


def _check(path: Path, instrument: str = "kesiapan", region: str | None = NGANJUK) -> File:
    (file,) = check_files([path], instrument, region).files
    return file


def _rows(path: Path, sheet: int = 0) -> list[list[Any]]:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return book.get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def _levels(path: Path, opd: str, item: int, level: int, sheet: int = 0) -> dict[Place, float | str]:
    """The rows of a form with an item in column `item` (from 0) and a number in column `level`."""
    rows = [row for row in _rows(path, sheet) if isinstance(row[level], float)]
    named = {KESIAPAN.find(str(row[item])): float(row[level]) for row in rows}
    owner = opd_code(NGANJUK, opd)
    return {(None, owner, code): value for code, value in named.items() if code}


def _ticks(path: Path, opd: str, item: int, first: int) -> dict[Place, float | str]:
    """The rows of a form whose five columns from `first` (from 0) bear one mark."""
    found: dict[Place, float | str] = {}
    for row in _rows(path):
        code, cells = KESIAPAN.find(str(row[item])), row[first : first + 5]
        marked = [level for level, cell in enumerate(cells, start=1) if cell != ""]
        if code and len(marked) == 1:
            found[None, opd_code(NGANJUK, opd), code] = float(marked[0])
    return found


def _is_read(file: File, wanted: Mapping[Place, float | str]) -> Problems:
    """Read whole, and nothing that is not there."""
    found = read_places(file, whole=False)
    if not wanted:
        yield "tidak ada yang dibandingkan"
    if wrong := sum(wanted.get(place) != value for place, value in found.items()):
        yield f"{wrong} salah"
    if lost := wanted.keys() - found.keys():
        yield f"{len(lost)} hilang"
    if file["verdict"] == "refused":
        yield "ditolak"


def _is_plain(file: File) -> Problems:
    if file["questions"]:
        yield f"ditanya: {file['questions'][0]['text'][:80]}"


def _is_asked(file: File, *parts: str, kind: str = "") -> Problems:
    """One question that holds all these words, in its text or its choices."""
    asked = [one for one in file["questions"] if kind in ("", one["kind"])]
    said = [" ".join([one["text"], *(each["label"] for each in one["choices"])]) for one in asked]
    if file["verdict"] != "confirm":
        yield f"putusan {file['verdict']}"
    if not _holds(said, parts):
        yield f"tidak ditanyakan: {', '.join(parts)}"


def _is_said(file: File, *parts: str) -> Problems:
    """One finding that holds all these words."""
    if not _holds([one["message"] for one in file["findings"]], parts):
        yield f"tidak dikatakan: {', '.join(parts)}"


def _holds(texts: Sequence[str], parts: Sequence[str]) -> bool:
    return any(all(part.casefold() in text.casefold() for part in parts) for text in texts)


def _another_index(path: Path) -> Problems:
    file = _check(path)
    if file["values"] or file["answers"]:
        yield "indeks lain terbaca sebagai milik instrumen"
    if file["verdict"] == "ready":
        yield "putusan ready"
    yield from _is_said(file, "Reformasi Birokrasi")


def _legend_beside(path: Path) -> Problems:
    file = _check(path)
    yield from _is_read(file, _levels(path, "Dinas Komunikasi dan Informatika", 1, 2))
    yield from _is_plain(file)
    yield from _is_said(file, "Keterangan, Uraian")


def _same_names(folder: Path) -> Problems:
    paths = [folder / place / "survei.xlsx" for place in ("opd_a", "opd_b")]
    files = check_files(paths, "kesiapan", NGANJUK).files
    if [one["file"] for one in files] != [path.as_posix() for path in paths]:
        yield "berkas tidak dikenali menurut jalurnya"
    for one, path, opd in zip(files, paths, ("DISKOMINFO", "DINKES"), strict=True):
        yield from _is_read(one, _levels(path, opd, 0, 2))
        yield from _is_asked(one, "GOV1.1", "kurang tahu")
        if len(one["questions"]) > 1:
            yield f"{len(one['questions'])} pertanyaan"


def _programmes(path: Path) -> Any:
    context = ProgrammeContext(KESIAPAN, agencies.general_roster(NGANJUK), 2026)
    return read_programme_file(SourceFile(path.name, path.read_bytes()), context)


def _control_characters(path: Path) -> Problems:
    book = _programmes(path)
    if len(book.rows) != 1:
        yield f"{len(book.rows)} program"
    if any(CONTROL.search(str(value)) for row in book.rows for value in row.given.values()):
        yield "karakter kendali tersimpan"
    if not any(one.code == "W64" for one in book.remarks):
        yield "tidak dikatakan: karakter kendali"


def _renja(path: Path) -> Problems:
    rows = [row for row in _rows(path) if isinstance(row[0], float)]
    wanted = {(row[2], opd_code(NGANJUK, row[6]), float(row[5])) for row in rows}
    found = {
        (one.given.get("name"), one.given.get("lead"), sum(dict(one.given.get("costs", {})).values()))
        for one in _programmes(path).rows
    }
    if {one[0] for one in found} != {one[0] for one in wanted}:
        yield f"{len(found)} program dari {len(wanted)}"
    elif found != wanted:
        yield f"OPD atau pagu lain: {found ^ wanted}"


def _decimal_commas(path: Path) -> Problems:
    file = _check(path, "spbe", None)
    yield from _is_asked(file, "koma")
    yield from _is_said(file, "baris")


def _region_codes(path: Path) -> Problems:
    file = _check(path, "spbe", None)
    wanted = {"35.10": 3.1, "35.20": 2.9, "35.01": 2.5, "35.18": 2.7}
    found = {one["region"]: one["value"] for one in file["values"] if one["value"] is not None}
    if found != wanted:
        yield f"terbaca {found}"
    yield from _is_said(file, "35.10")


def _two_answers(path: Path) -> Problems:
    file = _check(path)
    yield from _is_asked(file, "GOV2.1", "2", "5")
    found = read_places(file, whole=False)
    if any(item == "GOV2.1" for _, _, item in found):
        yield "GOV2.1 sudah berisi"
    if sorted(item for _, _, item in found) != ["GOV2.3", "GOV3.2", "GOV3.3", "GOV3.4"]:
        yield f"terbaca {sorted(item for _, _, item in found)}"


def _codes_of_choices(path: Path) -> Problems:
    file = _check(path)
    yield from _is_asked(file, "A1", "A5")
    about = [one for one in file["questions"] if re.search(r"\bA[1-5]\b", one["text"])]
    if len(about) != 1 or len(file["questions"]) > 2:
        yield f"{len(file['questions'])} pertanyaan untuk satu himpunan kode"


def _two_sheets(path: Path) -> Problems:
    file = _check(path)
    wanted = _levels(path, "Dinas Kesehatan", 1, 2) | _levels(path, "Dinas Pendidikan", 1, 2, sheet=1)
    yield from _is_read(file, wanted)
    yield from _is_plain(file)


def _merged_ticks(path: Path) -> Problems:
    file = _check(path)
    yield from _is_read(file, _ticks(path, "Dinas Kesehatan", 1, 2))
    yield from _is_plain(file)


def _odd_tick(path: Path) -> Problems:
    """The odd mark is read, or its item alone is asked."""
    file, wanted = _check(path), _ticks(path, "Dinas Kesehatan", 1, 2)
    if file["questions"]:
        yield from _is_asked(file, "x (SK)")
        wanted.pop(next(iter(wanted)))
    yield from _is_read(file, wanted)
    if any("tidak dipakai" in one["message"] for one in file["findings"]):
        yield "dikatakan: kolom tidak dipakai"


def _note_on_our_form(path: Path) -> Problems:
    file = _check(path)
    yield from _is_read(file, _levels(path, "Dinas Komunikasi dan Informatika", 1, 4, sheet=1))
    yield from _is_plain(file)


def _changed_owner(path: Path) -> Problems:
    file = _check(path)
    yield from _is_asked(file, "Dinas Kesehatan", "Dinas Komunikasi dan Informatika", kind="agency")
    if any(opd == "DISKOMINFO" for _, opd, _ in read_places(file, whole=False)):
        yield "OPD tersembunyi dipakai"


def _opd_across(path: Path) -> Problems:
    """Every OPD of the list is read; a name that the list does not know ("Bappeda") may be asked."""
    file, wanted = _check(path), dict[Place, float | str]()
    names = next(row for row in _rows(path) if row[2] == "Dinkes")
    for column, name in enumerate(names[2:8], start=2):
        if name != "Bappeda" or not file["questions"]:
            wanted |= _levels(path, name, 1, column)
    yield from _is_read({**file, "answers": [one for one in file["answers"] if one["opd"]]}, wanted)
    for question in file["questions"]:
        if question["kind"] != "agency" or "Bappeda" not in question["text"]:
            yield from _is_plain(file)


def _owner_in_two_cells(path: Path) -> Problems:
    file = _check(path)
    yield from _is_read(file, _levels(path, "Dinas Lingkungan Hidup", 1, 2))
    yield from _is_plain(file)


def _roster(path: Path) -> Problems:
    """The forms made for the list: one for each numbered row, none for headings, sections and totals."""
    listed = [" ".join(row[1].split()) for row in _rows(path) if isinstance(row[0], float)]
    with TemporaryDirectory() as folder, silence() as said:
        out = Path(folder) / "t.zip"
        given = ["--region", TUBAN, "--period", "2026", "--roster", str(path), "--out", str(out)]
        if cli.main(["template", *given]) != 0:
            yield f"ditolak: {said.getvalue()[:80]}"
            return
        forms = [_owner_of_form(zipfile.ZipFile(out).read(name)) for name in zipfile.ZipFile(out).namelist()]
    if sorted(forms) != sorted(listed):
        yield f"{len(forms)} OPD dari {len(listed)}; lebih: {sorted(set(forms) - set(listed))[:3]}"
    if not all(word in said.getvalue() for word in ("KECAMATAN", "Jumlah")):
        yield "yang tidak dipakai tidak dikatakan"


def _owner_of_form(data: bytes) -> str:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = book.get_sheet_by_name("_meta").to_python()
    return next(str(row[1]) for row in rows if row[0] == "nama_opd")


CASES: Mapping[str, Callable[[Path], Problems]] = {
    "rekap_satu_indeks_lain.xlsx": _another_index,
    "samping_judul_asing.xlsx": _legend_beside,
    "nama_sama": _same_names,
    "program_bel.xlsx": _control_characters,
    "desimal_koma_tanpa_kutip.csv": _decimal_commas,
    "kode_wilayah_angka_saja.xlsx": _region_codes,
    "jawaban_ganda_satu_berkas.xlsx": _two_answers,
    "renja_subkegiatan.xlsx": _renja,
    "renja_kegiatan.xlsx": _renja,
    "limesurvey_kode.csv": _codes_of_choices,
    "E03_dua_opd_dua_lembar.xlsx": _two_sheets,
    "E04_judul_gabung_tanda_centang.xlsx": _merged_ticks,
    "E06_radio_satu_catatan.xlsx": _odd_tick,
    "E05_templat_A2_catatan.xlsx": _note_on_our_form,
    "E05_templat_C4_opd_diganti.xlsx": _changed_owner,
    "E07_rekap_grup1_lengkap0_rata0.xlsx": _opd_across,
    "E07_kolom_dua_sel_SkorPerolehan.xlsx": _owner_in_two_cells,
    "roster_judul_skpd.xlsx": _roster,
}


def main() -> None:
    """Print each case, right or what is wrong with it."""
    for name, problems in judge_cases():
        print(f"{name:<44}{'; '.join(problems) or 'benar'}", flush=True)


if __name__ == "__main__":
    main()
