"""Entries in a package: every kind is read with its own codec and held to what our forms let in."""

import ast
import importlib
import itertools
import json
import random
import re
from pathlib import Path

import pytest

from benchmarks import package_entries, package_values, packages_kept
from planning.programmes.programme import Programme
from storage import entries
from storage.values import Actor
from tests.workflow.package.test_members import (
    REGION,
    answer,
    assessment,
    members,  # noqa: F401
    problem,
    with_region,
)
from workflow.entries import Entries
from workflow.package import caps, gather
from workflow.package.archive import read_package, write_package
from workflow.package.contents import PackedEntry
from workflow.package.entry_checks import check_entry
from workflow.package.entry_kinds import KINDS, find_entry_kind
from workflow.package.malformed import MalformedError

ROOT = Path(__file__).resolve().parents[3]
OF_NO_REGION = {"playlist", "package_load"}
HONEST = package_entries.list_honest_entries()


def entry(kind, key, text):
    return PackedEntry(kind, "", key, text, "DLH")


def refusal(kind, key, text):
    try:
        check_entry(entry(kind, key, text))
    except MalformedError as error:
        return str(error)
    return ""


def test_every_kind_of_the_product_can_be_read():
    """A new `Entries` that is in no package's registry fails here, wherever it is made."""
    found, beside = {}, []
    for file in sorted((ROOT / "workflow").rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        calls = re.findall(r"\bEntries\(", text)
        if not calls or file.name in ("entries.py",):
            continue
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        own = [one for one in vars(importlib.import_module(name)).values() if isinstance(one, Entries)]
        found |= {one.kind: one for one in own}
        inside = [
            node.name
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef) and "Entries(" in ast.unparse(node)
        ]
        beside += inside
    assert beside == ["group_entries"]
    assert found.keys() - OF_NO_REGION == KINDS.keys()
    assert {kind: found[kind] for kind in KINDS} == dict(KINDS)


@pytest.mark.parametrize("group", ["GOV", "umum", "suprastruktur", "alam raya", "D1.2"])
def test_groups_of_a_room_have_a_kind_each(group):
    assert find_entry_kind(f"worksheet-{group}").kind == f"worksheet-{group}"


@pytest.mark.parametrize("kind", ["audit", "playlist", "worksheet-", "worksheet- a", "worksheet-a\n", ""])
def test_other_kinds_are_none(kind):
    assert find_entry_kind(kind) is None
    assert "tidak dikenal" in refusal(kind, "k", "{}")


def test_honest_entries_of_every_kind_pass():
    assert {kind for kind in HONEST if kind in KINDS} == set(KINDS)
    for kind, texts in HONEST.items():
        assert [refusal(kind, key, text) for key, text in texts.items()] == [""] * len(texts)


@pytest.mark.parametrize("kind", sorted(set(HONEST) - {"programme_apart", "worksheet-joins"}))
def test_texts_of_another_shape_are_refused(kind):
    key = next(iter(HONEST[kind]))
    for text in ("{bad", "[", "7", '{"a":1', '"x', "\ud800", "[" * 50_000):
        assert refusal(kind, key, text), text


@pytest.mark.parametrize("kind", sorted(HONEST))
def test_whatever_is_changed_within_an_entry_is_refused_or_sound(kind):
    """Drawn: what passes is read by the codec, and no number, text, year or day is out of bounds."""
    passed = refused = 0
    for seed in range(150):
        drawn = random.Random(f"{kind} {seed}")
        key, text = drawn.choice(list(HONEST[kind].items()))
        try:
            tree = json.loads(text)
            holder, place = package_values.draw_place(drawn, tree)
        except (ValueError, IndexError, TypeError):
            changed = drawn.choice(("x" * 9_000, text + "!" * 9_000, ""))
        else:
            holder[place] = package_values.draw_value(drawn, holder[place])
            changed = package_values.dump_json(tree).decode("utf-8", "replace")
        said = refusal(kind, key, changed)
        passed, refused = passed + (not said), refused + bool(said)
        if not said:
            value = find_entry_kind(kind).codec_of(key).decode(changed)
            assert "e+30" not in repr(value)
            assert len(repr(value)) < 40_000
    assert refused


BOUNDS = {
    "a cost long ago": {"costs": {"-99999999999": 1.0}},
    "a cost in a year without end": {"costs": {"9" * 30: 1.0}},
    "a cost without end": {"costs": {"2026": 1e300}},
    "a cost above any": {"costs": {"2026": 1.1e14}},
    "a cost below nothing": {"costs": {"2026": -1}},
    "more done than all": {"realisation": {"2026": {"done": 101}}},
    "done in no year": {"realisation": {"26": {"done": 1}}},
    "run since nobody lived": {"since": 26},
    "a target without end": {"target": 1e308},
    "a baseline without end": {"baseline": -1e308},
    "a day of the year 1": {"start": "0001-01-01"},
    "a day of the year 9999": {"end": "9999-12-31"},
    "the key of another": {"key": "zz"},
    "a name without end": {"name": "x" * 9_000},
    "a level without end": {"lifts": {"GOV1.1": 1e16}},
}


@pytest.mark.parametrize("name", BOUNDS)
def test_a_programme_is_held_to_the_bounds_of_its_forms(name):
    text = json.dumps({"key": "y", "name": "Program", **BOUNDS[name]})
    assert refusal("programme", "y", text)
    assert len(refusal("programme", "y", text)) < 500


