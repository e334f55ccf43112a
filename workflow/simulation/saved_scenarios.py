"""Scenarios that were given a name: kept beside the official data, opened again, taken away."""

from planning.simulation import scenario as codec
from planning.simulation.scenario import Scenario
from storage import entries
from storage.engine import Store
from storage.entries import EntryScope
from storage.errors import StoreError

KIND = "scenario"
LONGEST = 60


def list_saved_scenarios(
    store: Store, scenario: Scenario, period: str
) -> tuple[dict[str, Scenario], list[str]]:
    """name -> scenario of the same region and instrument, and the names of those that cannot be read."""
    found: dict[str, Scenario] = {}
    damaged: list[str] = []
    prefix = _key(scenario, "")
    for key, entry in entries.list_entries(store, _place(scenario, period)).items():
        if key.startswith(prefix):
            name = key.removeprefix(prefix)
            try:
                found[name] = codec.decode_scenario(entry.text)
            except ValueError:
                damaged.append(name)
    return found, damaged


def save_scenario(store: Store, scenario: Scenario, period: str, name: str, by: str) -> str:
    """Keep a scenario under a name, replacing what had it; returns the name as kept.

    Raises StoreError without a name, or where the scenario changes nothing.
    """
    name = " ".join(name.split())[:LONGEST].strip()
    if not name:
        raise StoreError("Nama skenario belum diisi. Isi nama, lalu simpan lagi.")
    if scenario.official:
        raise StoreError("Skenario ini belum mengubah apa pun. Ubah bobot atau tingkat, lalu simpan lagi.")
    entries.save_entries(
        store, _place(scenario, period), {_key(scenario, name): codec.encode_scenario(scenario)}, by=by
    )
    return name


def remove_saved_scenario(store: Store, scenario: Scenario, period: str, name: str, by: str) -> None:
    """Take a scenario off the list; `undo_saved_scenario` brings it back."""
    entries.save_entries(store, _place(scenario, period), {_key(scenario, name): None}, by=by)


def undo_saved_scenario(store: Store, scenario: Scenario, period: str, by: str) -> list[str]:
    """Take back the last saving or removing in the region and period; returns the names it had touched."""
    keys = entries.undo_entries(store, _place(scenario, period), by)
    return [key.partition(" ")[2] for key in keys]


def _place(scenario: Scenario, period: str) -> EntryScope:
    return EntryScope(KIND, scenario.region, period)


def _key(scenario: Scenario, name: str) -> str:
    return f"{scenario.instrument} {name}"
