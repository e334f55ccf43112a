"""What was recorded of a region's period since a state, from the audit trail: counted and in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from charts.drawing.format import format_count, join_names
from storage import audit
from storage.upload import batches
from workflow.targets.region_selection import RegionSelection

KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "decisions": ("keputusan", ("agreed.set", "agreed.undo", "verified.set", "verified.undo")),
    "uploads": ("unggahan", ("upload.keep", "upload.undo")),
    "targets": ("target", ("target.set",)),
    "duties": ("perubahan OPD atau penugasan", ("roster.save", "assignment.save", "assignment.move")),
    "entries": ("isian rencana", ("entry.save", "entry.undo")),
}
"""Kind -> its word after a number, and the actions of the record that are of it."""
OF = {action: kind for kind, (_, actions) in KINDS.items() for action in actions}


def list_recorded_since(now: RegionSelection, change: int) -> pd.DataFrame:
    """What was recorded after the entry `change`, the newest first: id, at, actor, action, object, old, new,
    reason and kind (KINDS). What changes nothing that is scored or planned is left out.
    """
    (region,) = now.regions
    found = audit.list_entries_since(now.store, change, now.scope.period_id, now.scope.instrument_id, region)
    found = found[found["action"].isin(list(OF))]
    own = set(batches.list_uploads(now.store, now.scope.period_id, region)["batch_id"])
    about = found["object"].str.extract(r"^batch (\d+)$")[0]
    elsewhere = found["region"].isna() & ~about.map(lambda key: key == key and int(key) in own).astype(bool)
    return found[~elsewhere].assign(kind=lambda rows: rows["action"].map(OF)).reset_index(drop=True)


def count_recorded(recorded: pd.DataFrame) -> str:
    """ "4 keputusan, 1 unggahan, dan 2 target"; "" where nothing was recorded."""
    counts = recorded["kind"].value_counts()
    return join_names(
        [f"{format_count(counts[kind])} {word}" for kind, (word, _) in KINDS.items() if kind in counts]
    )
