"""Mutated packages brought in: each is refused in words or writes what its comparison listed, and no more."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import sys
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import package_changes, package_values, packages_kept
from survey.files.sandbox import Sandbox
from workflow.package import caps
from workflow.package.archive import PackageError, read_package

CONTENTS = "isi.json"
SIGNED = 0.9
"""Of ten packages nine are signed again, so that they pass the checksums."""
LONGEST_SENTENCE = 2_000

Members = dict[str, bytes]
Raw = package_values.Raw


@dataclass(frozen=True)
class MutatedPackage:
    """A package of that number, what was done to it, and its bytes."""

    number: int
    done: tuple[str, ...]
    data: bytes


def draw_package(number: int, seeds: Sequence[bytes]) -> MutatedPackage:
    """The mutated package of that number: the same for the same seeds, whatever ran before."""
    drawn = random.Random(number)
    members = unpack(drawn.choice(seeds))
    done = [_change(drawn, members) for _ in range(drawn.choice((1, 1, 1, 2, 4)))]
    if drawn.random() < SIGNED:
        sign(members)
    else:
        done.append("unsigned")
    names = drawn.choice(list(ARCHIVES)) if drawn.random() < 0.15 else "plain"
    done.append(names)
    return MutatedPackage(number, tuple(done), ARCHIVES.get(names, pack)(drawn, members))


def unpack(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def sign(members: Members) -> None:
    """Put the checksums right, and beside them what is listed that is no member."""
    try:
        contents = json.loads(members[CONTENTS])
        sums = contents["sha256"]
        contents["sha256"] = {
            name: hashlib.sha256(members[name]).hexdigest() if name in members else said
            for name, said in sums.items()
        }
        members[CONTENTS] = json.dumps(contents).encode()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return


def pack(_drawn: random.Random, members: Members) -> bytes:
    """As an archive of ours."""
    return _zip(members.items())


def _zip(members: Any, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", how) as file:
        warnings.simplefilter("ignore")  # of names that stand twice
        for name, data in members:
            file.writestr(name, data)
    return buffer.getvalue()


def _twice(drawn: random.Random, members: Members) -> bytes:
    name = drawn.choice(list(members))
    return _zip([*members.items(), (name, members[drawn.choice(list(members))])])


def _extra(drawn: random.Random, members: Members) -> bytes:
    name = drawn.choice(package_values.NAMES)
    return _zip([*members.items(), (name, members[drawn.choice(list(members))])])


def _nested(drawn: random.Random, members: Members) -> bytes:
    name = drawn.choice(list(members))
    return _zip({**members, name: pack(drawn, members)}.items())


def _bomb(drawn: random.Random, members: Members) -> bytes:
    name = drawn.choice([*members, "daerah/11.01.json"])
    size = drawn.choice((2**20, 20 * 2**20, 40 * 2**20))
    return _zip({**members, name: drawn.choice((b" ", b"[", b"0")) * size}.items())


def _squeezed(drawn: random.Random, members: Members) -> bytes:
    return _zip(members.items(), drawn.choice((zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_STORED)))


def _flipped(drawn: random.Random, members: Members) -> bytes:
    data = bytearray(pack(drawn, members))
    for _ in range(drawn.choice((1, 8, 64))):
        data[drawn.randrange(len(data))] ^= 1 << drawn.randrange(8)
    return bytes(data)


def _cut(drawn: random.Random, members: Members) -> bytes:
    data = pack(drawn, members)
    return data[: drawn.randrange(len(data))]


def _locked(drawn: random.Random, members: Members) -> bytes:
    data = bytearray(pack(drawn, members))
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + flag] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


ARCHIVES: dict[str, Callable[[random.Random, Members], bytes]] = {
    "a member twice": _twice,
    "a member more": _extra,
    "an archive within": _nested,
    "a bomb": _bomb,
    "packed otherwise": _squeezed,
    "bits flipped": _flipped,
    "cut short": _cut,
    "behind a password": _locked,
}


def _change(drawn: random.Random, members: Members) -> str:
    """One change of a kind that its rule draws; the kind."""
    kind = drawn.choices(list(CHANGES), [weight for weight, _ in CHANGES.values()])[0]
    try:
        CHANGES[kind][1](drawn, members)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return f"{kind} (not possible)"
    return kind


def _member(drawn: random.Random, members: Members, folder: str = "") -> str:
    return drawn.choice([name for name in members if name.startswith(folder) and name.endswith(".json")])


def _value(drawn: random.Random, members: Members) -> None:
    """A value somewhere in a member replaced by one that no package of ours has there."""
    name = _member(drawn, members, drawn.choice(("daerah/", "daerah/", "daerah/", "instrumen/", CONTENTS)))
    tree = json.loads(members[name])
    holder, key = package_values.draw_place(drawn, tree)
    holder[key] = package_values.draw_value(drawn, holder[key])
    members[name] = package_values.dump_json(tree)


def _likely(drawn: random.Random, members: Members) -> None:
    """A value replaced by another of its kind, which may well be one that ours could have."""
    name = _member(drawn, members, "daerah/")
    tree = json.loads(members[name])
    holder, key = package_values.draw_place(drawn, tree)
    holder[key] = package_values.draw_likely(drawn, tree, key, holder[key])
    members[name] = package_values.dump_json(tree)


def _keys(drawn: random.Random, members: Members) -> None:
    """A key missing, one more, one under another name, or one twice."""
    name = _member(drawn, members)
    tree = json.loads(members[name])
    holder = package_values.draw_holder(drawn, tree, dict)
    key = drawn.choice(list(holder))
    match drawn.randrange(4):
        case 0:
            del holder[key]
        case 1:
            holder[drawn.choice(package_values.TEXTS)[:100]] = package_values.draw_value(drawn, None)
        case 2:
            holder[f"{key}_lain"] = holder.pop(key)
        case _:
            holder[Raw(f'"{key}": 1, "{key}"')] = holder.pop(key)
    members[name] = package_values.dump_json(tree)


def _lists(drawn: random.Random, members: Members) -> None:
    """Items of a list doubled, gone, turned round, many times over, or of another list."""
    name = _member(drawn, members, "daerah/")
    tree = json.loads(members[name])
    items = package_values.draw_holder(drawn, tree, list)
    at = drawn.randrange(len(items))
    match drawn.randrange(5):
        case 0:
            items.insert(drawn.randrange(len(items)), items[at])
        case 1:
            del items[at]
        case 2:
            items.reverse()
        case 3:
            items.extend([items[at]] * drawn.choice((30, 3_000)))
        case _:
            items.append(package_values.draw_holder(drawn, tree, list)[0])
    members[name] = package_values.dump_json(tree)


def _references(drawn: random.Random, members: Members) -> None:
    """Something named in one place named there otherwise: a node, an OPD, a file, an instrument, a region."""
    name = _member(drawn, members, "daerah/")
    tree = json.loads(members[name])
    named = drawn.choice(("indicator", "opd", "node", "instrument", "region", "file", "kind", "slot", "code"))
    holder = drawn.choice([one for one in package_values.list_holders(tree, dict) if named in one])
    others = [one[named] for one in package_values.list_holders(tree, dict) if named in one]
    odd = [-1, 10**6] if named == "file" else ["TIDAK-ADA", "99.99", "f" * 64, "", "35.23"]
    holder[named] = drawn.choice([*odd, drawn.choice(others)])
    members[name] = package_values.dump_json(tree)


def _switched(drawn: random.Random, members: Members) -> None:
    """A member under the name of another region or instrument, with or without the code inside."""
    name = _member(drawn, members, drawn.choice(("daerah/", "instrumen/")))
    other = (
        f"daerah/{drawn.choice(('35.23', '11.01', '99.99', '35'))}.json"
        if name.startswith("daerah/")
        else f"instrumen/{drawn.choice(package_values.DIGESTS)}.json"
    )
    text = members.pop(name)
    if drawn.random() < 0.5:
        text = text.replace(name[7:12].encode(), other[7:12].encode())
    members[other] = text
    _rename(members, name, other)


def _forged(drawn: random.Random, members: Members) -> None:
    """An instrument of other content under the digest it had, under its own, or under that of another."""
    name = _member(drawn, members, "instrumen/")
    packed = json.loads(members[name])
    content = json.loads(packed["text"])
    holder, key = package_values.draw_place(drawn, content)
    old = holder[key]
    holder[key] = (
        package_values.draw_likely(drawn, content, key, old)
        if drawn.random() < 0.6
        else package_values.draw_value(drawn, old)
    )
    packed["text"] = package_values.dump_json(content, sort=True).decode("utf-8", "replace")
    if drawn.random() < 0.7:
        digest = hashlib.sha256(packed["text"].encode("utf-8", "replace")).hexdigest()
        used, packed["digest"] = packed["digest"], digest
        for each in [one for one in members if one.startswith("daerah/")]:
            members[each] = members[each].replace(used.encode(), digest.encode())
        del members[name]
        _rename(members, name, f"instrumen/{digest}.json")
        name = f"instrumen/{digest}.json"
    members[name] = package_values.dump_json(packed)


def _rename(members: Members, old: str, new: str) -> None:
    contents = json.loads(members[CONTENTS])
    contents["sha256"][new] = contents["sha256"].pop(old)
    members[CONTENTS] = json.dumps(contents).encode()


def _deep(drawn: random.Random, members: Members) -> None:
    """Something nested far deeper than anything that is read."""
    name = _member(drawn, members)
    tree = json.loads(members[name])
    holder, key = package_values.draw_place(drawn, tree)
    depth = drawn.choice((100, 2_000, 200_000))
    opened, closed = drawn.choice((("[", "]"), ('{"a":', "}")))
    nested = f"{opened * depth}1{closed * depth}"
    holder[key] = nested if drawn.random() < 0.4 else Raw(nested)
    members[name] = package_values.dump_json(tree)


def _parts(drawn: random.Random, members: Members) -> None:
    """A member missing, empty, one more, or of bytes that are no JSON."""
    name = drawn.choice(list(members))
    match drawn.randrange(5):
        case 0:
            del members[name]
        case 1:
            members[name] = drawn.choice((b"", b"\xff\xfe", b"\xef\xbb\xbf{}", b"null", b"[]", b"NaN", b'"'))
        case 2:
            members[name] = members[name][: drawn.randrange(len(members[name]))]
        case 3:
            members[drawn.choice(package_values.NAMES)] = members[name]
        case _:
            other = drawn.choice(package_values.NAMES)
            members[other] = members[name]
            contents = json.loads(members[CONTENTS])
            contents["sha256"][other] = ""
            members[CONTENTS] = json.dumps(contents).encode()


CHANGES: dict[str, tuple[int, Callable[[random.Random, Members], None]]] = {
    "a value": (6, _value),
    "a likely value": (4, _likely),
    "keys": (3, _keys),
    "lists": (3, _lists),
    "references": (4, _references),
    "entries": (4, package_changes.change_entries_within),
    "counts": (1, package_changes.change_counts_within),
    "levels": (2, package_changes.change_levels_within),
    "codes": (2, package_changes.change_codes_within),
    "regions switched": (1, _switched),
    "a forged instrument": (2, _forged),
    "deep nesting": (1, _deep),
    "members": (2, _parts),
}


def judge_package(case: MutatedPackage, store: packages_kept.KeptStore, sandbox: Sandbox) -> str:
    """What became of it: "refused", "brought in", "nothing new" or "ESCAPE …"."""
    try:
        package = read_package(case.data, sandbox)
    except PackageError as refusal:
        said = str(refusal)
        return "refused" if said.endswith(".") and len(said) < LONGEST_SENTENCE else f"ESCAPE {said[:200]}"
    except Exception as error:
        traceback.print_exc()
        return f"ESCAPE {type(error).__name__} while it is read"
    try:
        return store.bring(package)
    except Exception as error:
        traceback.print_exc()
        return f"ESCAPE {type(error).__name__} {str(error)[:200]}"


def run_cases(numbers: Sequence[int]) -> Iterator[tuple[MutatedPackage, str]]:
    """The verdicts of the cases of these numbers, in order."""
    with packages_kept.open_kept_stores() as stores, Sandbox(seconds=caps.SECONDS) as sandbox:
        seeds = packages_kept.list_seeds()
        for number in numbers:
            case = draw_package(number, seeds)
            yield case, judge_package(case, stores[number % len(stores)], sandbox)


def main() -> None:
    """Print the counts as they grow; go on with --first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--count", type=int, default=10_000)
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    started = time.monotonic()
    for case, verdict in run_cases(range(asked.first, asked.first + asked.count)):
        counts[verdict.split()[0] if verdict.startswith("ESCAPE") else verdict] += 1
        kinds.update(f"{done}: {verdict}" for done in case.done)
        if verdict.startswith("ESCAPE"):
            print(f"case {case.number} {case.done}: {verdict}", flush=True)
        if (case.number + 1) % 500 == 0:
            spent = time.monotonic() - started
            print(f"{case.number + 1}: {dict(counts)} {spent:.0f} s", flush=True)
    for kind, count in sorted(kinds.items()):
        print(f"{count:6} {kind}")
    print(f"{sum(counts.values())} packages: {dict(counts)}")
    sys.exit(1 if counts["ESCAPE"] else 0)


if __name__ == "__main__":
    main()
