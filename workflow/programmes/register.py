"""The register of a region's programmes: what its OPD reported, and on top of it what people wrote here."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from planning.programmes.programme import Programme, decode_programme, encode_programme
from storage import entries
from storage.engine import Store, reading_connection, writing_transaction
from storage.entries import Entry, EntryScope
from storage.upload import programmes as listed
from workflow.programmes import from_forms

KIND = "programme"
SAMPLE = "contoh"
# An empty text strikes out what a form reports; None would only uncover it again.
STRUCK = ""

Register = dict[str, Programme]


def read_register(store: Store, region: str) -> Register:
    """Key -> programme: the sample's, those of the OPD's forms, then in the order they were written here.

    One that is damaged in the store is left out, or stands as its OPD reports it; `list_damaged_programmes`
    names it.
    """
    with reading_connection(store) as connection:
        place = register_entry_scope(connection, region)
        return _laid_over(_standing(connection, place), entries.list_entries(connection, place))


def list_damaged_programmes(store: Store, region: str) -> list[str]:
    """Keys of the programmes whose newest entry cannot be read; they stay in the store."""
    with reading_connection(store) as connection:
        written = entries.list_entries(connection, register_entry_scope(connection, region))
    return [key for key, entry in written.items() if entry.text != STRUCK and _read(entry) is None]


def register_entry_numbers(store: Store, region: str) -> dict[str, int]:
    """Key -> number of the entry a writer looks at, for `seen` of `save_programmes`; a key without one
    counts as 0.
    """
    with reading_connection(store) as connection:
        return {
            key: entry.number
            for key, entry in entries.list_entries(
                connection, register_entry_scope(connection, region)
            ).items()
        }


def save_programmes(
    store: Store,
    region: str,
    changes: Mapping[str, Programme | None],
    *,
    by: str,
    seen: Mapping[str, int] | None = None,
) -> int:
    """Write programmes in one step that `undo_register_save` takes back as one; None deletes. Returns how
    many changed.

    `seen`: as `register_entry_numbers` gave it, with 0 for a key it lacks. StoreError, and nothing is
    stored, without a name or when somebody wrote one of these programmes since.
    """
    with writing_transaction(store) as connection:
        place = register_entry_scope(connection, region)
        standing, written = _standing(connection, place), entries.list_entries(connection, place)
        before = _laid_over(standing, written)
        changed = {key: one for key, one in changes.items() if one != before.get(key)}
        stands = {*standing, *(key for key, entry in written.items() if entry.given)}
        texts = {key: _text(one, key in stands) for key, one in changed.items()}
        looked_at = None if seen is None else {key: seen.get(key, 0) for key in texts}
        return entries.save_entries(connection, place, texts, by=by, seen=looked_at)


def undo_register_save(store: Store, region: str, by: str) -> list[str]:
    """Take back the newest save of the register; returns the keys it had written."""
    with writing_transaction(store) as connection:
        return entries.undo_entries(connection, register_entry_scope(connection, region), by)


def programme_histories(store: Store, region: str) -> dict[str, list[Programme]]:
    """Key -> everything the programme ever was, the newest first, ending with what its OPD reports."""
    with reading_connection(store) as connection:
        place = register_entry_scope(connection, region)
        found = {
            key: [one for entry in written if entry.text != STRUCK and (one := _read(entry))]
            for key, written in entries.entry_histories(connection, place).items()
        }
        for key, one in _standing(connection, place).items():
            found.setdefault(key, []).append(one)
        return found


def new_programme_key(name: str, lead: str, taken: Collection[str]) -> str:
    """The key of a new programme: by OPD and name, numbered where another programme has it."""
    base = from_forms.reported_programme_key(lead, name)
    numbered = (f"{base}-{count}" for count in range(2, len(taken) + 3))
    return next(key for key in (base, *numbered) if key not in taken)


def register_entry_scope(store: Store, region: str) -> EntryScope:
    """Where the register is kept: the sample's apart, until the region has something of its own."""
    own = EntryScope(KIND, region)
    if listed.has_only_sample_data(store, region) and not entries.list_entries(store, own):
        return EntryScope(KIND, region, SAMPLE)
    return own


def _standing(store: Store, place: EntryScope) -> Register:
    """What stands without anybody writing it here: what the OPD list in the forms of this scope."""
    return from_forms.list_reported_programmes(store, place.region, sample=place.period == SAMPLE)


def _laid_over(standing: Register, written: Mapping[str, Entry]) -> Register:
    given = {key: one for key, entry in written.items() if entry.given and (one := _read(entry))}
    found = given | standing
    for key, entry in written.items():
        if entry.text == STRUCK:
            found.pop(key, None)
        elif one := _read(entry):
            found[key] = one
    return found


def _read(entry: Entry) -> Programme | None:
    """The programme as written; None where the entry is damaged."""
    try:
        return decode_programme(entry.text)
    except (ValueError, TypeError, AttributeError):
        return None


def _text(one: Programme | None, stands: bool) -> str | None:
    if one is None:
        return STRUCK if stands else None
    return encode_programme(one)
