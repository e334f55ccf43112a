"""What a workbook of programmes calls the fields of a programme."""

from reference.keys import normalise_text, text_key

HEADINGS: dict[str, tuple[str, ...]] = {
    "key": ("kunci", "kode unik program"),
    "name": (
        *("program", "nama program", "program smart city", "nama program/inovasi", "program/inovasi"),
        *("nama inovasi", "inovasi", "judul inovasi", "program inovasi", "nama program inovasi"),
        *("judul aplikasi", "nama aplikasi", "aplikasi", "nama kegiatan", "program/kegiatan", "quick win"),
        *(
            "program quick win",
            "nama quick win",
            "inisiatif",
            "rencana aksi",
            "nama layanan",
            "usulan program",
        ),
        *("nama", "nama program/kegiatan", "uraian program", "program prioritas", "program/quick win"),
    ),
    "above": (),
    "problem": (
        *("masalah", "permasalahan", "masalah yang dijawab", "masalah strategis rpjmd", "latar belakang"),
        *("isu", "isu strategis", "permasalahan yang diselesaikan", "masalah strategis"),
    ),
    "kind": ("jenis", "jenis program", "bentuk", "bentuk inovasi", "jenis inovasi", "tipe program"),
    "dimension": ("dimensi", "dimensi smart city", "pilar", "pilar smart city", "dimensi/pilar"),
    "subdimension": ("subdimensi", "sub dimensi", "sub-dimensi", "subpilar"),
    "lifts": (
        *("indikator yang dinaikkan", "indikator kesiapan", "kode indikator", "indikator terkait"),
        *("indikator dinaikkan", "indikator kesiapan yang dinaikkan", "indikator yang ditingkatkan"),
        *("menaikkan indikator", "indikator smart city"),
    ),
    "level": ("tingkat yang dicapai", "tingkat dituju", "tingkat target", "target tingkat", "level target"),
    "lead": (
        *(
            "opd penanggung jawab",
            "opd",
            "penanggung jawab",
            "perangkat daerah",
            "opd pelaksana",
            "leading sector",
        ),
        *("opd pengampu", "perangkat daerah penanggung jawab", "dinas", "instansi pelaksana", "unit pemilik"),
        *("nama opd", "skpd", "pelaksana", "opd pengusul", "nama perangkat daerah", "opd utama"),
    ),
    "support": (
        *("opd pendukung", "opd pendukung/mitra", "opd terkait", "perangkat daerah pendukung", "pendukung"),
        *(
            "unit pengembang",
            "unit pengguna",
            "opd kolaborasi",
            "mitra",
            "kolaborasi",
            "opd mitra",
            "kemitraan",
        ),
    ),
    "data_from": (
        *("data dari opd", "kebutuhan data dari opd", "data yang dibutuhkan dari opd", "opd pemilik data"),
        *("sumber data", "data dari"),
    ),
    "districts": ("kecamatan", "kecamatan sasaran", "kecamatan yang dijangkau", "lokasi kecamatan"),
    "villages": (
        *("desa", "desa/kelurahan", "kelurahan/desa", "desa sasaran", "desa/kelurahan sasaran"),
        *("desa/kelurahan yang dijangkau", "kelurahan"),
    ),
    "cost": (
        *("biaya", "anggaran", "pagu", "perkiraan anggaran", "kebutuhan anggaran", "total anggaran"),
        *("perkiraan biaya", "nilai kontrak", "pagu anggaran", "estimasi biaya", "rencana anggaran", "nilai"),
        *("pagu indikatif", "total biaya", "jumlah anggaran", "jumlah biaya", "anggaran (rp)"),
    ),
    "funds": ("sumber dana", "sumber pendanaan", "sumber anggaran", "pendanaan", "sumber pembiayaan"),
    "rpjmd": (
        *("program rpjmd", "acuan rpjmd", "rpjmd", "tujuan rpjmd", "sasaran rpjmd", "tujuan/sasaran rpjmd"),
        *("keterkaitan rpjmd", "misi rpjmd"),
    ),
    "renstra": ("renstra", "acuan renstra", "sasaran renstra", "renstra/renja", "tujuan renstra"),
    "renja": ("renja", "acuan renja", "program renja", "rkpd", "renja/rkpd"),
    "code": (
        *("kode", "kode program", "kode kegiatan", "kode sub kegiatan", "kode rekening", "nomenklatur"),
        *("kode program/kegiatan/sub kegiatan", "kode program, kegiatan, atau sub kegiatan"),
        *("kode nomenklatur", "kode subkegiatan", "kode permendagri 90"),
    ),
    "activity": (
        *("kegiatan/sub kegiatan", "kegiatan/subkegiatan", "sub kegiatan", "kegiatan", "subkegiatan"),
        *("program/kegiatan/sub kegiatan", "nama sub kegiatan"),
    ),
    "status": ("status", "status program", "status aktif", "keadaan", "kondisi", "status pelaksanaan"),
    "since": (
        *("berjalan sejak", "sejak", "tahun pembuatan", "tahun mulai berjalan", "mulai berjalan"),
        *("sejak tahun", "tahun dibuat", "tahun operasional"),
    ),
    "start": ("mulai", "tanggal mulai", "waktu mulai", "tahun mulai", "mulai pelaksanaan", "awal"),
    "end": ("selesai", "tanggal selesai", "waktu selesai", "tahun selesai", "akhir", "target selesai"),
    "benefit": (
        *("manfaat terasa sejak", "manfaat mulai terasa", "mulai bermanfaat", "manfaat pertama"),
        *("waktu manfaat", "tanggal manfaat"),
    ),
    "period": (
        *("waktu pelaksanaan", "tahun pelaksanaan", "jadwal", "waktu", "periode pelaksanaan", "tahun"),
        *("jangka waktu pelaksanaan",),
    ),
    "measure": (
        *(
            "indikator keberhasilan",
            "indikator kinerja",
            "ukuran keberhasilan",
            "indikator",
            "indikator program",
        ),
        *("indikator capaian", "kpi", "tolok ukur"),
    ),
    "unit": ("satuan",),
    "baseline": ("baseline", "nilai awal", "kondisi awal", "capaian awal", "data awal"),
    "target": ("target", "target akhir", "nilai target", "target capaian", "target kinerja"),
    "risk": (
        *("risiko", "identifikasi risiko", "resiko", "potensi risiko", "identifikasi resiko"),
        *("faktor risiko", "uraian risiko", "kejadian risiko", "peristiwa risiko", "pernyataan risiko"),
    ),
    "mitigation": (
        *("mitigasi", "mitigasi risiko", "penanganan risiko", "mitigasi resiko", "mitigasi struktural"),
        "rencana mitigasi",
    ),
    "mitigation_soft": ("mitigasi nonstruktural", "mitigasi non struktural"),
    "cause": ("penyebab", "penyebab risiko", "sebab risiko", "sumber risiko"),
    "likelihood": ("kemungkinan", "kemungkinan risiko", "probabilitas", "tingkat kemungkinan"),
    "impact": ("dampak", "dampak risiko", "tingkat dampak"),
    "risk_level": ("tingkat risiko", "level risiko", "besaran risiko", "skor risiko", "nilai risiko"),
    "owner": ("penanggung jawab mitigasi", "pemilik risiko", "penanggung jawab risiko"),
    "deadline": ("tenggat", "tenggat waktu", "batas waktu", "tenggat mitigasi"),
    "after": (
        *("prasyarat", "program prasyarat", "ketergantungan", "setelah program", "program pendahulu"),
        *("bergantung pada",),
    ),
    "note": ("catatan", "keterangan"),
    "number": ("no", "no.", "nomor", "#", "no urut"),
}
"""Field -> the headings that mean it; the first one is what a finding calls it where no other label fits."""

RISK_ONLY = frozenset({"mitigation_soft", "cause", "likelihood", "impact", "risk_level", "owner", "deadline"})
"""Fields of a table of risks, in which a programme stands once for each of its risks."""
MEANING = {text_key(text): field for field, texts in HEADINGS.items() for text in texts}
ITEMS = {
    field: tuple(dict.fromkeys(map(normalise_text, texts)))
    for field, texts in HEADINGS.items()
    if field not in ("number", "key", *RISK_ONLY)
}
LISTS = frozenset({"support", "data_from", "districts", "villages"})
"""Fields that several columns may fill together."""
YEARLY = frozenset({"cost", "done", "outcome", "target_of"})
"""Fields that have a column per year."""
APPLICATION = frozenset(map(text_key, ("judul aplikasi", "nama aplikasi", "aplikasi")))
"""Names under these headings are applications."""
