"""Compound files (OLE2), the shell of old workbooks and of encrypted new ones: their streams."""

from __future__ import annotations

import struct
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY = 128
LAST = 0xFFFFFFFA
"""Sector numbers from here on are marks, not places."""


class CompoundError(ValueError):
    """The file's own directory cannot be followed."""


@dataclass(frozen=True)
class CompoundStream:
    """One entry of the directory; `kind` is 2 for a stream, 5 for the root that holds the small ones."""

    name: str
    kind: int
    start: int
    size: int


class Compound:
    """The directory and streams of one compound file. Raises CompoundError where they cannot be followed."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(MAGIC):
            raise CompoundError("no compound file")
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift >= shift:
            raise CompoundError("sector size")
        self._sector, self._small = 1 << shift, 1 << small_shift
        self._cutoff = int.from_bytes(data[56:60], "little")
        self._table = self._numbers(self._table_sectors())
        self.streams = self._directory()

    def read(self, name: str) -> bytes | None:
        """The bytes of the stream of that name in any case; None where there is none."""
        found = next((s for s in self.streams if s.kind == 2 and s.name.lower() == name.lower()), None)
        if found is None:
            return None
        if found.size >= self._cutoff:
            return self._chain(found.start)[: found.size]
        return self._small_stream(found)

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _table_sectors(self) -> list[int]:
        """The sectors that hold the table: 109 named in the header, more in a chain of their own."""
        found = list(struct.unpack_from("<109I", self._data, 76))
        following, count = struct.unpack_from("<II", self._data, 68)
        most = len(self._data) // self._sector
        for _ in range(min(count, most)):
            block = self._at(following)
            if following >= LAST or len(block) < self._sector:
                break
            *numbers, following = struct.unpack(f"<{self._sector // 4}I", block)
            found += numbers
        return [sector for sector in found[: most + 1] if sector < LAST]

    def _numbers(self, sectors: list[int]) -> list[int]:
        data = b"".join(map(self._at, sectors))
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    def _chain(self, start: int) -> bytes:
        parts: list[bytes] = []
        sector = start
        while sector < LAST:
            if sector >= len(self._table) or len(parts) > len(self._table):
                raise CompoundError("chain of sectors")
            parts.append(self._at(sector))
            sector = self._table[sector]
        return b"".join(parts)

    def _directory(self) -> list[CompoundStream]:
        data = self._chain(int.from_bytes(self._data[48:52], "little"))
        return [_stream(data[at : at + ENTRY]) for at in range(0, len(data) - ENTRY + 1, ENTRY)]

    def _small_stream(self, stream: CompoundStream) -> bytes:
        root = next((s for s in self.streams if s.kind == 5), None)
        if root is None:
            raise CompoundError("no root")
        held = self._chain(root.start)
        table = self._chain(int.from_bytes(self._data[60:64], "little"))
        parts: list[bytes] = []
        sector = stream.start
        while sector < LAST and len(parts) * self._small < stream.size:
            if (sector + 1) * 4 > len(table):
                raise CompoundError("chain of small sectors")
            parts.append(held[sector * self._small : (sector + 1) * self._small])
            sector = int.from_bytes(table[sector * 4 : sector * 4 + 4], "little")
        return b"".join(parts)[: stream.size]


def _stream(entry: bytes) -> CompoundStream:
    length = int.from_bytes(entry[64:66], "little")
    name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    return CompoundStream(name, entry[66], *struct.unpack_from("<II", entry, 116))
