"""What is read, stored and loaded again scores bit for bit what it scores without a store."""

import pytest

from reference import instruments
from storage.results import answers
from storage.results.node_values import leaves_as_text, leaves_from_text
from storage.upload import batches
from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from survey.values import SourceFile
from tests.survey.making import book
from tests.workflow import unstored
from tests.workflow.published_tables import DENPASAR, KOMINFO_2022, KOMINFO_2023, MALANG, SPBE_2024
from tests.workflow.survey_scene import (
    ACTOR,
    KESIAPAN,
    NGANJUK,
    ROSTERS,
    Room,
    answered,
    asked,
    everybody,
    form,
    kept,
    leader,
    not_applicable,
    read,
    same,
)
from workflow.results import assess, published, score_table, stored_data

LEAVES = KESIAPAN.framework.leaves
MIXED = {code: float(1 + place * 7 % 5) for place, code in enumerate(LEAVES)}
MAY_NOT_APPLY = [code for code in LEAVES if KESIAPAN.framework.node(code).tags.get("may_not_apply")]


def scored(files, instrument=KESIAPAN, rosters=ROSTERS, weights=None):
    """The result without a store."""
    readings = read(files, instrument, rosters, weights=weights)
    return assess.score_regions(unstored.data(readings, instrument, rosters, weights))


def versions(room):
    return batches.list_submission_versions(
        room.store, room.scope.period_id, room.scope.instrument_id, NGANJUK
    )


def test_filled_templates(room):
    files = everybody(MIXED)
    room.keep(*files)
    same(room.result(), scored(files))
    assert room.result().scores.loc[NGANJUK, "INDEKS"] > 1


def test_templates_with_blanks_evidence_and_what_does_not_apply(room):
    led = asked("DINKES", "lead")
    switched_off = MAY_NOT_APPLY[0]
    files = [
        form("DINKES", answered(led[0], 4.0, evidence="SK 1/2025"), answered(led[1], 2.0)),
        form(leader(switched_off), not_applicable(switched_off)),
    ]
    room.keep(*files)
    same(room.result(), scored(files))
    given = room.result().part(NGANJUK).indicators
    assert given.not_applicable.loc[NGANJUK, switched_off]
    assert given.evidence.loc[NGANJUK, led[0]]


def test_a_survey_with_respondents_by_rows(room):
    names = ("Dinas Kesehatan", "Dinas Komunikasi dan Informatika", "Sekretariat Daerah")
    rows = [
        ["Kab. Nganjuk", name, *((place + at) % 6 or "-" for at in range(len(LEAVES)))]
        for place, name in enumerate(names)
    ]
    file = SourceFile("survei.xlsx", book(("Respons", [["Kabupaten", "Nama OPD", *LEAVES], *rows])))
    assert len(room.keep(file).new) == 3
    same(room.result(), scored([file]))
    details = answers.list_answer_details(room.store, room.scope.period_id, room.scope.instrument_id, NGANJUK)
    last = details[(details["opd"] == "SETDA") & (details["indicator"] == LEAVES[1])].iloc[0]
    assert (last["claimed"], last["file"], last["sheet"], last["cell"]) == (3.0, file.name, "Respons", "D4")
    again = room.keep(file)
    assert (len(again.unchanged), again.new, again.replaced) == (3, (), ())
    rows[2][3] = 5
    changed = room.keep(
        SourceFile("survei.xlsx", book(("Respons", [["Kabupaten", "Nama OPD", *LEAVES], *rows])))
    )
    assert len(changed.replaced) == 3
    assert set(versions(room)["version"]) == {1, 2}


@pytest.mark.parametrize("source", [KOMINFO_2023, KOMINFO_2022, MALANG, DENPASAR, SPBE_2024])
def test_published_tables(engine, source):
    instrument = instruments.load_instrument(source.instrument)
    room = Room(engine, instrument, {})
    file = SourceFile(source.name, source.path.read_bytes())
    room.keep(file, weights=source.weights)
    own, direct = room.result(), scored([file], instrument, {}, source.weights)
    same(own, direct)
    assert own.absent == direct.absent
    assert dict(own.weight_sets) == dict(direct.weight_sets)
    left, right = (score_table.scores_table(result, "P") for result in (own, direct))
    assert left.equals(right.astype(left.dtypes))
    verdicts = [
        {(row["region"], row["node"]): row["verdict"] for row in published.compare_published_figures(result)}
        for result in (own, direct)
    ]
    assert verdicts[0] == verdicts[1]


