"""Prioritas: what a room settles there is kept, and refused in words where it makes no sense."""

import re
from dataclasses import replace
from datetime import date

import pytest

import storage
from planning.plan import voting
from planning.plan.plan_settings import BudgetCeiling
from planning.plan.quick_wins import QuickWinMarks
from reference import planning as definitions
from storage.values import Actor
from tests.pages import stores
from tests.workflow.plan.test_register_costs import amounts
from workflow.plan import plan_decisions
from workflow.programmes import quick_win_marks, register
from workflow.setup import setup

REGION = "35.18"
PAGE_ROWS = 25
PAGE = "pages/rencana/prioritas.py"
SECTIONS = ("daftar", "urutan", "dampak", "suara", "quick-win", "anggaran")
seeded = pytest.mark.parametrize("store", ["seeded"], indirect=True)


@pytest.fixture
def section(app, unexpected):
    """A section of the page over Kab. Nganjuk of the sample, with a name typed."""

    def opened(name, region=REGION):
        app.session_state["nama_pelaku"] = "Sari"
        app.query_params["wilayah"] = region
        app.switch_page(PAGE).run()
        app.button_group(key="bagian_prioritas").set_value(name).run()
        assert unexpected == []
        return app

    return opened


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()


def ceiling_field(app):
    """The field of the ceiling: what is stored anew stands in a field of its own."""
    return next(one for one in app.text_input if one.key.startswith("pagu_miliar"))


def kept(store):
    engine = storage.open_store(stores.address(store))
    try:
        return plan_decisions.read_plan_settings(engine, REGION)
    finally:
        engine.dispose()


def table(app, heading):
    return next(each.value for each in app.dataframe if heading in each.value.columns)


@seeded
@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("region", [REGION, "35.28"])
def test_every_section_runs(section, name, region):
    app = section(name, region)
    assert not app.exception
    assert not app.error
    assert app.main.children


@seeded
def test_other_weights_change_the_order_and_stay(section, store):
    app = section("urutan")
    before = table(app, "Poin")["Program"].tolist()
    for name, weight in (("dampak", 0.0), ("kemudahan", 0.0), ("kemendesakan", 0.0), ("biaya", 100.0)):
        app.number_input(key=f"bobot_{name}").set_value(weight)
    press(app, "Simpan bobot")
    assert "tersimpan" in app.success[0].value
    assert table(app, "Poin")["Program"].tolist() != before
    assert kept(store).weights["biaya"] == 100.0


@seeded
def test_weights_of_nothing_are_refused(section, store):
    app = section("urutan")
    before = kept(store).weights
    for name in before:
        app.number_input(key=f"bobot_{name}").set_value(0.0)
    press(app, "Simpan bobot")
    assert "lebih dari nol" in app.error[0].value
    assert kept(store).weights == before


@seeded
def test_a_ceiling_draws_its_line(section, store):
    app = section("urutan")
    ceiling_field(app).set_value("3,5")
    press(app, "Simpan pagu")
    assert kept(store).ceiling == BudgetCeiling(3.5e9)
    inside = table(app, "Dalam pagu")["Dalam pagu"].tolist()
    assert inside[0] == "Masuk"
    assert "Di bawah garis" in inside
    told = next(text.value for text in app.markdown if text.value.startswith("Pagu Rp3,50 miliar"))
    whole, paid, left = amounts(told)
    assert paid + left == whole
    ceiling_field(app).set_value("banyak")
    press(app, "Simpan pagu")
    assert "tidak terbaca" in app.error[0].value
    assert kept(store).ceiling == BudgetCeiling(3.5e9)


@seeded
def test_a_ceiling_of_nothing_pays_for_nothing(section, store):
    app = section("urutan")
    ceiling_field(app).set_value("0")
    press(app, "Simpan pagu")
    assert kept(store).ceiling == BudgetCeiling(0.0)
    assert "Masuk" not in set(table(app, "Dalam pagu")["Dalam pagu"])


@seeded
def test_a_ceiling_is_shown_as_it_was_given(section, store):
    app = section("urutan")
    ceiling_field(app).set_value("12,345678")
    press(app, "Simpan pagu")
    again = section("urutan")
    assert ceiling_field(again).value == "12,345678"
    assert kept(store).ceiling == BudgetCeiling(12_345_678_000.0)


