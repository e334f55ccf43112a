"""Mode presentasi and Siap berangkat as a facilitator uses them."""

from dataclasses import replace

import pytest

import storage
from reports import documents
from storage import entries
from storage.values import Actor
from tests.pages import stores
from ui.presentation import laptop_check, slides
from workflow import playlists

SHOW = "pages/bimtek/presentasi.py"
seeded = pytest.mark.parametrize("store", ["seeded"], indirect=True)


def address(app, name, default=""):
    """What the address says; AppTest holds lists before a run and texts after it."""
    value = app.query_params.get(name, default)
    return value[0] if isinstance(value, list) else value


def shown(app):
    return address(app, "slide"), int(address(app, "halaman", "1"))


def drawn(app):
    return app.get("plotly_chart")


def press(app, key):
    app.button(key=key).click().run()


@seeded
def test_a_clicker_goes_through_day_one_and_back(app, unexpected):
    app.query_params["wilayah"] = "35.18"  # of the sample, the one with a survey of opinion
    app.switch_page(SHOW).run()
    titles = [shown(app)]
    for _ in range(60):
        press(app, "maju")
        # Nobody saved a scenario or marked a state in the sample: those slides say so, and the show goes on.
        wordy = ("skenario", "sejak", "selesai")
        assert len(drawn(app)) == (0 if shown(app)[0].startswith(wordy) else 1), shown(app)
        if shown(app) == titles[-1]:
            break
        titles.append(shown(app))
    assert unexpected == []
    kinds = list(dict.fromkeys(slide.partition(".")[0] for slide, _ in titles))
    assert kinds == [*slides.DAYS["hari-1"][1], "selesai"]
    assert [slide for slide, page in titles if slide.startswith("indikator.") and page == 1] == [
        f"indikator.{code}" for code in ("GOV", "BRA", "ECO", "LIV", "SOC", "ENV")
    ]
    press(app, "mundur")
    assert shown(app) == titles[-2]


@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_over_an_empty_store_there_is_nothing_to_drive(app, unexpected):
    app.switch_page(SHOW).run()
    assert unexpected == []
    assert "Atur" not in [one.proto.popover.label for one in app.get("popover")]
    assert "Belum ada data survei" in " ".join(one.value for one in app.markdown)


@seeded
def test_another_list_starts_at_its_first_slide(app, unexpected):
    app.query_params["slide"] = "kesenjangan"  # of both days
    app.switch_page(SHOW).run()
    assert shown(app) == ("kesenjangan", 1)
    next(box for box in app.selectbox if box.label == "Daftar putar").set_value("hari-2").run()
    assert address(app, "tayang") == "hari-2"
    assert shown(app) == ("profil", 1)
    assert unexpected == []


@seeded
def test_opd_in_a_lack_are_named_on_the_slide_that_it_was_switched_on_for(app, unexpected):
    app.query_params["wilayah"] = "35.18"
    app.query_params["slide"] = "kelengkapan"
    app.switch_page(SHOW).run()
    assert "Disperkimtan" not in drawn(app)[0].proto.spec
    app.toggle(key="sebut_opd").set_value(True).run()
    assert "Disperkimtan" in drawn(app)[0].proto.spec
    press(app, "akhir")
    assert not [one for one in app.toggle if one.key == "sebut_opd"]
    press(app, "awal")
    assert not app.toggle(key="sebut_opd").value
    assert "Disperkimtan" not in drawn(app)[0].proto.spec
    assert unexpected == []


@seeded
def test_one_press_changes_the_kabupaten_and_keeps_the_slide(app, unexpected):
    app.query_params["slide"] = "kesenjangan"
    app.switch_page(SHOW).run()
    before = address(app, "wilayah")
    press(app, "daerah_maju")
    assert address(app, "wilayah") != before
    assert shown(app) == ("kesenjangan", 1)
    press(app, "daerah_mundur")
    assert address(app, "wilayah") == before


@seeded
def test_one_press_narrows_to_a_dimension(app, unexpected):
    app.query_params["slide"] = "indikator.ECO"
    app.switch_page(SHOW).run()
    press(app, "dimensi_maju")
    assert address(app, "dimensi") == "GOV"
    assert shown(app) == ("indikator.GOV", 1)
    assert unexpected == []


@seeded
def test_a_region_without_answers_says_so_and_the_show_goes_on(app, unexpected):
    app.query_params["wilayah"] = "35.15"
    app.query_params["slide"] = "kesenjangan"
    app.switch_page(SHOW).run()
    assert unexpected == []
    assert "Belum ada jawaban" in " ".join(text.value for text in app.markdown)
    press(app, "maju")
    assert shown(app)[0] != "kesenjangan"


@seeded
def test_a_chart_that_fails_is_told_with_a_reference_and_the_next_one_shows(app, unexpected, monkeypatch):
    def fail(*_args, **_kwargs):
        raise ValueError("rahasia")

    monkeypatch.setitem(slides.SLIDES, "profil", slides.ChartSlide("Skor tiap dimensi", fail))
    app.query_params["slide"] = "profil"
    app.switch_page(SHOW).run()
    said = " ".join(text.value for text in app.markdown)
    assert "tidak dapat digambar" in said
    assert "rahasia" not in said
    press(app, "maju")
    assert len(drawn(app)) == 1


@seeded
@pytest.mark.parametrize(
    "address", [{"slide": "x" * 500}, {"halaman": "-3"}, {"ukuran": "NaN", "tayang": "?"}]
)
def test_an_address_nobody_wrote_still_shows_a_chart(app, unexpected, address):
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(SHOW).run()
    assert unexpected == []
    assert len(drawn(app)) == 1


