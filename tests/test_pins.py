"""The pins are what the lists of wanted packages compile to, as far as that is seen without a registry."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LISTS = {"requirements.in": "requirements.txt", "requirements-dev.in": "requirements-dev.txt"}


def wanted(name: str) -> dict[str, set[str]]:
    """The packages that a list of ours asks for by name, with their extras."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    asked = [Requirement(line) for line in lines if line and line[0] not in "#-"]
    return {canonicalize_name(one.name): one.extras for one in asked}


@dataclass(frozen=True)
class Pin:
    """A line of a compiled list, and who asks for it as uv wrote it beneath."""

    line: Requirement
    asked: set[str]

    @property
    def name(self) -> str:
        return canonicalize_name(self.line.name)

    @property
    def version(self) -> str:
        (exact,) = self.line.specifier
        return exact.version

    def is_for_here(self) -> bool:
        return self.line.marker is None or self.line.marker.evaluate()


def pins(name: str) -> list[Pin]:
    """A package may have several, each for other versions of Python."""
    found: list[Pin] = []
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and line[0] not in " #":
            found.append(Pin(Requirement(line), set()))
        elif told := line.strip(" #").removeprefix("via").strip():
            found[-1].asked.add(told)
    return found


def asked_for(name: str, extras: set[str]) -> Iterator[Requirement]:
    """What an installed package asks for on this computer, with these of its extras."""
    for line in metadata.requires(name) or ():
        one = Requirement(line)
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in {"", *extras}):
            yield one


@pytest.mark.parametrize(("listed", "pinned"), LISTS.items())
def test_what_is_wanted_is_pinned_exactly_and_nothing_is_left_that_nobody_wants(listed, pinned):
    found = pins(pinned)
    names = {one.name for one in found}
    assert wanted(listed).keys() - names == set()
    for one in found:
        assert [part.operator for part in one.line.specifier] == ["=="], one
        assert one.asked, f"{one.name} is asked for by nobody"
        assert (f"-r {listed}" in one.asked) == (one.name in wanted(listed)), one
        others = {asking for asking in one.asked if not asking.startswith("-r ")}
        assert {canonicalize_name(asking) for asking in others} - names == set(), one


@pytest.mark.parametrize(("listed", "pinned"), LISTS.items())
def test_every_pin_is_one_that_those_who_ask_for_it_take(listed, pinned):
    """As a compiler resolves them: what the installed packages say of each other fits the pins."""
    here = {one.name: one for one in pins(pinned) if one.is_for_here()}
    extras = {name: set(wanted(listed).get(name, ())) for name in here}
    waiting = sorted(here)
    while waiting:
        name = waiting.pop()
        for one in asked_for(name, extras[name]):
            needed = canonicalize_name(one.name)
            assert needed in here, f"{name} asks for {needed}, which no pin gives"
            assert one.specifier.contains(here[needed].version, prereleases=True), f"{name} asks for {one}"
            if one.extras - extras[needed]:
                extras[needed] |= one.extras
                waiting.append(needed)


def test_what_the_app_runs_with_is_what_the_tests_run_with():
    app, dev = ({(one.name, one.version) for one in pins(name)} for name in LISTS.values())
    assert app - dev == set()


@pytest.mark.parametrize("pinned", LISTS.values())
def test_what_is_installed_is_what_is_pinned(pinned):
    for one in pins(pinned):
        if one.is_for_here():
            assert metadata.version(one.name) == one.version, one.name
