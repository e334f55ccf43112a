"""What the room wrote, voted and planned of one kabupaten, gathered once for all documents."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planning import causes, worksheets
from planning.joined import Merged
from storage.errors import StoreError
from workflow import agreement, board, damage
from workflow import worksheets as kept
from workflow.agreement import Opinions
from workflow.board import Board
from workflow.dates import today
from workflow.facts import Facts
from workflow.source import Source


@dataclass(frozen=True, eq=False)
class Plan:
    """The plan of a region as far as it goes; what nobody wrote or voted on is empty.

    `board`: programmes with ranks, votes, quick wins, roadmap. `lines`: the worksheets of all groups, alike
    ones joined. `causes`: `planning.causes.counts`. `opinions`: how far respondents agree.
    """

    board: Board
    lines: tuple[Merged, ...]
    causes: pd.DataFrame
    opinions: Opinions


def gather(source: Source, facts: Facts) -> Plan:
    """The plan of the one region of the source. StoreError where a part of it is damaged in the store: a
    document outlives the warning that stands on a page."""
    store, region, year = source.store, facts.region, facts.period.ends.year
    if told := damage.sentences(store, region):
        raise StoreError(" ".join(told))
    room = kept.Room(region, facts.period.label)
    lines = kept.everything(store, room, [group.key for group in worksheets.groups(facts.framework)])
    named = kept.obstacles(store, source.scope, room)["cause"]
    return Plan(
        board.board(store, region, facts.part, year, today()),
        tuple(lines),
        causes.counts(named, lines),
        agreement.opinions(store, source.scope, facts.result, region),
    )