@seeded
def test_the_lines_of_the_matrix_stay_where_they_were_drawn(section, store):
    app = section("dampak")
    title = app.title[0].value
    app.select_slider(key="garis_impact").set_value(5.0).run()
    assert kept(store).lines.impact == 5.0
    assert app.title[0].value != title


@seeded
def test_the_day_of_the_decision_moves_the_doors(section, store):
    app = section("anggaran")
    app.date_input(key="diputuskan").set_value(date(2026, 12, 1))
    press(app, "Simpan tanggal")
    assert kept(store).decided == date(2026, 12, 1)
    assert any("Perubahan APBD 2027" in text.value for text in app.markdown)
    assert "mulai sebelum dananya ada" in app.subheader[0].value
    refused = table(app, "Pintu anggaran")["Keterangan"]
    assert refused.str.contains("belum dapat mulai").any()


@seeded
def test_a_quick_win_list_of_ones_own_is_the_one_that_counts(section, store):
    app = section("quick-win")

    def opened():
        """The list lies in a drawer, and a test's browser does not hold drawers open."""
        app.session_state["daftar_quick_win"] = app.session_state["alasan_quick_win"] = True
        return app

    opened().run()
    before = len(table(app, "Belum memenuhi"))
    opened().run()
    opened().multiselect(key="syarat_quick_win").set_value([])
    press(opened(), "Simpan daftar periksa")
    assert kept(store).quick_win.gates == ()
    opened().run()
    assert len(table(app, "Belum memenuhi")) < before
    press(opened(), "Kembali ke bawaan")
    assert kept(store).quick_win is None
    opened().run()
    assert len(table(app, "Belum memenuhi")) == before


@seeded
def test_a_criterion_may_be_taken_out_and_another_added_in_one_go(section, store):
    app = section("quick-win")
    app.session_state["daftar_quick_win"] = True
    app.run()
    key = next(one.key for one in app.data_editor if one.key.startswith("kriteria_quick_win"))
    added = [{"Kriteria": "Dukungan warga", "Yang ditanyakan": "Warga memintanya"}]
    app.session_state[key] = {"edited_rows": {}, "added_rows": added, "deleted_rows": [0, 9]}
    app.session_state["daftar_quick_win"] = True
    press(app, "Simpan daftar periksa")
    assert not app.error
    before, now = definitions.shipped_quick_win_list().criteria, kept(store).quick_win.criteria
    assert [each.name for each in now] == [*(each.name for each in before[1:-1]), "Dukungan warga"]
    assert [each.code for each in now[:-1]] == [each.code for each in before[1:-1]]
    assert now[-1].code not in {each.code for each in before}


def typed(app, start, row, **cells):
    """Cells typed into a row of the editor whose key starts so, stored with the next click."""
    key = next(one.key for one in app.data_editor if one.key.startswith(start))
    app.session_state[key] = {"edited_rows": {row: cells}, "added_rows": [], "deleted_rows": []}


@seeded
def test_marks_typed_while_somebody_else_saves_theirs_are_both_kept(section, store):
    engine = storage.open_store(stores.address(store))
    app = section("quick-win")
    shown = next(one.value for one in app.data_editor if "Manfaat terasa sejak" in one.value)
    names = {one.name: key for key, one in register.read_register(engine, REGION).items()}
    first, second = (names[name] for name in shown["Usulan"][:2])
    quick_win_marks.save_quick_win_marks(
        engine, REGION, {second: QuickWinMarks({"manfaat": 1.0})}, by=Actor("Budi")
    )
    typed(app, "nilai_quick_win", 0, Manfaat=4)
    press(app, "Simpan nilai")
    said = quick_win_marks.read_quick_win_marks(engine, REGION)
    assert (said[first].marks["manfaat"], said[second]) == (4.0, QuickWinMarks({"manfaat": 1.0}))
    engine.dispose()


