"""Two people at one form: what somebody saved since is shown beside what is typed, and chosen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pytest

from planning.plan import ranking
from planning.plan.horizon import PlanHorizon
from planning.plan.plan_settings import BudgetCeiling, MatrixLines
from planning.plan.quick_wins import QuickWinMarks
from planning.programmes.nomenclature import Nomenclature
from planning.programmes.programme import Programme
from planning.simulation.scenario import Scenario
from reference import planning as definitions
from storage.setup import periods
from storage.upload import choices, unstored_files
from storage.values import Actor
from survey.values import Question
from tests.pages.uploads import XLSX
from workflow import playlists
from workflow.plan import plan_decisions
from workflow.programmes import goals, nomenclature, quick_win_marks, register
from workflow.sample import load
from workflow.setup import deadline, no_programmes, setup
from workflow.simulation import saved_scenarios
from workflow.worksheets import worksheets
from workflow.worksheets.worksheets import WorksheetScope

REGION, PERIOD, CRITERIA = "35.18", "2026 contoh", tuple(ranking.CRITERIA)
BUDI = Actor("Budi", "b" * 32)
ROOM = WorksheetScope(REGION, PERIOD)
pytestmark = pytest.mark.parametrize("store", ["seeded"], indirect=True)


@dataclass(frozen=True)
class Form:
    """A form: where it stands, what is typed and pressed there, what Budi saves meanwhile, what is stored.

    `mine` tells whether what is stored is what was typed. `before`: what it is about, before it is opened;
    `fill`: what is typed and drawn before Budi saves.
    """

    page: str
    press: Callable[[object], object]
    theirs: Callable[[object], object]
    stored: Callable[[object], object]
    mine: Callable[[object], bool]
    address: dict[str, str] | None = None
    state: dict[str, object] | None = None
    before: Callable[[object], object] = lambda _engine: None
    fill: Callable[[object], object] = lambda _app: None


def scope(engine):
    return load.find_sample_scope(engine)


def settled(engine):
    return plan_decisions.read_plan_settings(engine, REGION)


def settle(**things):
    return lambda engine: plan_decisions.keep_plan_settings(engine, REGION, things, by=BUDI)


def click(app, start):
    return next(one for one in app.button if one.label.startswith(start)).click().run()


def field(group, start):
    """A field by how its key begins: what somebody saved anew stands in a field of its own."""
    return next(one for one in group if str(one.key).startswith(start))


def edit(app, start, row, **cells):
    editor = field(app.data_editor, start)
    app.session_state[editor.key] = {"edited_rows": {row: cells}, "added_rows": [], "deleted_rows": []}


def filled(set_fields, label):
    def press(app):
        set_fields(app)
        click(app, label)

    return press


def prioritas(section):
    return {"bagian_prioritas": section}


def first_proposal(engine):
    return settled(engine).shortlist[0]


def votes(engine):
    return plan_decisions.read_ballots(engine, REGION)["dampak_kemudahan"]


def vote(engine):
    before = votes(engine)
    body = next(iter(before))
    changed = {key: marks | {"dampak": 1.0} for key, marks in before[body].items()}
    plan_decisions.save_ballots(
        engine, REGION, "dampak_kemudahan", {**before, body: changed}, before, by=BUDI
    )


def vote_here(app):
    shown = next(one.value for one in app.data_editor if "OPD" in one.value)
    place = next(at for at, row in enumerate(shown.to_numpy()[:, 1:].tolist()) if any(x == x for x in row))
    edit(app, "suara_", place, **{"1": 5, "2": 5})
    click(app, "Simpan suara")


def mark_here(app):
    edit(app, "nilai_quick_win", 0, Manfaat=4)
    click(app, "Simpan nilai")


SCENARIO = Scenario(region=REGION, instrument="kesiapan@0.9", levels={"GOV1.1": 4.0})


def scenarios(engine):
    return dict(saved_scenarios.load_scenarios(engine, SCENARIO, PERIOD).by_name)


def keep_scenario(level, by=BUDI):
    one = replace(SCENARIO, levels={"GOV1.1": level})
    return lambda engine: saved_scenarios.save_scenario(
        engine, saved_scenarios.load_scenarios(engine, one, PERIOD), "Satu", one, by
    )


def name_scenario(app):
    app.text_input(key="nama_skenario").set_value("Satu")


def own_list(engine):
    playlists.LISTS.save(engine, {"daftar-1": playlists.PlayList("Milik kita", ("profil", "bukti"))}, by=BUDI)


def listed(engine):
    found = playlists.list_saved_playlists(engine).get("daftar-1")
    return found and found.slides


def show_list(engine):
    playlists.replace_playlist_slides(engine, "daftar-1", ["bukti", "profil", "kesenjangan"], BUDI)


LIST = {"susun": "1", "tayang": "daftar-1"}


def programme(engine):
    return next(key for key, one in register.read_register(engine, REGION).items() if not one.over)


def links(engine):
    return goals.load_goals(engine, REGION).chosen


def link_here(app):
    chosen = app.selectbox(key="program_selaras").value
    field(app.multiselect, f"sasaran_{chosen}").set_value(["rpjmd/t9s9"])
    click(app, "Simpan kaitan")


def link(engine):
    known = [goal.key for goal in goals.list_goals(engine, REGION)]
    for key in register.read_register(engine, REGION):
        goals.link_programmes_to_goals(engine, REGION, {key: known[:1]}, BUDI)


def ninth(engine):
    goals.save_goals(engine, REGION, [goals.Goal("rpjmd/t9s9", "rpjmd", "T9.S9", "Pelayanan")], Actor("Sari"))


def reword(engine):
    goals.save_goals(engine, REGION, [goals.Goal("rpjmd/t9s9", "rpjmd", "T9.S9", "Pelayanan cepat")], BUDI)


def goal_texts(engine):
    return {goal.key: goal.text for goal in goals.list_goals(engine, REGION)}.get("rpjmd/t9s9")


def upload_goals(app):
    roster = setup.roster_of(app.engine, REGION)[0]
    book = goals.write_goal_workbook(
        [goals.Goal("rpjmd/t9s9", "rpjmd", "T9.S9", "Pelayanan murah")], REGION, roster
    )
    app.file_uploader[0].upload("sasaran.xlsx", book, XLSX)
    app.run()


def names_of_year(engine):
    found = nomenclature.load_nomenclatures(engine, REGION).by_year.get(2026)
    return found and dict(found.names)


def paste_names(app):
    field(app.text_area, "tempel_").set_value("2.16.03.2.02.0011  Pengelolaan Pusat Data").run()


TWINS = {
    "kembar1": Programme("kembar1", "Mal pelayanan publik digital", lead="DINKES"),
    "kembar2": Programme("kembar2", "Mal pelayanan publik digital", lead="DLH"),
}


def twins(engine):
    register.save_programmes(engine, REGION, TWINS, by=Actor("Sari"))


def join_here(app):
    field(app.button, "gabung_kembar1_kembar2").click().run()


def twin(engine):
    found = register.read_register(engine, REGION)
    return found["kembar1"].risk, "kembar2" in found


def risk(engine):
    one = replace(TWINS["kembar1"], risk="dari Budi")
    register.save_programmes(engine, REGION, {"kembar1": one}, by=BUDI)


def obstacles(engine):
    found = worksheets.list_obstacles(engine, scope(engine), ROOM)
    return found[found["dimension"] == "ENV"].head(1)


def code(engine):
    worksheets.save_obstacle_causes(engine, ROOM, obstacles(engine).assign(cause="regulasi"), BUDI)


def code_here(app):
    edit(app, "kode_kendala", 0, Jenis="data")
    app.run()


def due(day):
    def set_day(engine):
        kept = deadline.read_answer_deadline(engine, scope(engine), REGION)
        deadline.set_answer_deadline(engine, scope(engine), REGION, deadline.DeadlineChange(kept, day), BUDI)

    return set_day


def leads_nothing(engine):
    assigned = setup.assignments_of_region(engine, scope(engine), REGION)
    leads = set(assigned.loc[assigned["role"] == "lead", "opd"])
    return sorted(set(setup.roster_of(engine, REGION)[0]["opd"]) - leads)


def nobodys_file(engine):
    one = unstored_files.UnstoredFile(REGION, "", "tanpa nama.xlsx", "1" * 64, "refused", "Rusak")
    at = scope(engine)
    unstored_files.keep_unstored_files(engine, at.period_id, at.instrument_id, [one], Actor("Sari"))


def sender(engine):
    at = scope(engine)
    files = unstored_files.list_unstored_files(engine, at.period_id, at.instrument_id, REGION)
    return next(one.opd for one in files if one.name == "tanpa nama.xlsx")


def send_theirs(engine):
    at = scope(engine)
    files = unstored_files.list_unstored_files(engine, at.period_id, at.instrument_id, REGION)
    key = next(one.id for one in files if one.name == "tanpa nama.xlsx")
    unstored_files.assign_unstored_file(engine, key, "DINKES", BUDI)


def send_here(app):
    field(app.button, "catat_").click().run()


def roster(engine):
    found = setup.roster_of(engine, REGION)[0]
    return found.set_index("opd")["name"].iloc[0]


def rename_first(engine):
    found = setup.roster_of(engine, REGION)[0]
    named = found["name"].where(found.index != found.index[0], "Dinas dari Budi")
    setup.save_roster(engine, scope(engine), REGION, found.assign(name=named), BUDI)


def rename_here(app):
    edit(app, "daftar_opd_", 0, name="Dinas dari Sari")
    next(one for one in app.main.button if one.label.endswith(" OPD")).click().run()


def next_year(engine):
    periods.add_period(engine, "2031", date(2031, 1, 1), date(2031, 12, 31), Actor("Sari"))


def next_label(engine):
    return next(one for one in periods.list_periods(engine) if one.starts.year == 2031).label


def call_year(engine):
    one = next(one for one in periods.list_periods(engine) if one.starts.year == 2031)
    periods.correct_period(engine, replace(one, label="2031 awal"), BUDI)


def call_here(app):
    field(app.text_input, "periode_nama_lama_").set_value("2031 akhir")
    click(app, "Simpan perbaikan")


ASKED = Question(
    "agency", "Dinkes Kab", "OPD mana?", (("DINKES", "Kesehatan"), ("SETDA", "Setda"), ("DLH", "Lingkungan"))
)


def choose(opd, by=BUDI):
    def save(engine):
        choices.save_choice(engine, REGION, "agency", ASKED.key, opd, by, ASKED)

    return save


def chosen(engine):
    return choices.read_choices(engine, REGION, "agency").get(ASKED.key)


def choose_here(app):
    click(app, "Simpan perubahan")


def calendar(engine):
    return settled(engine).dates.get(2027)


def other_calendar(engine):
    usual = {
        step.code: date(2026, 1, 1 + at) for at, step in enumerate(definitions.shipped_budget_rules().steps)
    }
    plan_decisions.keep_plan_settings(engine, REGION, {"dates 2027": usual}, by=BUDI)


def calendar_here(app):
    editor = field(app.data_editor, "kalender_")
    edit(app, "kalender_", 0, Tanggal=str(editor.value["Tanggal"].iloc[0].replace(day=11))[:10])
    click(app, "Simpan kalender")


PLAN, WHERE = "rencana/prioritas", "mulai/kelengkapan"
QUICK = definitions.shipped_quick_win_list()
FORMS = {
    "weights": Form(
        PLAN,
        filled(lambda app: field(app.number_input, "bobot_dampak").set_value(60), "Simpan bobot"),
        settle(weights=dict(zip(CRITERIA, (50.0, 20.0, 10.0, 10.0, 10.0), strict=True))),
        lambda engine: settled(engine).weights["dampak"],
        lambda value: value == 60,
        state=prioritas("urutan"),
    ),
    "ceiling": Form(
        PLAN,
        filled(lambda app: field(app.text_input, "pagu_miliar").set_value("7"), "Simpan pagu"),
        settle(ceiling=BudgetCeiling(3e9)),
        lambda engine: settled(engine).ceiling,
        lambda value: value == BudgetCeiling(7e9),
        state=prioritas("urutan"),
    ),
    "lines": Form(
        PLAN,
        lambda app: app.select_slider(key="garis_impact").set_value(5.0).run(),
        settle(lines=MatrixLines(2.0, 4.0)),
        lambda engine: settled(engine).lines,
        lambda value: value.impact == 5.0,
        state=prioritas("dampak"),
    ),
    "shortlist": Form(
        PLAN,
        filled(
            lambda app: field(app.multiselect, "usulan_terpilih").set_value(
                field(app.multiselect, "usulan_terpilih").value[:2]
            ),
            "Simpan usulan yang dinilai",
        ),
        lambda engine: settle(shortlist=settled(engine).shortlist[:3])(engine),
        lambda engine: len(settled(engine).shortlist),
        lambda value: value == 2,
        state=prioritas("suara"),
    ),
    "decision day": Form(
        PLAN,
        filled(
            lambda app: field(app.date_input, "diputuskan").set_value(date(2026, 12, 1)), "Simpan tanggal"
        ),
        settle(decided=date(2026, 11, 1)),
        lambda engine: settled(engine).decided,
        lambda value: value == date(2026, 12, 1),
        state=prioritas("anggaran"),
        before=settle(decided=date(2026, 3, 1)),
    ),
    "budget calendar": Form(
        PLAN,
        calendar_here,
        other_calendar,
        calendar,
        lambda value: next(iter(value.values())).day == 11,
        state=prioritas("anggaran"),
        before=settle(decided=date(2026, 3, 1)),
    ),
    "quick-win list": Form(
        PLAN,
        filled(lambda app: field(app.multiselect, "syarat_quick_win").set_value([]), "Simpan daftar periksa"),
        settle(quick_win=replace(QUICK, months=7)),
        lambda engine: settled(engine).quick_win,
        lambda value: value.gates == (),
        state=prioritas("quick-win") | {"daftar_quick_win": True},
    ),
    "quick-win marks": Form(
        PLAN,
        mark_here,
        lambda engine: quick_win_marks.save_quick_win_marks(
            engine, REGION, {first_proposal(engine): QuickWinMarks({"manfaat": 1.0})}, by=BUDI
        ),
        lambda engine: quick_win_marks.read_quick_win_marks(engine, REGION).get(first_proposal(engine)),
        lambda value: value.marks["manfaat"] == 4.0,
        state=prioritas("quick-win"),
    ),
    "ballots": Form(
        PLAN,
        vote_here,
        vote,
        lambda engine: next(iter(votes(engine).values())),
        lambda value: 5.0 in [marks.get("dampak") for marks in value.values()],
        state=prioritas("suara"),
    ),
    "horizon": Form(
        "rencana/peta_jalan",
        filled(lambda app: field(app.number_input, "masa_last").set_value(2031), "Simpan masa masterplan"),
        settle(horizon=PlanHorizon(2026, 2034, 1, 3, 2025, 5)),
        lambda engine: settled(engine).horizon,
        lambda value: value.last == 2031,
        state={"bagian_peta": "isi"},
    ),
    "scenario": Form(
        "analisis/simulasi",
        filled(name_scenario, "Simpan skenario"),
        keep_scenario(2.0),
        scenarios,
        lambda value: value["Satu"].levels == {"GOV1.1": 4.0},
        {"skenario": saved_scenarios.CODEC.encode(SCENARIO)},
        {"bagian_simulasi": "simpan"},
    ),
    "scenario off the list": Form(
        "analisis/simulasi",
        lambda app: click(app, "Hapus"),
        keep_scenario(2.0),
        scenarios,
        lambda value: "Satu" not in value,
        state={"bagian_simulasi": "simpan"},
        before=keep_scenario(5.0, Actor("Sari")),
    ),
    "play list": Form(
        "bimtek/presentasi",
        lambda app: app.button(key="Turun_0").click().run(),
        show_list,
        listed,
        lambda value: value == ("bukti", "profil"),
        LIST,
        before=own_list,
    ),
    "play list removed": Form(
        "bimtek/presentasi",
        lambda app: click(app, "Hapus daftar"),
        show_list,
        listed,
        lambda value: value is None,
        LIST,
        before=own_list,
    ),
    "goal links": Form(
        "rencana/keselarasan",
        link_here,
        link,
        links,
        lambda value: ("rpjmd/t9s9",) in value.values(),
        before=ninth,
        state={"bagian_keselarasan": "atur"},
    ),
    "goal removed": Form(
        "rencana/keselarasan",
        lambda app: next(one for one in app.button if one.label == "Hapus").click().run(),
        reword,
        goal_texts,
        lambda value: value is None,
        before=ninth,
        fill=lambda app: (
            next(one for one in app.multiselect if one.label == "Sasaran yang dihapus")
            .set_value(["rpjmd/t9s9"])
            .run()
        ),
    ),
    "goals from a file": Form(
        "rencana/keselarasan",
        upload_goals,
        reword,
        goal_texts,
        lambda value: value == "Pelayanan murah",
        before=ninth,
    ),
    "nomenclature": Form(
        "rencana/program",
        lambda app: click(app, "Simpan sebagai nomenklatur 2026"),
        lambda engine: nomenclature.save_nomenclature(
            engine, REGION, Nomenclature(2026, {"1": "Urusan"}), by=BUDI
        ),
        names_of_year,
        lambda value: "1" not in value,
        {"bagian": "nomenklatur"},
        fill=paste_names,
    ),
    "programmes joined": Form(
        "rencana/program",
        join_here,
        risk,
        twin,
        lambda value: value == ("", False),
        {"bagian": "sama"},
        before=twins,
    ),
    "kinds of causes": Form(
        "rencana/kertas_kerja",
        code_here,
        code,
        lambda engine: obstacles(engine)["cause"].item(),
        lambda value: value == "data",
        {"kelompok": "ENV"},
        {"kendala_opd": True},
    ),
    "deadline": Form(
        WHERE,
        lambda app: field(app.date_input, "batas_").set_value(date(2026, 9, 1)).run(),
        due(date(2026, 8, 1)),
        lambda engine: deadline.read_answer_deadline(engine, scope(engine), REGION),
        lambda value: value == date(2026, 9, 1),
        {"kelengkapan": "pengingat"},
    ),
    "no programmes": Form(
        WHERE,
        lambda app: click(app, "Catat: tidak"),
        # There and back: the note is another's now.
        lambda engine: [
            no_programmes.save_no_programmes(
                engine, scope(engine), REGION, {leads_nothing(engine)[0]: said}, BUDI
            )
            for said in (False, True)
        ],
        lambda engine: no_programmes.list_without_programmes(engine, scope(engine), REGION),
        lambda value: not value,
        before=lambda engine: no_programmes.save_no_programmes(
            engine, scope(engine), REGION, {leads_nothing(engine)[0]: True}, Actor("Sari")
        ),
        fill=lambda app: field(app.multiselect, "tanpa_program_").set_value([]).run(),
    ),
    "sender of a file": Form(
        WHERE,
        send_here,
        send_theirs,
        sender,
        lambda value: value == "SETDA",
        before=nobodys_file,
        fill=lambda app: field(app.selectbox, "pengirim_").set_value("SETDA").run(),
    ),
    "roster": Form(
        "mulai/wilayah_opd",
        rename_here,
        rename_first,
        roster,
        lambda value: value == "Dinas dari Sari",
    ),
    "period": Form(
        "mulai/wilayah_opd",
        call_here,
        call_year,
        next_label,
        lambda value: value == "2031 akhir",
        before=next_year,
    ),
    "remembered choice": Form(
        "mulai/unggah",
        choose_here,
        choose("SETDA"),
        chosen,
        lambda value: value == "DLH",
        {"isi": "satu"},
        {"pilihan_diingat": True},
        before=choose("DINKES", Actor("Sari")),
        fill=lambda app: field(app.selectbox, "ubah_").set_value("DLH").run(),
    ),
    "choice forgotten": Form(
        "mulai/unggah",
        lambda app: click(app, "Lupakan"),
        choose("SETDA"),
        chosen,
        lambda value: value is None,
        {"isi": "satu"},
        {"pilihan_diingat": True},
        before=choose("DINKES", Actor("Sari")),
    ),
}


@pytest.mark.parametrize("choice", ["pakai_tersimpan", "pakai_isian_saya"])
@pytest.mark.parametrize("name", FORMS)
def test_what_somebody_saved_since_is_shown_beside_what_is_typed_and_chosen(
    app, engine, unexpected, name, choice
):
    form = FORMS[name]
    form.before(engine)
    app.engine = engine
    app.session_state["nama_pelaku"] = "Sari"
    app.query_params.update({"wilayah": REGION} | (form.address or {}))
    for key, value in (form.state or {}).items():
        app.session_state[key] = value
    app.switch_page(f"pages/{form.page}.py").run()
    assert unexpected == []
    form.fill(app)
    form.theirs(engine)
    theirs = form.stored(engine)
    form.press(app)
    assert unexpected == []
    assert form.stored(engine) == theirs
    assert not form.mine(theirs)
    (said,) = [one.value for one in app.markdown if "isiannya disimpan oleh" in one.value]
    assert "**Budi, " in said
    assert any("Isian Anda" in getattr(one.value, "columns", ()) for one in app.dataframe)
    app.button(key=choice).click().run()
    assert unexpected == []
    if choice == "pakai_isian_saya":
        assert form.mine(form.stored(engine))
    else:
        assert form.stored(engine) == theirs
    assert choice not in [one.key for one in app.button]
