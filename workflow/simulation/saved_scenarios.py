"""Scenarios that were given a name: kept beside the official data, opened again, taken away."""

from planning.simulation.scenario import Scenario, filled, is_scenario
from storage.engine import Store
from storage.errors import StoreError
from storage.values import Actor
from workflow.codec import Codec
from workflow.entries import Entries

CODEC: Codec[Scenario] = Codec(Scenario, fits=is_scenario, plain=filled)
SCENARIOS = Entries("scenario", CODEC)
LONGEST = 60


def list_saved_scenarios(
    store: Store, scenario: Scenario, period: str
) -> tuple[dict[str, Scenario], list[str]]:
    """name -> scenario of the same region and instrument, and the names of those that cannot be read."""
    read, prefix = SCENARIOS.read(store, scenario.region, period), _key(scenario, "")
    found = {key.removeprefix(prefix): one for key, one in read.items.items() if key.startswith(prefix)}
    return found, [key.removeprefix(prefix) for key in read.damaged if key.startswith(prefix)]


def save_scenario(store: Store, scenario: Scenario, period: str, name: str, by: Actor) -> str:
    """Keep a scenario under a name, replacing what had it; returns the name as kept.

    Raises StoreError without a name, or where the scenario changes nothing.
    """
    name = " ".join(name.split())[:LONGEST].strip()
    if not name:
        raise StoreError("Nama skenario belum diisi. Isi nama, lalu simpan lagi.")
    if scenario.official:
        raise StoreError("Skenario ini belum mengubah apa pun. Ubah bobot atau tingkat, lalu simpan lagi.")
    SCENARIOS.save(store, {_key(scenario, name): scenario}, scenario.region, period, by=by)
    return name


def remove_saved_scenario(store: Store, scenario: Scenario, period: str, name: str, by: Actor) -> None:
    """Take a scenario off the list; `undo_saved_scenario` brings it back."""
    SCENARIOS.save(store, {_key(scenario, name): None}, scenario.region, period, by=by)


def undo_saved_scenario(
    store: Store, scenario: Scenario, period: str, by: Actor, save: int | None = None
) -> list[str]:
    """Take back one saving or removing in the region and period, None = the newest of `by`; the names it
    had touched.
    """
    keys = SCENARIOS.undo(store, by, scenario.region, period, save)
    return [key.partition(" ")[2] for key in keys]


def _key(scenario: Scenario, name: str) -> str:
    return f"{scenario.instrument} {name}"
