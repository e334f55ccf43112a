"""Scenarios that were given a name: kept beside the official data, opened again, taken away."""

from collections.abc import Mapping
from dataclasses import dataclass

from planning.simulation.scenario import Scenario, filled, is_scenario
from storage.engine import Store
from storage.errors import StoreError
from storage.values import Actor
from workflow.codec import Codec
from workflow.entries import Entries

CODEC: Codec[Scenario] = Codec(Scenario, fits=is_scenario, plain=filled)
SCENARIOS = Entries("scenario", CODEC)
LONGEST = 60


@dataclass(frozen=True)
class KeptScenarios:
    """name -> scenario of one region and instrument, and the names of those that cannot be read.

    `numbers`: name -> number of its entry, for `seen` of `save_scenario`.
    """

    by_name: Mapping[str, Scenario]
    damaged: tuple[str, ...]
    numbers: Mapping[str, int]


def load_scenarios(store: Store, scenario: Scenario, period: str) -> KeptScenarios:
    """Those of the same region and instrument as a scenario."""
    read, prefix = SCENARIOS.read(store, scenario.region, period), _key(scenario, "")
    found = {key.removeprefix(prefix): one for key, one in read.items.items() if key.startswith(prefix)}
    lost = tuple(key.removeprefix(prefix) for key in read.damaged if key.startswith(prefix))
    numbers = {key.removeprefix(prefix): at for key, at in read.numbers.items() if key.startswith(prefix)}
    return KeptScenarios(found, lost, numbers)


def list_saved_scenarios(
    store: Store, scenario: Scenario, period: str
) -> tuple[dict[str, Scenario], list[str]]:
    """name -> scenario of `load_scenarios`, and the names of those that cannot be read."""
    found = load_scenarios(store, scenario, period)
    return dict(found.by_name), list(found.damaged)


def scenario_name(typed: str) -> str:
    """A name as it is kept."""
    return " ".join(typed.split())[:LONGEST].strip()


def save_scenario(
    store: Store,
    scenario: Scenario,
    period: str,
    name: str,
    by: Actor,
    seen: Mapping[str, int] | None = None,
) -> str:
    """Keep a scenario under a name, replacing what had it; returns the name as kept.

    Raises StoreError without a name, or where the scenario changes nothing; OvertakenError where what has the
    name is not what the writer looked at: `seen` as `KeptScenarios.numbers`.
    """
    name = scenario_name(name)
    if not name:
        raise StoreError("Nama skenario belum diisi. Isi nama, lalu simpan lagi.")
    if scenario.official:
        raise StoreError("Skenario ini belum mengubah apa pun. Ubah bobot atau tingkat, lalu simpan lagi.")
    looked_at = _looked_at(scenario, name, seen)
    SCENARIOS.save(store, {_key(scenario, name): scenario}, scenario.region, period, by=by, seen=looked_at)
    return name


def remove_saved_scenario(
    store: Store,
    scenario: Scenario,
    period: str,
    name: str,
    by: Actor,
    seen: Mapping[str, int] | None = None,
) -> None:
    """Take a scenario off the list; `undo_saved_scenario` brings it back. `seen` as for saving one."""
    looked_at = _looked_at(scenario, name, seen)
    SCENARIOS.save(store, {_key(scenario, name): None}, scenario.region, period, by=by, seen=looked_at)


def _looked_at(scenario: Scenario, name: str, seen: Mapping[str, int] | None) -> dict[str, int] | None:
    return None if seen is None else {_key(scenario, name): seen.get(name, 0)}


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
