"""Scenarios that were given a name: kept beside the official data, opened again, taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planning.simulation.scenario import Scenario, filled, is_scenario
from reference.control_characters import trim_text
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
    """name -> scenario of one region and instrument in a period, and the names of those that cannot be read.

    `numbers`: name -> number of its entry as it was read: what saving is held against.
    """

    region: str
    instrument: str
    period: str
    by_name: Mapping[str, Scenario]
    damaged: tuple[str, ...]
    numbers: Mapping[str, int]

    def entry_key(self, name: str) -> str:
        """The key of a scenario's entry; of "" what all of them begin with."""
        return f"{self.instrument} {name}"

    def looked_at(self, name: str, number: int) -> KeptScenarios:
        """The same, once the writer has looked at the entry of that number under a name."""
        return replace(self, numbers={**self.numbers, name: number})


def load_scenarios(store: Store, scenario: Scenario, period: str) -> KeptScenarios:
    """Those of the same region and instrument as a scenario."""
    read = SCENARIOS.read(store, scenario.region, period)
    empty = KeptScenarios(scenario.region, scenario.instrument, period, {}, (), {})
    prefix = empty.entry_key("")
    return replace(
        empty,
        by_name={key.removeprefix(prefix): one for key, one in read.items.items() if key.startswith(prefix)},
        damaged=tuple(key.removeprefix(prefix) for key in read.damaged if key.startswith(prefix)),
        numbers={key.removeprefix(prefix): at for key, at in read.numbers.items() if key.startswith(prefix)},
    )


def list_saved_scenarios(
    store: Store, scenario: Scenario, period: str
) -> tuple[dict[str, Scenario], list[str]]:
    """name -> scenario of `load_scenarios`, and the names of those that cannot be read."""
    found = load_scenarios(store, scenario, period)
    return dict(found.by_name), list(found.damaged)


def scenario_name(typed: str) -> str:
    """A name as it is kept."""
    return " ".join(trim_text(typed).split())[:LONGEST].strip()


def save_scenario(store: Store, kept: KeptScenarios, name: str, scenario: Scenario, by: Actor) -> str:
    """Keep a scenario under a name, replacing what had it; returns the name as kept.

    Raises StoreError without a name, or where the scenario changes nothing; OvertakenError where what has the
    name is not what the writer looked at (`kept`).
    """
    name = scenario_name(name)
    if not name:
        raise StoreError("Nama skenario belum diisi. Isi nama, lalu simpan lagi.")
    if scenario.official:
        raise StoreError("Skenario ini belum mengubah apa pun. Ubah bobot atau tingkat, lalu simpan lagi.")
    _write(store, kept, name, scenario, by)
    return name


def remove_saved_scenario(store: Store, kept: KeptScenarios, name: str, by: Actor) -> None:
    """Take a scenario off the list; `undo_saved_scenario` brings it back. `kept` as for saving one."""
    _write(store, kept, name, None, by)


def _write(store: Store, kept: KeptScenarios, name: str, scenario: Scenario | None, by: Actor) -> None:
    key = kept.entry_key(name)
    seen = {key: kept.numbers.get(name, 0)}
    SCENARIOS.save(store, {key: scenario}, kept.region, kept.period, by=by, seen=seen)


def undo_saved_scenario(
    store: Store, scenario: Scenario, period: str, by: Actor, save: int | None = None
) -> list[str]:
    """Take back one saving or removing in the region and period, None = the newest of `by`; the names it
    had touched.
    """
    keys = SCENARIOS.undo(store, by, scenario.region, period, save)
    return [key.partition(" ")[2] for key in keys]
