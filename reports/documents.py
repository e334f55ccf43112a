"""Every document there is to take away: what it is for, what makes it, and several of it as one ZIP."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from reports import profile_pdf
from reports.file_times import OFFICE, name_archive_part, stamp_file
from reports.naming import document_file_name
from reports.scores import scores
from reports.slides import content
from reports.word import gap_chapter, letters, plan_chapter
from reports.workbook import workbook
from storage.engine import reading_connection
from workflow.documents.source import DocumentSource

Progress = Callable[[int, int, str], None]
_OFFICE = "application/vnd.openxmlformats-officedocument"
MIME = {
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "pdf": "application/pdf",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv",
    "json": "application/json",
    "zip": "application/zip",
}


@dataclass(frozen=True)
class Document:
    """One kind of document. `stem` begins its file names; `title` and `purpose` are what users read.

    `build(source)` gives its bytes; where there is something to choose it also takes `choices`, a frozen
    value. One that is `single` speaks of one kabupaten: for several regions each gets its own, in a ZIP. One
    that `needs_answers` says something of the result; the others can be had as soon as a roster stands.
    """

    title: str
    purpose: str
    stem: str
    suffix: str
    build: Callable[..., bytes]
    single: bool = True
    needs_answers: bool = True

    def bundled(self, source: DocumentSource) -> bool:
        """Whether the source gives a ZIP of one document for each region."""
        return self.single and bool(source.place)

    def file_name(self, source: DocumentSource) -> str:
        """The name of the file that `produce` gives."""
        return self._name(source, "zip" if self.bundled(source) else self.suffix)

    def _name(self, source: DocumentSource, suffix: str) -> str:
        stem = f"{self.stem}_{source.instrument.id.capitalize()}"
        return document_file_name(stem, source.label, source.period, f"v{source.instrument.version}", suffix)

    def mime(self, source: DocumentSource) -> str:
        """The media type of the file that `produce` gives."""
        return MIME["zip" if self.bundled(source) else self.suffix]

    def produce(
        self, source: DocumentSource, choices: Any = None, on_progress: Progress | None = None
    ) -> bytes:
        """The file for the source. `on_progress(done, total, label)` counts the documents of a ZIP.

        `choices`: None = what the document itself usually shows. Raises DocumentError, and whatever `build`
        says of its own.
        """
        chosen = () if choices is None else (choices,)
        if not self.bundled(source):
            return self._make(source, *chosen)
        archive, each = BytesIO(), source.each()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
            for done, one in enumerate(each, start=1):
                made = self._make(one, *chosen)
                zipped.writestr(
                    name_archive_part(self.file_name(one), one.told_at), made, zipfile.ZIP_DEFLATED
                )
                if on_progress:
                    on_progress(done, len(each), one.label)
        return archive.getvalue()

    def _make(self, source: DocumentSource, *chosen: Any) -> bytes:
        """One document, all of it from one state of the store: its parts are read as they are written."""
        now = replace(source)  # it may have been locked since the button was drawn
        with reading_connection(now.store) as connection:
            own = replace(now, store=connection)
            made = self.build(own, *chosen)
            return stamp_file(made, own.told_at) if self.suffix in OFFICE else made


DOCUMENTS: dict[str, Document] = {
    "paparan": Document(
        "Paparan dua hari",
        "Salindia untuk bimtek: grafik dan tabel asli yang dapat disunting di PowerPoint, dengan catatan "
        "pembicara. Bagian yang datanya belum ada tidak ikut.",
        *("Paparan", "pptx", content.build_presentation),
    ),
    "profil": Document(
        "Profil satu halaman",
        "Satu lembar A4 tiap kabupaten/kota untuk pimpinan: indeks, kesenjangan, mutu data, indikator yang "
        "didahulukan, kekuatan, dan ruang tanda tangan.",
        *("Profil", "pdf", profile_pdf.build_profile),
    ),
    "bab_gap": Document(
        "Bab Analisis Kesiapan dan Kesenjangan (Buku 1)",
        "Bab Word yang dapat disunting: metode, kelengkapan, kesiapan per dimensi, kesenjangan, SWOT, "
        "prasyarat, dan lampiran. Setiap kalimat berasal dari data.",
        *("Bab-Kesenjangan", "docx", gap_chapter.build_gap_chapter),
    ),
    "bab_rencana": Document(
        "Program, Quick Win, dan Peta Jalan (Buku 2)",
        "Bab Word yang dapat disunting: program berjalan, usulan menurut prioritas, quick win, peta "
        "jalan, kebutuhan anggaran, dan indeks bila program berjalan.",
        *("Bab-Rencana", "docx", plan_chapter.build_plan_chapter),
    ),
    "nota": Document(
        "Nota dinas",
        "Satu halaman untuk bupati/wali kota dan Sekda: hasil, jarak terjauh, dan tiga hal yang didahulukan.",
        *("Nota-Dinas", "docx", letters.build_leaders_note),
    ),
    "surat": Document(
        "Surat permintaan survei",
        "Surat Sekda kepada seluruh OPD, dengan daftar penghubung untuk diisi; bila periode terkunci, "
        "pemberitahuan bahwa survei ditutup.",
        *("Surat-Survei", "docx", letters.build_survey_request, True, False),
    ),
    "rekap": Document(
        "Rekap mingguan",
        "Siapa sudah mengirim, siapa belum, dan apa yang perlu dilengkapi, untuk Sekda.",
        *("Rekap-Survei", "docx", letters.build_weekly_recap, True, False),
    ),
    "buku": Document(
        "Buku kerja kesiapan",
        "Enam belas lembar dari jawaban sampai peta jalan. Skor, kesenjangan, dan simulasi bobot berupa "
        "rumus hidup; lembar Cek membandingkannya dengan hitungan aplikasi.",
        *("Buku-Kerja", "xlsx", workbook.build_region_workbook),
    ),
    "skor_xlsx": Document(
        "Skor dengan rumus hidup",
        "Nilai, bobot, skor, dan kesenjangan pada lembar terpisah. Ubah nilai atau bobot, skor dihitung "
        "ulang; lembar Cek membandingkan rumus dengan hitungan aplikasi.",
        *("Skor", "xlsx", scores.build_scores_workbook, False),
    ),
    "skor_csv": Document(
        "Tabel skor",
        "Satu baris tiap daerah dan simpul, angka dengan ketelitian penuh, untuk diolah program lain.",
        *("Skor", "csv", scores.build_scores_csv, False),
    ),
    "skor_json": Document(
        "Tabel skor untuk sistem lain",
        "Isi yang sama dengan tabel CSV.",
        *("Skor", "json", scores.build_scores_json, False),
    ),
}