HORIZON = {"first": 2026, "last": 2035, "short": 1, "medium": 3, "rpjmd_first": 2025, "rpjmd_years": 5}
SETTLED = [
    *(("horizon", HORIZON | odd) for odd in ({"last": 10**12}, {"rpjmd_years": 0}, {"short": 9})),
    ("ceiling", {"rupiah": -1}),
    ("ceiling", {"rupiah": 1, "year": 20_260}),
    ("dates 99999", {"rkpd": "2026-01-01"}),
    ("dates nanti", {"rkpd": "2026-01-01"}),
    ("weights", {"dampak": 1.0}),
]


@pytest.mark.parametrize(("key", "value"), SETTLED)
def test_what_a_room_settles_is_held_to_its_bounds(key, value):
    assert refusal("plan", key, json.dumps(value))


def test_marks_outside_their_scale_are_refused():
    ((key, text),) = HONEST["tally"].items()
    body, marks = next(iter(json.loads(text).items()))
    for mark in (-1, 0, 99, 1e12):
        assert refusal("tally", key, json.dumps({body: dict.fromkeys(marks, mark)}))
    for mark in (-1, 5, 1e9):
        assert refusal("quick_win", "h0", json.dumps({"marks": {"manfaat": mark}}))


@pytest.mark.parametrize("more", [-1, 0, 1, 7_000])
def test_a_region_has_no_more_entries_than_any_could(members, more):  # noqa: F811
    def fill(tree):
        lacking = caps.ENTRIES - len(tree["entries"]) + more
        one = {"kind": "goal-links", "period": "", "text": "[]", "by": "x"}
        tree["entries"] += [{**one, "key": f"k{at}"} for at in range(lacking)]

    said = problem(with_region(members, fill))
    assert said == "" if more <= 0 else f"memuat {caps.ENTRIES + more} isian" in said


def test_all_regions_together_have_no_more_entries_than_are_written_in_one_step(members, monkeypatch):  # noqa: F811
    count = len(json.loads(members[REGION])["entries"])
    monkeypatch.setattr(caps, "PACKAGE_ENTRIES", count)
    assert problem(members) == ""
    monkeypatch.setattr(caps, "PACKAGE_ENTRIES", count - 1)
    assert "terlalu besar" in problem(members)


@pytest.mark.parametrize("count", [2, caps.PERIODS, caps.PERIODS + 1, 600])
def test_a_region_has_no_more_periods_than_any_could(members, count):  # noqa: F811
    def fill(tree):
        (one,) = tree["assessments"]
        tree["assessments"] = [{**one, "period": f"p{at}"} for at in range(count)]

    said = problem(with_region(members, fill))
    assert said == "" if count <= caps.PERIODS else said.count("memuat") == 1


@pytest.mark.parametrize("level", [1.5, 2.25, 3.999, 4 + 2**-40])
def test_levels_between_two_are_refused_where_answers_are_whole(members, level):  # noqa: F811
    for change in (
        lambda tree: answer(tree).update(value=level),
        lambda tree: answer(tree).update(verified=level),
        *(lambda tree, at=at: assessment(tree)["decisions"][at].update(value=level) for at in (0, 1)),
    ):
        assert "bukan tingkat yang bulat" in problem(with_region(members, change))
    assert problem(with_region(members, lambda tree: tree["targets"][0].update(value=level))) == ""


CODED = ("opd", "vote", "code", "predecessor")
ODD_CODES = ("../../x", "A B", "A/B", "=1+1", "OPD\\x", "\u0661", "-A", "A-", "A--B", ".", "<b>", "é")


@pytest.mark.parametrize(("code", "field"), [*itertools.product(ODD_CODES, CODED)])
def test_opd_codes_follow_one_rule(members, code, field):  # noqa: F811
    assert "bukan kode OPD" in problem(
        with_region(members, lambda tree: tree["roster"][-1].update({field: code}))
    )


@pytest.mark.parametrize("code", ["../x", "A B"])
def test_who_answers_and_who_is_asked_has_such_a_code(members, code):  # noqa: F811
    def ask(tree):
        assessment(tree)["assigned"][0][1] = code

    def send(tree):
        assessment(tree)["batch"]["submissions"][0]["opd"] = code

    assert all("bukan kode OPD" in problem(with_region(members, change)) for change in (ask, send))


def test_two_spellings_of_a_code_are_one_opd(members):  # noqa: F811
    def add(tree):
        tree["roster"].append({**tree["roster"][0], "opd": tree["roster"][0]["opd"].lower()})

    assert "dua kali" in problem(with_region(members, add))


def test_a_damaged_entry_stays_at_home_and_is_named(tmp_path):
    """Others would refuse the whole package because of it."""
    with packages_kept.open_kept_stores() as stores:
        home = stores[1].engine
        place = entries.EntryScope("programme", packages_kept.NGANJUK)
        entries.save_entries(home, place, {"rusak": "{bad"}, by=Actor("DLH"))
        package = gather.gather_package(home, [packages_kept.NGANJUK])
        assert package.left_out == (f"programme rusak ({packages_kept.NGANJUK})",)
        data = write_package(package)
        assert "rusak" not in {one.key for one in read_package(data).regions[0].entries}
        assert entries.list_entries(home, place)["rusak"].text == "{bad"


def test_programmes_that_wait_for_each_other_travel_as_the_forms_keep_them():
    """The register tells of them on its page; a package of such a register is none to refuse."""
    waiting = Programme("a", "A", after=("a",))
    text = find_entry_kind("programme").texts({"a": waiting})["a"]
    assert refusal("programme", "a", text) == ""