@seeded
def test_marks_of_one_candidate_by_two_people_are_refused_and_not_overwritten(section, store):
    engine = storage.open_store(stores.address(store))
    app = section("quick-win")
    shown = next(one.value for one in app.data_editor if "Manfaat terasa sejak" in one.value)
    names = {one.name: key for key, one in register.read_register(engine, REGION).items()}
    first = names[shown["Usulan"][0]]
    quick_win_marks.save_quick_win_marks(
        engine, REGION, {first: QuickWinMarks({"manfaat": 1.0})}, by=Actor("Budi")
    )
    typed(app, "nilai_quick_win", 0, Manfaat=4)
    press(app, "Simpan nilai")
    assert "diubah orang lain" in app.error[0].value
    assert quick_win_marks.read_quick_win_marks(engine, REGION)[first] == QuickWinMarks({"manfaat": 1.0})
    engine.dispose()


@seeded
def test_a_ballot_typed_while_somebody_else_enters_theirs_is_kept(section, store):
    engine = storage.open_store(stores.address(store))
    app = section("suara")
    before = plan_decisions.read_ballots(engine, REGION)["dampak_kemudahan"]
    shown = next(one.value for one in app.data_editor if "OPD" in one.value)
    silent = [place for place, row in enumerate(shown.to_numpy()[:, 1:].tolist()) if all(x != x for x in row)]
    body, other = (
        list(voting.list_voting_bodies(setup.roster_of(engine, REGION)[0]))[silent[0]],
        next(iter(before)),
    )
    theirs = {key: {"dampak": 5.0, "kemudahan": 5.0} for key in before[other]}
    plan_decisions.save_ballots(
        engine, REGION, "dampak_kemudahan", before | {other: theirs}, before, by=Actor("Budi")
    )
    typed(app, "suara_", silent[0], **{"1": 2})
    press(app, "Simpan suara")
    now = plan_decisions.read_ballots(engine, REGION)["dampak_kemudahan"]
    assert now[other] == theirs
    assert [marks["dampak"] for marks in now[body].values()] == [2.0]
    engine.dispose()


@seeded
def test_the_first_benefit_of_a_programme_stands_in_the_table_and_is_not_said_anew(section, store):
    engine = storage.open_store(stores.address(store))
    (key, *_) = kept(store).shortlist
    told = replace(register.read_register(engine, REGION)[key], benefit=date(2026, 8, 1))
    register.save_programmes(engine, REGION, {key: told}, by=Actor("Sari"))
    quick_win_marks.save_quick_win_marks(
        engine, REGION, {key: QuickWinMarks({"manfaat": 3.0})}, by=Actor("Sari")
    )
    app = section("quick-win")
    shown = next(one.value for one in app.data_editor if "Manfaat terasa sejak" in one.value)
    row = shown[shown["Usulan"] == told.name].iloc[0]
    assert row["Manfaat terasa sejak"] == date(2026, 8, 1)
    press(app, "Simpan nilai")
    assert quick_win_marks.read_quick_win_marks(engine, REGION)[key] == QuickWinMarks({"manfaat": 3.0})
    engine.dispose()


@seeded
def test_dimensions_without_a_quick_win_are_named(section):
    app = section("quick-win")
    assert "Belum ada quick win untuk" in app.warning[0].value


@seeded
def test_nothing_is_kept_without_a_name(section, store):
    app = section("dampak")
    app.session_state["nama_pelaku"] = ""
    app.select_slider(key="garis_ease").set_value(4.0).run()
    assert "Nama Anda" in app.error[0].value
    assert kept(store).lines.ease == 3.0


@seeded
def test_the_heading_counts_the_rows_below_it_and_the_rest_is_told(section):
    """Not every proposal is put before the OPD: what they did not rate stands in no row."""
    app = section("urutan")
    told = {}
    for by in app.button_group(key="bagian_urut").options:
        app.button_group(key="bagian_urut").set_value(by).run()
        rows, count = (
            len(table(app, "Program")),
            int(re.search(r"Urutan (\d+) usulan", app.title[-1].value)[1]),
        )
        assert rows == min(count, PAGE_ROWS)
        others = re.search(r"(\d+) usulan lain tidak dipilih", " ".join(each.value for each in app.caption))
        told[by] = count + (int(others[1]) if others else 0)
    assert len(set(told.values())) == 1, told
