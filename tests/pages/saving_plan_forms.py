"""The forms of Prioritas that two people may save: what is typed, what Budi saves, what is stored."""

from dataclasses import replace
from datetime import date

from planning.plan.plan_settings import BudgetCeiling, MatrixLines
from planning.plan.quick_wins import QuickWinMarks
from reference import planning as definitions
from tests.pages.two_people import (
    BUDI,
    CRITERIA,
    PLAN,
    REGION,
    Form,
    click,
    edit,
    field,
    filled,
    settle,
    settled,
)
from workflow.plan import plan_decisions
from workflow.programmes import quick_win_marks


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


QUICK = definitions.shipped_quick_win_list()


PLAN_FORMS = {
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
}
