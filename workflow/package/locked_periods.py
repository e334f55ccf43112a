"""What a package leaves behind of a locked period, in words: its lock, and the copy that is printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from charts.drawing.format import join_names
from reference.gazetteer import region_label
from storage.engine import Store
from storage.setup import periods
from workflow.package.contents import PackedRegion

LEFT_BEHIND = (
    "{places} sudah dikunci. Kunci dan salinan cetaknya tidak ikut dibawa: paket memuat keadaan yang berlaku "
    "saat dibuat, sehingga dokumen di komputer lain dapat berbeda dari yang dicetak sesudah dikunci. Kirim "
    "dokumennya bersama paket."
)


def tell_copies_left_behind(places: Iterable[tuple[str, str]]) -> str:
    """The sentence on locked periods (label, code of the region); "" for none."""
    named = [f"Periode {label} {region_label(code)}" for label, code in dict.fromkeys(places)]
    return LEFT_BEHIND.format(places=join_names(named)) if named else ""


def list_locked_places(regions: Iterable[PackedRegion]) -> list[tuple[str, str]]:
    """(label of the period, code) of what was locked where a package was made."""
    return [(one.period, each.code) for each in regions for one in each.assessments if one.locked_at]


def list_places_locked_here(store: Store, regions: Collection[str]) -> list[tuple[str, str]]:
    """The same of regions of the store."""
    return [
        (period.label, code)
        for period in periods.list_periods(store)
        for code in sorted(periods.list_region_locks(store, period.id))
        if code in regions
    ]
