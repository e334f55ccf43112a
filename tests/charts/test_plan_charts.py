"""Charts of the plan show the data and only the data."""

from dataclasses import replace

from charts.drawing.look import Look
from charts.plan import opd_network, root_causes
from tests.charts.frames import texts
from tests.charts.plan_charts import CAUSES, LOOK, NODES_OF_NETWORK, TIES, every


def test_causes_show_each_count_and_the_sum_of_both():
    drawn = root_causes.draw_root_causes(CAUSES, LOOK)
    assert drawn.title == "Akar masalah terbanyak: anggaran (1.254 dari 1.283)"
    assert list(drawn.table["Jumlah"]) == [3, 16, 1254, 0, 2, 8]
    assert [list(bar.x) for bar in drawn.figure.data[:2]] == [[3, 12, 1234, 0, 0, 7], [0, 4, 20, 0, 2, 1]]


def test_roles_show_how_many_programmes_each_opd_leads_and_supports():
    drawn = every()["roles"]
    assert drawn.title == "8 dari 12 subdimensi belum mempunyai program OPD"
    assert {"12", "3", "1"} <= set(texts(drawn.figure))
    assert set(drawn.table["Peran"]) == {"Memimpin program", "Mendukung program", "Belum ikut program"}
    assert "1 Ekosistem Transaksi Keuangan 1" in drawn.how_to_read


def test_roles_of_one_dimension_show_its_columns_alone_by_name():
    drawn = every()["roles of one"]
    assert set(drawn.table["Kode"]) <= {"ENV1", "ENV2", "ENV3"}
    assert any("Keuangan 1" in words.replace("<br>", " ") for words in texts(drawn.figure))


def test_circles_name_every_member_on_slides_of_four():
    office, wall = every()["circles"], every(replace(LOOK, size="projector"))["circles"]
    assert (office.pages, wall.pages) == (1, 2)
    assert office.title == "19 OPD membentuk 6 kelompok kerja yang saling terkait"
    words = " ".join(texts(office.figure)).replace("<br>", " ")
    for name in ("Diskominfo", "BPBD", "Dinkes"):
        assert name in words


def test_the_network_numbers_every_opd_names_it_beside_and_in_the_table():
    drawn = every()["network"]
    assert drawn.title == "Ikatan terkuat: Disporaparbud 0 dan Disporaparbud 1"
    words = " ".join(texts(drawn.figure)).replace("<br>", " ").replace("<b>", "").replace("</b>", "")
    bodies = next(trace for trace in drawn.figure.data if trace.mode == "markers+text")
    for row in NODES_OF_NETWORK.to_dict("records"):
        assert f"<b>{row['number']}</b>" in bodies.text
        assert f"{row['number']} {row['name'][:12]}" in words
    assert set(drawn.table["OPD"]) | set(drawn.table["Bersama OPD"]) == set(NODES_OF_NETWORK["name"])
    assert drawn.table["Kekuatan ikatan"].tolist() == TIES["weight"].tolist()
    assert "Kelompok 6" in drawn.alt


def test_large_text_turns_the_names_of_the_network_and_keeps_every_opd_in_it():
    pages = [
        opd_network.draw_opd_network(NODES_OF_NETWORK, TIES, Look(size="projector 160", page=page))
        for page in (1, 2, 3)
    ]
    assert {page.pages for page in pages} == {3}
    said = []
    for page in pages:
        bodies = next(trace for trace in page.figure.data if trace.mode == "markers+text")
        assert len(bodies.x) == len(NODES_OF_NETWORK)
        said += [words for words in texts(page.figure) if "Disporaparbud" in words and "Ikatan" not in words]
    for name in NODES_OF_NETWORK["name"]:
        assert any(name[:14] in words for words in said)


def test_goals_without_a_programme_say_so_and_the_others_count():
    drawn = every()["goals"]
    assert drawn.title == "1 dari 11 sasaran belum didukung program"
    assert "belum didukung program" in texts(drawn.figure)
    assert {"12", "2"} <= set(texts(drawn.figure))


def test_realisation_tells_running_from_silent_and_from_nothing_done():
    drawn = every()["realisation"]
    assert drawn.title == "10 dari 136 program 2026 terlaksana, 3 berjalan; 121 belum dilaporkan"
    done, going, silent, idle = (list(bar.x) for bar in drawn.figure.data[:4])
    assert (done, going) == ([9, 1, 0, 0], [0, 2, 0, 1])
    assert (silent, idle) == ([0, 2, 0, 119], [0, 2, 0, 0])
    assert "tidak ada rencana" in texts(drawn.figure)
    assert "<b>1 dari 7</b>, 2 berjalan (43–71%)" in texts(drawn.figure)
    assert "<b>9 dari 9</b>, 0 berjalan (100%)" in texts(drawn.figure)
    assert list(drawn.table["Persentase terlaksana atau berjalan"][:3]) == [
        "100,00%",
        "42,86%",
        "Data kurang",
    ]
