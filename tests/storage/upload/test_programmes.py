"""What OPD listed in their forms, as it stands."""

from datetime import date

from storage.setup import periods
from storage.upload import batches, programmes
from storage.values import Submission
from survey.values import ReportedProgramme
from tests.storage.scene import ACTOR, NGANJUK, Scene, file, sent


def listed(scene, *names, content="", opd="DINKES"):
    one = sent(opd, {"A": 3.0})
    given = tuple(
        ReportedProgramme(name, "Living", budget=1.5e9, row=8 + at) for at, name in enumerate(names)
    )
    scene.keep(
        file("a.xlsx", content or "".join(names)),
        submissions=(Submission(one.region, opd, one.slot, 0, one.answers, given),),
    )


def test_those_of_the_version_in_force_with_year_file_and_row(scene):
    listed(scene, "Lama")
    listed(scene, "Baru", "Kedua")
    rows = programmes.list_form_programmes(scene.store, NGANJUK)
    columns = ["year", "opd", "name", "budget", "file", "row"]
    assert rows[columns].values.tolist() == [
        [2026, "DINKES", "Baru", 1.5e9, "a.xlsx", 8],
        [2026, "DINKES", "Kedua", 1.5e9, "a.xlsx", 9],
    ]
    batches.undo_last_upload(scene.store, scene.period_id, NGANJUK, ACTOR)
    assert list(programmes.list_form_programmes(scene.store, NGANJUK)["name"]) == ["Lama"]


def test_sample_periods_are_told_apart_from_real_ones(scene):
    assert not programmes.has_only_sample_data(scene.store, NGANJUK)
    day = date(2027, 1, 1)
    period = periods.add_period(scene.store, "2027 contoh", day, day, ACTOR, sample=True)
    listed(Scene(scene.store, period.id, scene.instrument_id), "Contoh")
    assert programmes.has_only_sample_data(scene.store, NGANJUK)
    assert programmes.list_form_programmes(scene.store, NGANJUK).empty
    assert list(programmes.list_form_programmes(scene.store, NGANJUK, sample=True)["name"]) == ["Contoh"]
    listed(scene, "Nyata")
    assert not programmes.has_only_sample_data(scene.store, NGANJUK)
    assert list(programmes.list_form_programmes(scene.store, NGANJUK)["name"]) == ["Nyata"]