def test_one_region_of_many_scores_as_in_the_whole(engine):
    instrument = instruments.load_instrument("kominfo")
    room = Room(engine, instrument, {})
    room.keep(SourceFile(KOMINFO_2023.name, KOMINFO_2023.path.read_bytes()))
    whole = room.result()
    for region in whole.regions[:3]:
        alone = room.result(region)
        assert alone.regions == (region,)
        assert alone.scores.loc[region].equals(whole.scores.loc[region, alone.scores.columns])


def test_question_leaves_survive_the_store():
    instrument = instruments.load_instrument("kominfo")
    file = SourceFile(MALANG.name, MALANG.path.read_bytes())
    (reading,) = read_batch([file], ReadingContext(instrument, weights=MALANG.weights))
    assert leaves_from_text(leaves_as_text(reading.leaves)) == reading.leaves


def test_one_bad_file_of_many_keeps_the_others(room):
    bad = SourceFile("rusak.xlsx", b"PK\x03\x04")
    room.keep(*everybody(3.0), bad)
    assert room.result().scores.loc[NGANJUK, "INDEKS"] == 3.0
    assert "rusak.xlsx" not in set(versions(room)["file"])


def test_the_same_files_twice_change_nothing(room):
    files = everybody(MIXED)
    first = room.keep(*files)
    before = versions(room)
    again = room.keep(*files)
    assert (len(again.new), len(again.replaced), again.batch_id) == (0, 0, None)
    assert len(again.unchanged) == len(first.new)
    assert versions(room).equals(before)


def test_a_new_version_replaces_only_its_own_submission(room):
    files = everybody(3.0)
    room.keep(*files)
    led = asked("DINKES", "lead")
    newer = form("DINKES", *(answered(code, 5.0) for code in led), name="baru.xlsx")
    kept = room.keep(newer)
    assert [target.opd for target in kept.replaced] == ["DINKES"]
    values = room.result().part(NGANJUK).indicators.values.loc[NGANJUK]
    assert set(values[led]) == {5.0}
    assert set(values.drop(led)) == {3.0}
    assert sorted(versions(room).query("opd == 'DINKES'")["version"]) == [1, 2]


def test_undoing_an_upload_brings_back_the_scores_bit_for_bit(room):
    room.keep(*everybody(MIXED))
    before = room.result()
    room.keep(form("DINKES", *(answered(code, 5.0) for code in asked("DINKES", "lead")), name="baru.xlsx"))
    assert room.result().scores.loc[NGANJUK, "INDEKS"] != before.scores.loc[NGANJUK, "INDEKS"]
    batches.undo_last_upload(room.store, room.scope.period_id, NGANJUK, ACTOR)
    same(room.result(), before)


def test_files_that_wait_for_a_choice_are_not_stored(room):
    led = asked("DINKES", "lead")
    twice = [form("DINKES", answered(led[0], level), name=f"{level}.xlsx") for level in (2.0, 4.0)]
    assert room.keep(*twice).batch_id is None
    assert len(room.result().regions) == 0


def test_nothing_uploaded_gives_an_empty_result(room):
    assert room.result().regions == ()
    assert score_table.scores_table(room.result(), "P").empty
    assert stored_data.instrument_of_scope(room.store, room.scope) == KESIAPAN


def test_files_of_several_regions_score_each_with_its_own_opd():
    health = [code for code in LEAVES if KESIAPAN.framework.node(code).tags["lead"] == "kesehatan"]
    code = health[0]
    files = [
        form("DINKES", answered(code, 2.0)),
        form("DINKES", answered(code, 5.0), name="b.xlsx", region="35.14"),
    ]
    result = assess.score_regions(kept(read_batch(files, ReadingContext(KESIAPAN)), rosters={}))
    assert result.scores[code].to_dict() == {NGANJUK: 2.0, "35.14": 5.0}
