"""The method in plain Indonesian; every number in it comes from the instrument that is shown."""

from fractions import Fraction

import streamlit as st

from reference.instruments import Instrument, shipped_words
from scoring import Band
from ui.settings.instrument import POLICIES
from ui.shared.format import format_number, format_percent, format_plain, format_span
from workflow.results import levels

CLARIFY = 2
LADDER = (
    "OPD memilih tingkat bulat {ends}. Tingkat terendah adalah keadaan awal; dipilih tingkat tertinggi yang "
    "syaratnya, dan syarat tingkat di bawahnya selain yang terendah, terpenuhi. Bila tingkat berupa rentang "
    "angka, dipilih rentang yang memuat angka daerah."
)
DECIMALS = "Nilai berupa bilangan desimal {ends}, dibaca dari berkas hasil penilaian."


def answer_method_text(instrument: Instrument) -> str:
    """From an OPD's answer to the value of an indicator."""
    scale = instrument.framework.scale
    ends = f"**{format_span(scale.minimum, scale.maximum, ' sampai ')}**"
    given = LADDER if scale.integers else DECIMALS
    return f"""
1. {given.format(ends=ends)}
2. **Siapa yang dihitung.** Yang dipakai adalah **{POLICIES[instrument.framework.respondent]}**. Indikator
   menyebut urusan pemilik fakta; OPD pengampu urusan itu menjadi penanggung jawab. Bila tidak ada
   pengampunya, urusan pendukung pertama yang menggantikan. Seluruh kecamatan bersama dihitung satu suara.
   Jawaban OPD pendukung yang berbeda {CLARIFY} tingkat atau lebih masuk daftar Klarifikasi dan tidak mengubah
   nilai.
3. **Nilai yang berlaku** = nilai terverifikasi; bila tidak ada, nilai yang disepakati; bila tidak ada,
   jawaban OPD. Ketiganya tetap disimpan dan ditampilkan.
4. **Kosong bukan nol.** Sel kosong dan "Belum ada data" berarti tidak diketahui. "Tidak berlaku" dikeluarkan
   dari pembagi dan hanya tersedia pada pertanyaan yang mengizinkannya.
"""


def index_method_text(instrument: Instrument) -> str:
    """From indicators to the index."""
    scale = instrument.framework.scale
    low, high = format_plain(scale.minimum), format_plain(scale.maximum)
    reach = format_span(scale.minimum, scale.maximum, " sampai ")
    return rf"""
Skor dihitung bertahap dari bawah ke atas dengan rata-rata tertimbang:

$$ s = 100 \times \frac{{x - {low}}}{{{high} - {low}}} $$

$$ S_p = \frac{{\sum_c w_c \, s_c}}{{\sum_c w_c}} \quad \text{{atas anak }} c \text{{ yang diketahui}} $$

$x$ adalah nilai indikator, $s$ nilainya pada 0 sampai 100, $w_c$ bobot anak, $S_p$ skor induk. Hasilnya
ditampilkan kembali pada skala {reach}. Bobot anak yang tidak diketahui dibagikan kepada anak yang
diketahui. Perhitungan memakai angka penuh; pembulatan {scale.decimals} desimal hanya pada tampilan.
"""


def threshold_rules(instrument: Instrument) -> list[tuple[str, str]]:
    """(level, rule) for every inner level with a least share of known children, the lowest first."""
    framework = instrument.framework
    rows = []
    for level, share in sorted(framework.coverage.items()):
        top = level == max(framework.levels)
        name = "Indeks" if top else levels.tree_level_name(instrument, level)
        rows.append((name, _least(share)))
    return rows


def _least(share: float) -> str:
    if share <= 0:
        return "cukup satu anak diketahui"
    if share >= 1:
        return "semua anak harus diketahui"
    least = Fraction(share).limit_denominator(20)
    return f"paling sedikit {least.numerator} dari {least.denominator} anak diketahui"


