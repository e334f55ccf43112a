"""The forms of setting up, the workshop and results that two people may save, as those of the plan."""

from dataclasses import replace
from datetime import date

from planning.simulation.scenario import Scenario
from reference import agencies
from storage.setup import periods
from storage.upload import choices, unstored_files
from storage.values import Actor
from survey.values import Question
from tests.pages.two_people import (
    BUDI,
    PERIOD,
    REGION,
    WHERE,
    Form,
    click,
    edit,
    field,
    filled,
    scope,
)
from workflow import playlists
from workflow.setup import deadline, duty_moves, no_programmes, setup
from workflow.simulation import saved_scenarios

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


def lead_of_first(engine):
    assigned = setup.assignments_of_region(engine, scope(engine), REGION)
    return agencies.leads_by_indicator(assigned)["GOV1.1"]


def move_theirs(engine):
    move = duty_moves.DutyMove("GOV1.1", lead_of_first(engine), "DINKES")
    duty_moves.move_duty(engine, scope(engine), REGION, move, BUDI)


def choose_move(app):
    field(app.selectbox, "pindah_").set_value("GOV1.1").run()
    field(app.selectbox, "penerima_").set_value("DLH").run()


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


SETUP_FORMS = {
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
    "duty": Form(
        "mulai/wilayah_opd",
        lambda app: click(app, "Pindahkan ke"),
        move_theirs,
        lead_of_first,
        lambda value: value == "DLH",
        {"siapkan": "tugas"},
        state={"pindah_indikator": True},
        fill=choose_move,
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
