"""Where documents come from: the selected regions of a period, and the facts of one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reference import regions
from workflow.documents.region_facts import RegionFacts, gather_region_facts
from workflow.targets.region_selection import RegionSelection


@dataclass(frozen=True, eq=False)
class DocumentSource(RegionSelection):
    """Selected regions to make documents of.

    `place` names several regions ("Jawa Timur", "Semua daerah"); "" where it is one kabupaten.
    """

    place: str = ""

    @property
    def label(self) -> str:
        """What the documents are of: "Kab. Nganjuk", "Jawa Timur"."""
        return self.place or regions.region_label(self.regions[0])

    def each(self) -> tuple[DocumentSource, ...]:
        """A source for every single region."""
        return tuple(replace(self, regions=(region,), place="") for region in self.regions)

    def only(self, regions: tuple[str, ...]) -> DocumentSource:
        """The same place, of these regions only."""
        return replace(self, regions=regions)

    def facts(self) -> RegionFacts:
        """Everything a document says of the first region. KeyError: it has no answers or took no part."""
        return gather_region_facts(self)
