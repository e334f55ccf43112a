"""Every writing call that may save over a newer one, and how it is told of that.

Beside the calls of `locked_calls` those of the store that pages make themselves. What overwrites nothing
stands in `overwriting_nothing`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from planning.plan.quick_wins import QuickWinMarks
from planning.programmes.alignment import Goal
from planning.programmes.nomenclature import Nomenclature
from storage.results import decisions
from storage.setup import periods
from storage.upload import choices, unstored_files
from storage.values import Actor
from survey.tables.mapping import ColumnMapping
from survey.values import Question
from tests.workflow import locked_calls
from tests.workflow.locked_calls import LABEL, PAIR, REGION, ROADS, ROOM, WORLD, Held, make_programme
from workflow import playlists
from workflow.plan import plan_decisions
from workflow.programmes import duplicates, goals, import_workbook, nomenclature, quick_win_marks, register
from workflow.results import clarify
from workflow.setup import deadline, duty_moves, no_programmes, own_items, setup
from workflow.simulation import saved_scenarios
from workflow.targets import agreed_targets
from workflow.upload import remembered_choices
from workflow.worksheets import worksheets

SARI, BUDI = Actor("Sari", "a" * 32), Actor("Budi", "b" * 32)
YEAR = 2030
GOAL = Goal("rpjmd/1", "rpjmd", "1", "Layanan prima")
ASKED = Question("agency", "Dinkes Kab", "OPD mana?", (("DINKES", "Dinas Kesehatan"), ("SETDA", "Setda")))


@dataclass(frozen=True)
class Told:
    """A call that is told: `look` reads what a form is drawn over, `theirs` is another's save meanwhile.

    `mine` saves over what was looked at. `given`: the parameter that carries it. `before` sets up what the
    form is about.
    """

    look: Callable[[Held], object]
    theirs: Callable[[Held, Actor], object]
    mine: Callable[[Held, Actor, object], object]
    given: str = "seen"
    before: Callable[[Held], object] = lambda _held: None


def _settled(h):
    return plan_decisions.load_plan_decisions(h.store, REGION).settled


def _settle(h, by, day, seen=None):
    plan_decisions.keep_plan_settings(h.store, REGION, {"decided": day}, by=by, seen=seen)


def _votes(h):
    return plan_decisions.read_ballots(h.store, REGION).get("usg", {})


def _vote(h, by, mark, seen):
    given = {"DINKES": {"satu": {"urgensi": mark}}}
    plan_decisions.save_ballots(h.store, REGION, "usg", given, seen, by=by)


def _mark(h, by, mark, seen):
    given = {"satu": QuickWinMarks({"biaya": mark})}
    quick_win_marks.save_quick_win_marks(h.store, REGION, given, by=by, looked_at=seen)


def _written(h):
    return register.load_register(h.store, REGION).numbers


def _rename(h, by, name, seen=None):
    register.save_programmes(h.store, REGION, {"satu": make_programme("satu", name)}, by=by, seen=seen)


def _kept_goals(h):
    return goals.load_goals(h.store, REGION)


def _goal(h, by, text, seen=None):
    goals.save_goals(h.store, REGION, [replace(GOAL, text=text)], by, seen)


def _link(h, by, served, seen=None):
    goals.link_programmes_to_goals(h.store, REGION, {"satu": served}, by, seen)


def _nomenclatures(h):
    return nomenclature.load_nomenclatures(h.store, REGION).numbers


def _load_names(h, by, name, seen=None):
    nomenclature.save_nomenclature(h.store, REGION, Nomenclature(2025, {"1": name}), by=by, seen=seen)


def _level(h, by, write, level, seen=None):
    reason = {"reason" if write is clarify.agree_level else "note": "Rapat"}
    write(h.store, h.scope, REGION, "GOV1.1", level, by=by, said_by="Forum", seen=seen, **reason)


def _decision(kind):
    def look(h):
        place = (h.store, h.scope.period_id, h.scope.instrument_id, REGION)
        past = decisions.list_decision_history(*place, "GOV1.1")
        past = past[(past["kind"] == kind) & past["undone_at"].isna()]
        return int(past["id"].iloc[0]) if len(past) else 0

    return look


def _deadline(h):
    return deadline.read_answer_deadline(h.store, h.scope, REGION)


def _due(h, by, day, seen):
    deadline.set_answer_deadline(h.store, h.scope, REGION, deadline.DeadlineChange(seen, day), by)


def _led(h):
    """Who leads GOV1.1."""
    return locked_calls.duty_move(h, "").seen


def _hand(h, by, opd, seen=None):
    move = duty_moves.DutyMove("GOV1.1", seen or _led(h), opd)
    duty_moves.move_duty(h.store, h.scope, REGION, move, by)


def _without(h):
    return no_programmes.list_without_programmes(h.store, h.scope, REGION)


def _note(h, by, said, seen=None):
    no_programmes.save_no_programmes(h.store, h.scope, REGION, said, by, seen)


OWN = {"TAM.01": ROADS}


def _items(h):
    return own_items.number_own_items(h.store, h.scope, REGION)


def _withdraw(h, by, seen):
    own_items.withdraw_own_items(h.store, h.scope, REGION, {"TAM.01": seen["TAM.01"]}, by)


def _roster(h):
    return setup.seen_roster(*setup.roster_of(h.store, REGION, h.scope.period_id))


def _renamed(h, by, name, seen=None):
    roster = setup.roster_of(h.store, REGION, h.scope.period_id)[0]
    named = roster.assign(name=roster["name"].where(roster["opd"] != "DINKES", name))
    setup.save_roster(h.store, h.scope, REGION, named, by, seen)


def _scenarios(h):
    return saved_scenarios.load_scenarios(h.store, WORLD, LABEL)


def _play(h, by, level, seen=None):
    other = replace(WORLD, levels={"GOV1.1": level})
    saved_scenarios.save_scenario(h.store, seen or _scenarios(h), "Satu", other, by)


def _targets(h):
    return agreed_targets.target_numbers_for_year(h.store, REGION, YEAR)


def _aim(h, by, level, seen=None):
    agreed_targets.agree_targets(h.store, h.scope, REGION, YEAR, {"GOV": level}, by=by, seen=seen)


def _recalled(h):
    return remembered_choices.recall_choices(h.store, h.place)


def _answer(h, by, opd, seen=None):
    place = replace(h.place, actor=by)
    remembered_choices.remember_choices(h.store, place, [ASKED], {ASKED.key: opd}, seen)


def _map(h, by, code, seen=None):
    place = replace(h.place, actor=by)
    remembered_choices.remember_mapping(h.store, place, ColumnMapping("tanda", (("Skor", code),)), seen)


def _joins(h):
    return worksheets.number_line_joins(h.store, ROOM)


def _lines(h):
    return [
        locked_calls.MergedLine((line,))
        for line in worksheets.read_worksheet(h.store, ROOM, "gov").lines.values()
    ]


def _join(h, by, seen=None, *, turned=False):
    together = _lines(h)[::-1] if turned else _lines(h)
    worksheets.join_lines(h.store, ROOM, together, by, seen)


def _split(h, by, seen=None):
    lines = tuple(worksheets.read_worksheet(h.store, ROOM, "gov").lines.values())
    worksheets.split_joined_lines(h.store, ROOM, locked_calls.MergedLine(lines), by, seen)


def _code(h, by, cause, seen=None):
    rows = locked_calls.coded_obstacles().assign(cause=cause)
    rows = rows if seen is None else rows.assign(number=seen)
    worksheets.save_obstacle_causes(h.store, ROOM, rows, by)


def _codes(h):
    found = worksheets.CODES.read(h.store, REGION, LABEL).numbers
    return found.get(worksheets.obstacle_key(locked_calls.coded_obstacles().iloc[0].to_dict()), 0)


def _list_key(h):
    return next(iter(playlists.LISTS.histories(h.store)))


def _list_number(h):
    return next(iter(playlists.number_playlists(h.store).values()), 0)


def _show(h, by, slides, seen=None):
    playlists.replace_playlist_slides(h.store, _list_key(h), slides, by, seen)


def _own_list(h):
    playlists.create_playlist(h.store, "Hari 1", ["profil"], SARI)


def _choice(h):
    kept = choices.list_choices(h.store, REGION, ["agency"])
    return kept[0] if kept else None


def _chosen(h):
    _answer(h, SARI, "DINKES")


def _period(h):
    return next(one for one in periods.list_periods(h.store) if one.starts.year == 2031)


def _empty_period(h):
    setup.ensure_yearly_period(h.store, 2031, SARI)


def _call_period(h, by, label, seen=None):
    periods.correct_period(h.store, replace(_period(h), label=label), by, seen)


def _file_of_nobody(h):
    one = unstored_files.UnstoredFile(REGION, "", "tanpa nama.xlsx", "1" * 64, "refused", "Rusak")
    place = (h.scope.period_id, h.scope.instrument_id)
    unstored_files.keep_unstored_files(h.store, *place, [one], SARI)


def _nobodys(h):
    listed = unstored_files.list_unstored_files(h.store, h.scope.period_id, h.scope.instrument_id, REGION)
    return next(file for file in listed if file.name == "tanpa nama.xlsx")


def _assign(h, by, opd, seen):
    unstored_files.assign_unstored_file(h.store, _nobodys(h).id, opd, by, seen)


FIRST, OTHER, THIRD = date(2026, 6, 2), date(2026, 6, 3), date(2026, 6, 4)
TOLD: dict[str, Told] = {
    "workflow.entries.Entries.save": Told(
        _written,
        lambda h, by: _rename(h, by, "Klinik malam"),
        lambda h, by, seen: register.PROGRAMMES.save(
            h.store, {"satu": make_programme("satu", "Klinik pagi")}, REGION, by=by, seen=seen
        ),
    ),
    "workflow.plan.plan_decisions.keep_plan_settings": Told(
        _settled, lambda h, by: _settle(h, by, FIRST), lambda h, by, seen: _settle(h, by, OTHER, seen)
    ),
    "workflow.plan.plan_decisions.save_ballots": Told(
        _votes,
        lambda h, by: _vote(h, by, 2.0, {}),
        lambda h, by, seen: _vote(h, by, 5.0, seen),
        "looked_at",
    ),
    "workflow.programmes.quick_win_marks.save_quick_win_marks": Told(
        lambda h: quick_win_marks.read_quick_win_marks(h.store, REGION),
        lambda h, by: _mark(h, by, 1.0, None),
        lambda h, by, seen: _mark(h, by, 4.0, seen),
        "looked_at",
    ),
    "workflow.programmes.duplicates.join_programmes": Told(
        lambda h: register.load_register(h.store, REGION),
        lambda h, by: _rename(h, by, "Klinik malam"),
        lambda h, by, seen: duplicates.join_programmes(
            h.store, REGION, seen.programmes, "satu", "dua", by=by, seen=seen.numbers
        ),
    ),
    "workflow.programmes.duplicates.forget_pair_judgements": Told(
        lambda h: duplicates.suspected_duplicates(h.store, REGION, {})[1],
        lambda h, by: duplicates.keep_pair_apart(h.store, REGION, replace(PAIR, place="ECO"), by=by),
        lambda h, by, seen: duplicates.forget_pair_judgements(h.store, REGION, seen, by=by),
    ),
    "workflow.programmes.goals.link_programmes_to_goals": Told(
        lambda h: {"satu": _kept_goals(h).link_numbers.get("satu", 0)},
        lambda h, by: _link(h, by, ["t1"]),
        lambda h, by, seen: _link(h, by, ["t2"], seen),
    ),
    "workflow.programmes.goals.remove_goals": Told(
        lambda h: _kept_goals(h).numbers,
        lambda h, by: _goal(h, by, "Layanan cepat"),
        lambda h, by, seen: goals.remove_goals(h.store, REGION, [GOAL.key], by, seen),
        before=lambda h: _goal(h, SARI, "Layanan prima"),
    ),
    "workflow.programmes.goals.save_goals": Told(
        lambda h: _kept_goals(h).numbers,
        lambda h, by: _goal(h, by, "Layanan cepat"),
        lambda h, by, seen: _goal(h, by, "Layanan murah", seen),
    ),
    "workflow.programmes.import_workbook.save_import": Told(
        _written,
        lambda h, by: register.save_programmes(
            h.store, REGION, {"tiga": make_programme("tiga", "Dari Budi")}, by=by
        ),
        lambda h, by, seen: import_workbook.save_import(
            h.store,
            REGION,
            replace(locked_calls.preview_import(h), numbers={"tiga": seen.get("tiga", 0)}),
            by=by,
        ),
        "found",
    ),
    "workflow.programmes.nomenclature.remove_nomenclature": Told(
        _nomenclatures,
        lambda h, by: _load_names(h, by, "Urusan wajib"),
        lambda h, by, seen: nomenclature.remove_nomenclature(h.store, REGION, 2025, by=by, seen=seen),
    ),
    "workflow.programmes.nomenclature.save_nomenclature": Told(
        _nomenclatures,
        lambda h, by: _load_names(h, by, "Urusan wajib"),
        lambda h, by, seen: _load_names(h, by, "Urusan pilihan", seen),
    ),
    "workflow.programmes.register.save_programmes": Told(
        _written,
        lambda h, by: _rename(h, by, "Klinik malam"),
        lambda h, by, seen: _rename(h, by, "Klinik pagi", seen),
    ),
    "workflow.results.clarify.agree_level": Told(
        _decision("agreed"),
        lambda h, by: _level(h, by, clarify.agree_level, 2.0),
        lambda h, by, seen: _level(h, by, clarify.agree_level, 4.0, seen),
    ),
    "workflow.results.clarify.verify_level": Told(
        _decision("verified"),
        lambda h, by: _level(h, by, clarify.verify_level, 2.0),
        lambda h, by, seen: _level(h, by, clarify.verify_level, 4.0, seen),
    ),
    "workflow.setup.deadline.set_answer_deadline": Told(
        _deadline,
        lambda h, by: _due(h, by, FIRST, _deadline(h)),
        lambda h, by, seen: _due(h, by, OTHER, seen),
        "change",
    ),
    "workflow.setup.duty_moves.move_duty": Told(
        _led,
        lambda h, by: _hand(h, by, "DINKES"),
        lambda h, by, seen: _hand(h, by, "DISKOMINFO", seen),
        "move",
    ),
    "workflow.setup.no_programmes.save_no_programmes": Told(
        _without,
        # There and back: what was noted is another's note now.
        lambda h, by: (_note(h, by, {"SETDA": False}), _note(h, by, {"SETDA": True})),
        lambda h, by, seen: _note(h, by, {"SETDA": False}, seen),
        before=lambda h: _note(h, SARI, {"SETDA": True}),
    ),
    "workflow.setup.own_items.withdraw_own_items": Told(
        lambda h: _items(h),
        # There and back: what was asked is another's entry now.
        lambda h, by: (
            _withdraw(h, by, _items(h)),
            own_items.OWN_ITEMS.save(h.store, OWN, REGION, LABEL, by=by),
        ),
        lambda h, by, seen: _withdraw(h, by, seen),
    ),
    "workflow.setup.setup.save_roster": Told(
        _roster,
        lambda h, by: _renamed(h, by, "Dinas Kesehatan dan KB"),
        lambda h, by, seen: _renamed(h, by, "Dinas Kesehatan dan Pengendalian Penduduk", seen),
    ),
    "workflow.simulation.saved_scenarios.remove_saved_scenario": Told(
        _scenarios,
        lambda h, by: _play(h, by, 2.0),
        lambda h, by, seen: saved_scenarios.remove_saved_scenario(h.store, seen, "Satu", by),
        "kept",
    ),
    "workflow.simulation.saved_scenarios.save_scenario": Told(
        _scenarios, lambda h, by: _play(h, by, 2.0), lambda h, by, seen: _play(h, by, 5.0, seen), "kept"
    ),
    "workflow.targets.agreed_targets.agree_target": Told(
        lambda h: _targets(h).get("GOV", 0),
        lambda h, by: _aim(h, by, 3.0),
        lambda h, by, seen: agreed_targets.agree_target(
            h.store, h.scope, REGION, "GOV", YEAR, 4.0, by=by, seen=seen
        ),
    ),
    "workflow.targets.agreed_targets.agree_targets": Told(
        _targets, lambda h, by: _aim(h, by, 3.0), lambda h, by, seen: _aim(h, by, 4.0, seen)
    ),
    "workflow.upload.remembered_choices.remember_choices": Told(
        _recalled, lambda h, by: _answer(h, by, "DINKES"), lambda h, by, seen: _answer(h, by, "SETDA", seen)
    ),
    "workflow.upload.remembered_choices.remember_mapping": Told(
        _recalled, lambda h, by: _map(h, by, "GOV1.1"), lambda h, by, seen: _map(h, by, "GOV1.2", seen)
    ),
    "workflow.worksheets.worksheets.join_lines": Told(
        _joins,
        lambda h, by: (_split(h, by), _join(h, by)),
        lambda h, by, seen: _join(h, by, seen, turned=True),
    ),
    "workflow.worksheets.worksheets.split_joined_lines": Told(
        _joins,
        lambda h, by: (_split(h, by), _join(h, by)),
        lambda h, by, seen: _split(h, by, seen),
    ),
    "workflow.worksheets.worksheets.save_obstacle_causes": Told(
        _codes,
        lambda h, by: _code(h, by, "Anggaran"),
        lambda h, by, seen: _code(h, by, "SDM", seen),
        "rows",
    ),
    "workflow.playlists.remove_playlist": Told(
        _list_number,
        lambda h, by: _show(h, by, ["kesenjangan"]),
        lambda h, by, seen: playlists.remove_playlist(h.store, _list_key(h), by, seen),
        before=_own_list,
    ),
    "workflow.playlists.replace_playlist_slides": Told(
        _list_number,
        lambda h, by: _show(h, by, ["kesenjangan"]),
        lambda h, by, seen: _show(h, by, ["profil", "kesenjangan"], seen),
        before=_own_list,
    ),
    "storage.upload.choices.change_choice": Told(
        _choice,
        lambda h, by: _answer(h, by, "SETDA"),
        lambda h, by, seen: choices.change_choice(h.store, seen, "DISDIK", by),
        "kept",
        before=_chosen,
    ),
    "storage.upload.choices.forget_choices": Told(
        _choice,
        lambda h, by: _answer(h, by, "SETDA"),
        lambda h, by, seen: choices.forget_choices(h.store, [seen], by),
        "gone",
        before=_chosen,
    ),
    "storage.setup.periods.correct_period": Told(
        _period,
        lambda h, by: _call_period(h, by, "2031 awal"),
        lambda h, by, seen: _call_period(h, by, "2031 akhir", seen),
        before=_empty_period,
    ),
    "storage.upload.unstored_files.assign_unstored_file": Told(
        lambda h: _nobodys(h).opd,
        lambda h, by: _assign(h, by, "DINKES", ""),
        lambda h, by, seen: _assign(h, by, "SETDA", seen),
        before=_file_of_nobody,
    ),
}
