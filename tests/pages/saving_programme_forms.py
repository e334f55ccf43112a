"""The forms of programmes, goals and the roadmap that two people may save."""

from dataclasses import replace

from planning.plan.horizon import PlanHorizon
from planning.programmes.nomenclature import Nomenclature
from planning.programmes.programme import Programme
from storage.upload import choices
from storage.values import Actor
from survey.values import Question
from tests.pages.two_people import (
    BUDI,
    PERIOD,
    REGION,
    Form,
    click,
    edit,
    field,
    filled,
    scope,
    settle,
    settled,
)
from tests.pages.uploads import XLSX
from workflow.programmes import goals, nomenclature, register
from workflow.setup import setup
from workflow.worksheets import worksheets
from workflow.worksheets.worksheets import WorksheetScope

ROOM = WorksheetScope(REGION, PERIOD)


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


def roster(engine):
    found = setup.roster_of(engine, REGION)[0]
    return found.set_index("opd")["name"].iloc[0]


ASKED = Question(
    "agency", "Dinkes Kab", "OPD mana?", (("DINKES", "Kesehatan"), ("SETDA", "Setda"), ("DLH", "Lingkungan"))
)


def chosen(engine):
    return choices.read_choices(engine, REGION, "agency").get(ASKED.key)


PROGRAMME_FORMS = {
    "horizon": Form(
        "rencana/peta_jalan",
        filled(lambda app: field(app.number_input, "masa_last").set_value(2031), "Simpan masa masterplan"),
        settle(horizon=PlanHorizon(2026, 2034, 1, 3, 2025, 5)),
        lambda engine: settled(engine).horizon,
        lambda value: value.last == 2031,
        state={"bagian_peta": "isi"},
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
}
