"""Changes of what a region in a package says that keep its shape: entries, counts, levels, OPD codes."""

from __future__ import annotations

import json
import random

from benchmarks import package_values
from workflow.package import caps

Members = dict[str, bytes]


def _region(drawn: random.Random, members: Members) -> str:
    return drawn.choice([name for name in members if name.startswith("daerah/")])


def change_entries_within(drawn: random.Random, members: Members) -> None:
    """What an entry says changed within its text, the text cut, or the entry of another kind."""
    name = _region(drawn, members)
    tree = json.loads(members[name])
    kinds = sorted({one["kind"] for one in tree["entries"]})
    kind = drawn.choice(kinds)
    entry = drawn.choice([one for one in tree["entries"] if one["kind"] == kind])
    match drawn.randrange(4):
        case 0:
            entry["text"] = entry["text"][: drawn.randrange(len(entry["text"]) + 1)]
        case 1:
            entry["kind"] = drawn.choice([*kinds, "playlist", "package_load", "worksheet-", "audit"])
        case _:
            entry["text"] = _changed_within(drawn, entry["text"])
    members[name] = package_values.dump_json(tree)


def _changed_within(drawn: random.Random, text: str) -> str:
    holder, key = package_values.draw_place(drawn, said := json.loads(text))
    draw = package_values.draw_value
    holder[key] = (
        package_values.draw_likely(drawn, said, key, holder[key])
        if drawn.random() < 0.4
        else draw(drawn, holder[key])
    )
    return package_values.dump_json(said).decode("utf-8", "replace")


def change_counts_within(drawn: random.Random, members: Members) -> None:
    """Sound entries or periods about as many as may be, or far more."""
    name = _region(drawn, members)
    tree = json.loads(members[name])
    if drawn.random() < 0.5:
        one = drawn.choice([one for one in tree["entries"] if one["kind"] == "goal-links"])
        more = caps.ENTRIES - len(tree["entries"]) + drawn.choice((-4_900, 1, 3_000))
        tree["entries"] += [{**one, "key": f"{one['key']}-{at}"} for at in range(more)]
    else:
        one = drawn.choice(tree["assessments"])
        bare = {**one, "batch": {**one["batch"], "submissions": [], "values": [], "leaves": []}}
        more = drawn.choice((3, caps.PERIODS, caps.ASSESSMENTS, 700))
        tree["assessments"] += [{**bare, "period": f"periode {at}"} for at in range(more)]
    members[name] = package_values.dump_json(tree)


def change_levels_within(drawn: random.Random, members: Members) -> None:
    """A level between two, where an answer, its verified value or a decision stands."""
    name = _region(drawn, members)
    tree = json.loads(members[name])
    named = drawn.choice(("value", "verified"))
    holders = package_values.list_holders(tree, dict)
    found = [one for one in holders if isinstance(one.get(named), int | float)]
    drawn.choice(found)[named] = drawn.choice((1.5, 2.25, 3.999, 4 + 2**-40))
    members[name] = package_values.dump_json(tree)


def change_codes_within(drawn: random.Random, members: Members) -> None:
    """An OPD under a code that none has, or under another spelling of its own."""
    name = _region(drawn, members)
    tree = json.loads(members[name])
    row = drawn.choice(tree["roster"])
    odd = drawn.choice(("../../x", "A B", "", "A/B", "=1", row["opd"].lower(), "OPD\n", "\u0661", "A" * 600))
    if drawn.random() < 0.5:
        tree["roster"].append({**row, "opd": odd})
    else:
        row[drawn.choice(("opd", "vote", "code", "predecessor"))] = odd
    members[name] = package_values.dump_json(tree)
