"""The systems and Pythons a kit is made for, and which pins hold there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from packaging.requirements import Requirement

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@dataclass(frozen=True)
class KitTarget:
    """A system: `tags` are those of its wheels, the others are what markers ask (PEP 508)."""

    name: str
    tags: tuple[str, ...]
    sys_platform: str
    os_name: str
    platform_system: str
    platform_machine: str

    def marker_environment(self, python: str) -> dict[str, str]:
        """What a marker sees there, under a Python such as "3.12"."""
        asked = ("sys_platform", "os_name", "platform_system", "platform_machine")
        told = {name: str(getattr(self, name)) for name in asked}
        names = {"implementation_name": "cpython", "platform_python_implementation": "CPython", "extra": ""}
        return told | names | {"python_version": python, "python_full_version": f"{python}.0"}


MANYLINUX = tuple(f"manylinux_2_{minor}_x86_64" for minor in (28, 27, 26, 24, 17, 12, 5))
TARGETS = {
    one.name: one
    for one in (
        KitTarget("windows", ("win_amd64",), "win32", "nt", "Windows", "AMD64"),
        KitTarget("linux", (*MANYLINUX, "manylinux2014_x86_64"), "linux", "posix", "Linux", "x86_64"),
    )
}


def list_pins(requirements: str, target: KitTarget, python: str) -> list[str]:
    """The pins ("name==version") of a universal requirements file that hold there, in its order."""
    environment = target.marker_environment(python)
    return [
        f"{one.name}{one.specifier}"
        for one in _requirements(requirements)
        if one.marker is None or one.marker.evaluate(environment)
    ]


def _requirements(text: str) -> Iterator[Requirement]:
    lines = (line.partition(" #")[0].strip() for line in text.splitlines())
    return (Requirement(line) for line in lines if line and line[0] not in "#-")
