"""Beranda: where we stand, what is missing, what comes next."""

from ui import empty, page

page.header("Beranda", "Sejauh mana kesiapan daerah, apa yang belum lengkap, dan apa langkah berikutnya?")
empty.show(
    "Belum ada data survei",
    "Mulai dari daftar OPD kabupaten, bagikan templat kepada setiap OPD, lalu unggah berkas yang kembali.",
)
page.footer()
