"""Over a locked period every page says once who locked it, when and why, and offers nothing that saves."""

import shutil
from urllib.parse import parse_qsl, urlsplit

import pytest

import storage
from storage.setup import periods
from storage.values import Actor
from tests.e2e.test_frame import rows
from tests.pages import stores
from tests.parts import DETAILS, PARTS, addresses

REGION = "35.18"
REASON = "Berita acara bimtek 14 Juni"
FILES = {row[2]: row[0] for row in rows()}
EVERY = [*FILES, *addresses([*PARTS, *DETAILS])]
# Over all regions, over none, of what ministries published, and the show, which moves between slides alone.
WITHOUT_SENTENCE = {
    "perbandingan", "kekokohan", "paket", "cadangan", "data-pribadi", "instrumen", "metodologi",
    "presentasi", "profil-awal",
}  # fmt: skip
# What a visitor may still press: looking, taking away, a scenario in work (it lives in the address), what is
# of no period (copies, packages, play lists, choices for later files), and the lock itself.
READING = (
    "Buka kunci periode", "Muat data contoh", "Lihat", "Simpan periode", "Periksa", "Buat salinan",
    "Hapus salinan", "Hapus isi berkas", "Muat paket", "Batalkan pemuatan", "Pakai instrumen", "Buka",
    "Sebelumnya", "Berikutnya", "Kembali", "Telusuri", "Mulai", "Lanjutkan", "Siapkan",
    "Simpan perubahan", "Lupakan", "Catat pembagian", "Tutup catatan", "Sama rata", "Pakai bobot ini",
)  # fmt: skip
OF_PLAY_LISTS = {"Urungkan", "Hapus daftar", "Salin"}


@pytest.fixture(scope="module")
def locked_file(seeded_store, tmp_path_factory):
    file = tmp_path_factory.mktemp("locked") / "store.db"
    shutil.copy(seeded_store, file)
    engine = storage.open_store(stores.address(file))
    for period in periods.list_periods(engine):
        periods.lock_period(engine, period.id, REGION, Actor("Sari"), REASON)
    engine.dispose()
    return file


@pytest.fixture
def store(locked_file, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", stores.address(locked_file))
    return locked_file


def opened(app, address):
    parts = urlsplit(address)
    app.session_state["nama_pelaku"] = "Budi"
    app.query_params["wilayah"] = REGION
    for name, value in parse_qsl(parts.query):
        app.query_params[name] = value
    return app.switch_page(f"pages/{FILES[parts.path]}").run()


@pytest.mark.parametrize("address", EVERY)
def test_a_locked_page_says_why_once_and_saves_nothing(app, unexpected, address):
    opened(app, address)
    assert unexpected == []
    assert not app.exception
    said = [one.value for one in app.info if "sudah dikunci untuk Kab. Nganjuk oleh Sari pada" in one.value]
    assert len(said) == (urlsplit(address).path not in WITHOUT_SENTENCE)
    assert all(REASON in one for one in said)
    if urlsplit(address).path == "presentasi":
        return
    assert [one.label for one in app.main.button if not one.disabled and not is_reading(one.label)] == []


def is_reading(label):
    plain = label.split(":")[-1].strip()
    return plain.startswith(READING) or plain in OF_PLAY_LISTS