@seeded
def test_a_facilitator_orders_a_list_of_their_own_and_shows_it(app, unexpected, store):
    app.session_state["nama_pelaku"] = "Sari"
    app.query_params["susun"] = "1"
    app.switch_page(SHOW).run()
    app.text_input(key=next(field.key for field in app.text_input if "daftar baru" in field.label)).set_value(
        "Bimtek Nganjuk"
    )
    next(button for button in app.button if button.label.startswith("Salin")).click().run()
    press(app, "Turun_0")
    press(app, "keluar_8")
    engine = storage.open_store(stores.address(store))
    (found,) = playlists.list_saved_playlists(engine).values()
    engine.dispose()
    day = list(slides.DAYS["hari-1"][1])
    assert found.title == "Bimtek Nganjuk"
    assert list(found.slides) == [day[1], day[0], *day[2:8], *day[9:]]
    next(button for button in app.button if button.label == "Mulai dari awal").click().run()
    assert shown(app) == (day[1], 1)
    assert len(drawn(app)) == 1
    assert unexpected == []


@seeded
def test_a_list_is_not_changed_without_a_name(app, unexpected, store):
    engine = storage.open_store(stores.address(store))
    key = playlists.create_playlist(engine, "Milik Budi", ["profil", "bukti"], Actor("Budi"))
    app.query_params["susun"] = "1"
    app.query_params["tayang"] = key
    app.switch_page(SHOW).run()
    press(app, "Turun_0")
    assert playlists.list_saved_playlists(engine)[key].slides == ("profil", "bukti")
    engine.dispose()
    assert any("Nama Anda" in warning.value for warning in app.warning)


TRAVEL = "pages/bimtek/siap_berangkat.py"


def findings(app):
    """The lines with a verdict on the page."""
    return [text.value for text in app.markdown if "-badge[" in text.value and "  \n" in text.value]


def checked(app):
    app.switch_page(TRAVEL).run()
    next(button for button in app.button if button.label == "Periksa sekarang").click().run()
    return findings(app)


@seeded
def test_a_laptop_with_the_sample_passes_every_check(app, unexpected):
    app.query_params["wilayah"] = "35.18"
    found = checked(app)
    assert unexpected == []
    assert len(found) == len(laptop_check.CHECKS)
    assert [line for line in found if "Lulus" not in line] == []
    assert any("lulus" in success.value for success in app.success)


@pytest.fixture
def only(monkeypatch):
    """Leaves the named checks of the laptop, and of documents and charts two each."""

    def left(*titles):
        monkeypatch.setattr(laptop_check, "CHECKS", {title: laptop_check.CHECKS[title] for title in titles})
        monkeypatch.setattr(laptop_check, "DOCUMENTS", dict(list(documents.DOCUMENTS.items())[:2]))
        monkeypatch.setattr(slides, "SLIDES", {key: slides.SLIDES[key] for key in ("profil", "kesenjangan")})

    return left


@seeded
def test_a_document_and_a_chart_that_fail_are_named_with_what_to_do(app, unexpected, only, monkeypatch):
    def fail(*_args, **_kwargs):
        raise ValueError("rahasia")

    only("Grafik", "Dokumen")
    monkeypatch.setitem(slides.SLIDES, "profil", slides.ChartSlide("Skor tiap dimensi", fail))
    key = next(iter(laptop_check.DOCUMENTS))
    broken = replace(laptop_check.DOCUMENTS[key], build=fail)
    monkeypatch.setitem(laptop_check.DOCUMENTS, key, broken)
    app.query_params["wilayah"] = "35.18"
    found = checked(app)
    wanting = [line for line in found if "Perlu perhatian" in line]
    assert len(wanting) == 2
    assert any("Skor tiap dimensi" in line for line in wanting)
    assert any(broken.title in line for line in wanting)
    assert not any("rahasia" in line for line in found)
    assert any("Yang perlu dilakukan" in text.value for text in app.markdown)


@seeded
def test_a_store_changed_by_hand_needs_attention(app, unexpected, only, store):
    only("Basis data")
    forged = "UPDATE audit SET new = 'lain' WHERE chain = '' AND number = 1"
    stores.damage(store, ["DROP TRIGGER audit_no_update", forged])
    found = checked(app)
    assert any("Perlu perhatian" in line and "Rantai umum, catatan 1 " in line for line in found)


@seeded
def test_a_full_disk_needs_attention(app, unexpected, only, monkeypatch):
    only("Ruang disk")
    usage = laptop_check.shutil.disk_usage("/")
    monkeypatch.setattr(laptop_check.shutil, "disk_usage", lambda _path: usage._replace(free=1000))
    assert any("Perlu perhatian" in line and "Ruang kosong 0,0 GB" in line for line in checked(app))


@seeded
def test_a_damaged_play_list_is_named_and_the_show_goes_on(app, unexpected, store):
    engine = storage.open_store(stores.address(store))
    entries.save_entries(engine, playlists.LISTS.place(), {"daftar-x": "{"}, by=Actor("Sari"))
    engine.dispose()
    app.query_params["wilayah"] = "35.18"
    app.switch_page(SHOW).run()
    assert len(drawn(app)) == 1
    app.query_params["susun"] = "1"
    app.run()
    assert unexpected == []
    assert any(r"Daftar putar daftar\-x" in box.value and "Susun lagi" in box.value for box in app.warning)
