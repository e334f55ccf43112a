"""Locking a region's period and opening it again: by whom and why is asked in words that say something."""

from reference.control_characters import trim_text
from storage.engine import Store
from storage.errors import StoreError
from storage.setup import periods
from storage.values import Actor, Period

SHORTEST_REASON = 10
"""Characters, in two words or more: "x" and "-" tell nobody anything in a year's time."""


def lock_region_period(store: Store, period_id: int, region: str, actor: Actor, reason: str) -> Period:
    """Lock it; StoreError where the reason says too little, or it is locked already."""
    return periods.lock_period(store, period_id, region, actor, _checked(reason, "mengunci"))


def open_region_period(store: Store, period_id: int, region: str, actor: Actor, reason: str) -> Period:
    """Open it again; StoreError where the reason says too little, or it is not locked."""
    return periods.unlock_period(store, period_id, region, actor, _checked(reason, "membuka kunci"))


def _checked(reason: str, doing: str) -> str:
    """The reason in single spaces."""
    plain = " ".join(trim_text(reason).split())
    words = [word for word in plain.split() if any(letter.isalnum() for letter in word)]
    if not plain:
        raise StoreError(f"Alasan {doing} periode wajib diisi.")
    if len(plain) < SHORTEST_REASON or len(words) < 2:
        raise StoreError(
            f"Alasan {doing} periode terlalu singkat. Tulis sedikitnya dua kata dan {SHORTEST_REASON} huruf, "
            'misalnya "Berita acara bimtek 14 Juni".'
        )
    return plain
