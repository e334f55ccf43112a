"""What OPD listed in their forms, as it stands."""

from datetime import date

from storage import batches, periods, programmes
from storage.values import Programme, Submission
from tests.storage.scene import ACTOR, NGANJUK, Scene, file, sent


def listed(scene, *names, content="", opd="DINKES"):
    one = sent(opd, {"A": 3.0})
    given = tuple(Programme(name, "Living", budget=1.5e9, row=8 + at) for at, name in enumerate(names))
    scene.keep(
        file("a.xlsx", content or "".join(names)),
        submissions=(Submission(one.region, opd, one.slot, 0, one.answers, given),),
    )


def test_those_of_the_version_in_force_with_year_file_and_row(scene):
    listed(scene, "Lama")
    listed(scene, "Baru", "Kedua")
    rows = programmes.reported(scene.store, NGANJUK)
    columns = ["year", "opd", "name", "budget", "file", "row"]
    assert rows[columns].values.tolist() == [
        [2026, "DINKES", "Baru", 1.5e9, "a.xlsx", 8],
        [2026, "DINKES", "Kedua", 1.5e9, "a.xlsx", 9],
    ]
    batches.undo_last(scene.store, scene.period_id, NGANJUK, ACTOR)
    assert list(programmes.reported(scene.store, NGANJUK)["name"]) == ["Lama"]


def test_sample_periods_are_told_apart_from_real_ones(scene):
    assert not programmes.only_sample(scene.store, NGANJUK)
    day = date(2027, 1, 1)
    period = periods.add(scene.store, "2027 contoh", day, day, ACTOR, sample=True)
    listed(Scene(scene.store, period.id, scene.instrument_id), "Contoh")
    assert programmes.only_sample(scene.store, NGANJUK)
    assert programmes.reported(scene.store, NGANJUK).empty
    assert list(programmes.reported(scene.store, NGANJUK, sample=True)["name"]) == ["Contoh"]
    listed(scene, "Nyata")
    assert not programmes.only_sample(scene.store, NGANJUK)
    assert list(programmes.reported(scene.store, NGANJUK)["name"]) == ["Nyata"]