def class_rules(instrument: Instrument) -> list[tuple[str, str, str]]:
    """(class, from, condition), the lowest first."""
    decimals = instrument.framework.scale.decimals
    return [
        (band.name, format_number(band.lower, decimals), _condition(band))
        for band in instrument.framework.scale.bands
    ]


def _condition(band: Band) -> str:
    parts = [f"bukti atau verifikasi pada {format_percent(band.evidence)} jawaban"] if band.evidence else []
    parts += (
        [f"tidak ada skor di bawah {format_number(band.weakest, 2)} pada tingkat di bawah indeks"]
        if band.weakest
        else []
    )
    return "; ".join(parts)


GAPS = (
    ("Jarak", "$T - s$", "jarak ke target, negatif bila target terlampaui; inilah yang digambar grafik"),
    (
        "Kekurangan",
        r"rata-rata tertimbang $\max(0,\ T_i - s_i)$ atas indikator di bawahnya",
        "yang tidak tertutup oleh kelebihan di tempat lain",
    ),
    (
        "Kontribusi",
        r"$w_i \times \max(0,\ T_i - s_i)$",
        "sumbangan satu indikator pada kekurangan indeks; jumlahnya sama dengan kekurangan indeks",
    ),
)
TARGETS = """
$T$ target, $s$ skor, $w_i$ bobot efektif indikator. Target simpul adalah target yang disepakati; bila tidak
ada, rata-rata tertimbang target di bawahnya. Jarak dan kekurangan selalu diberi nama dan tidak dicampur.
"""
EVIDENCE = """
Bukti tidak mengubah skor, tetapi menentukan kelas dan rentang. **Rentang indeks** memperlihatkan indeks
bila setiap jawaban tingkat 3 ke atas yang tanpa bukti dihitung sebagai tingkat 2, sampai indeks yang berlaku.
Yang sudah disepakati atau diverifikasi tetap. Jawaban tingkat 3 ke atas tanpa bukti masuk daftar Klarifikasi.
"""

RANKS = """
Peringkat 1 adalah indeks tertinggi. Indeks yang berselisih kurang dari 0,000000001 dianggap sama dan
menempati satu peringkat. Daerah hanya dibandingkan dalam satu versi instrumen; daerah dengan himpunan bobot
berbeda ditampilkan berdampingan, tetapi peringkatnya dihitung terpisah. Di samping setiap peringkat berdiri
rentangnya: indeks dihitung ulang 1.000 kali dengan bobot yang digeser sampai 25%, cara menyamakan skala
lain, dan rata-rata geometrik; rentang memuat 90% peringkat yang muncul. Skor dipakai untuk perencanaan,
bukan perlombaan.

Daerah serupa untuk studi banding dicari dari ciri wilayahnya (penduduk, kepadatan, IPM, kemiskinan, PDRB per
kapita, lama sekolah, pengeluaran, bagian kelurahan), tidak pernah dari skornya. Setiap ciri dibakukan di
antara daerah sejenis; jaraknya akar rata-rata tertimbang kuadrat selisih.
"""


def show_judgement(instrument: Instrument) -> None:
    """What of an instrument is judgement, as its data say; nobody but we write there."""
    noted = "Pertimbangan instrumen ini tertulis pada catatannya di bawah."
    st.markdown(shipped_words.read_judgement(instrument) or noted)


SOURCES = """
- OECD dan JRC (2008), *Handbook on Constructing Composite Indicators*: normalisasi, pembobotan, agregasi.
- Dimensi kesiapan dan istilahnya: panduan kota cerdas Kominfo (kini Komdigi).
- PermenPANRB 59/2020 tentang pemantauan dan evaluasi SPBE.
- Surat Ditjen Aptika B-1004/DJAI/AI.01.04/12/2022 dan B-1384/DJAI/AI.01.04/12/2023: bobot evaluasi kota
  cerdas.
- Kepmendagri 300.2.2-2430/2025: kode dan nama 514 kabupaten/kota.
- UU 23/2014 dan PP 18/2016: urusan pemerintahan dan perangkat daerah.
"""
