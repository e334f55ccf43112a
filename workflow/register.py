"""The register of a region's programmes: what its OPD reported, and on top of it what people wrote here."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from planning.programme import Programme, decode, encode
from storage import entries
from storage import programmes as listed
from storage.engine import Store, reading, writing
from storage.entries import Entry, Place
from workflow import reported, sample
from workflow.sample import programmes as sample_programmes

KIND = "programme"
SAMPLE = "contoh"
# An empty text strikes out what a form reports; None would only uncover it again.
STRUCK = ""

Register = dict[str, Programme]


def programmes(store: Store, region: str) -> Register:
    """Key -> programme, those of the OPD's forms first, then in the order they were written here.

    One that is damaged in the store is left out, or stands as its OPD reports it; `damaged` names it.
    """
    with reading(store) as connection:
        place = place_of(connection, region)
        return _laid_over(_standing(connection, place), entries.current(connection, place))


def damaged(store: Store, region: str) -> list[str]:
    """Keys of the programmes whose newest entry cannot be read; they stay in the store."""
    with reading(store) as connection:
        written = entries.current(connection, place_of(connection, region))
    return [key for key, entry in written.items() if entry.text != STRUCK and _read(entry) is None]


def numbers(store: Store, region: str) -> dict[str, int]:
    """Key -> number of the entry a writer looks at, for `seen` of `save`; a key without one counts as 0."""
    with reading(store) as connection:
        return {
            key: entry.number
            for key, entry in entries.current(connection, place_of(connection, region)).items()
        }


def save(
    store: Store,
    region: str,
    changes: Mapping[str, Programme | None],
    *,
    by: str,
    seen: Mapping[str, int] | None = None,
) -> int:
    """Write programmes in one step that `undo` takes back as one; None deletes. Returns how many changed.

    `seen`: as `numbers` gave it, with 0 for a key it lacks. StoreError, and nothing is stored, without a name
    or when somebody wrote one of these programmes since.
    """
    with writing(store) as connection:
        place = place_of(connection, region)
        standing = _standing(connection, place)
        before = _laid_over(standing, entries.current(connection, place))
        changed = {key: one for key, one in changes.items() if one != before.get(key)}
        texts = {key: _text(one, key in standing) for key, one in changed.items()}
        looked_at = None if seen is None else {key: seen.get(key, 0) for key in texts}
        return entries.save(connection, place, texts, by=by, seen=looked_at)


def undo(store: Store, region: str, by: str) -> list[str]:
    """Take back the newest save of the register; returns the keys it had written."""
    with writing(store) as connection:
        return entries.undo(connection, place_of(connection, region), by)


def histories(store: Store, region: str) -> dict[str, list[Programme]]:
    """Key -> everything the programme ever was, the newest first, ending with what its OPD reports."""
    with reading(store) as connection:
        place = place_of(connection, region)
        found = {
            key: [one for entry in written if entry.text != STRUCK and (one := _read(entry))]
            for key, written in entries.histories(connection, place).items()
        }
        for key, one in _standing(connection, place).items():
            found.setdefault(key, []).append(one)
        return found


def new_key(name: str, lead: str, taken: Collection[str]) -> str:
    """The key of a new programme: by OPD and name, numbered where another programme has it."""
    base = reported.key_of(lead, name)
    numbered = (f"{base}-{count}" for count in range(2, len(taken) + 3))
    return next(key for key in (base, *numbered) if key not in taken)


def place_of(store: Store, region: str) -> Place:
    """Where the register is kept: the sample's apart, until the region has something of its own."""
    own = Place(KIND, region)
    if listed.only_sample(store, region) and not entries.current(store, own):
        return Place(KIND, region, SAMPLE)
    return own


def _standing(store: Store, place: Place) -> Register:
    """What stands without anybody writing it here."""
    if place.period != SAMPLE:
        return reported.standing(store, place.region)
    made = dict(sample_programmes.of(place.region, sample.SEED))
    return made | reported.standing(store, place.region, sample=True)


def _laid_over(standing: Register, written: Mapping[str, Entry]) -> Register:
    found = dict(standing)
    for key, entry in written.items():
        if entry.text == STRUCK:
            found.pop(key, None)
        elif one := _read(entry):
            found[key] = one
    return found


def _read(entry: Entry) -> Programme | None:
    """The programme as written; None where the entry is damaged."""
    try:
        return decode(entry.text)
    except (ValueError, TypeError, AttributeError):
        return None


def _text(one: Programme | None, stands: bool) -> str | None:
    if one is None:
        return STRUCK if stands else None
    return encode(one)
