"""Kabupaten hard on documents: long names, one OPD or sixty, a dimension without data, no targets."""

import hashlib
import random
from collections.abc import Callable
from datetime import date
from itertools import chain

import pandas as pd

from reference import agencies, instruments, regions
from storage.setup import periods
from storage.upload import uploads
from storage.values import Actor, StoredFile, Submission, UploadBatch
from survey.values import Answer, NodeValue
from workflow.documents.plan_facts import gather_plan_facts
from workflow.documents.source import DocumentSource
from workflow.results.stored_data import AssessmentScope
from workflow.setup import setup

ACTOR = Actor("Sari")
KESIAPAN, SPBE, KOMINFO = (instruments.load_instrument(name) for name in ("kesiapan", "spbe", "kominfo"))
NGANJUK, SIAU = "35.18", "71.09"
LONG = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana"
Level = Callable[[str], float | None]


def roster_of(size: int) -> pd.DataFrame:
    """As many OPD, with the longest names there are; the first carries the most urusan."""
    usual = agencies.general_roster(NGANJUK)
    rows = usual.sort_values("sectors", key=lambda s: -s.str.len(), kind="stable").head(size)
    more = [usual.iloc[[0]].assign(opd=f"LAIN-{n}", name=f"{LONG} {n}") for n in range(size - len(rows))]
    return pd.concat([rows, *more], ignore_index=True)


def drawn(seed: int = 0, missing: float = 0.0) -> Level:
    """A level 1..5 for every code, None for a share of them."""
    dice = random.Random(seed)
    return lambda code: None if dice.random() < missing else float(dice.randint(1, 5))


class Scene:
    """A store with one open period in which regions answer one instrument."""

    def __init__(self, store, instrument=KESIAPAN, label="2026"):
        self.store, self.instrument = store, instrument
        self.period = periods.add_period(store, label, date(2026, 1, 1), date(2026, 12, 31), ACTOR)
        self.scope: AssessmentScope = setup.open_scope(store, self.period, instrument)

    def answer(self, region: str, level: Level, roster: pd.DataFrame | None = None) -> "Scene":
        """Every OPD answers what it leads; evidence with every second answer."""
        roster = agencies.general_roster(region) if roster is None else roster
        assigned = setup.save_roster(self.store, self.scope, region, roster, ACTOR)
        leads = assigned[assigned["role"] == "lead"].groupby("opd")["indicator"].apply(list)
        sent = (
            Submission(region, opd, "", 0, tuple(map(_answer, codes, map(level, codes))))
            for opd, codes in leads.items()
        )
        return self._keep(region, submissions=tuple(sent))

    def table(self, region: str, level: Level) -> "Scene":
        """A ministry's table gives the values at the nodes right under the index."""
        tree = self.instrument.framework
        values = (NodeValue(region, node, "claimed", level(node), "answered") for node in tree.dimensions)
        return self._keep(region, values=tuple(values))

    def source(self, region: str) -> DocumentSource:
        return DocumentSource(self.store, self.scope, (region,))

    def facts(self, region: str):
        return self.source(region).facts()

    def plan(self, region: str):
        return gather_plan_facts(self.facts(region))

    def _keep(self, region: str, **parts) -> "Scene":
        content = region.encode()
        file = StoredFile(f"{region}.xlsx", hashlib.sha256(content).hexdigest(), content)
        scope = (self.scope.period_id, self.scope.instrument_id)
        uploads.keep_upload(self.store, UploadBatch(*scope, ACTOR, files=(file,), **parts))
        return self


def _answer(code: str, value: float | None) -> Answer:
    if value is None:
        return Answer(code, "missing")
    return Answer(code, "answered", value, evidence="SK" if hash_of(code) % 2 else "")


def hash_of(code: str) -> int:
    return hashlib.sha256(code.encode()).digest()[0]


def without(prefix: str, level: Level) -> Level:
    """The same levels, but none under a dimension."""
    return lambda code: None if code.startswith(prefix) else level(code)


def other_names(region: str) -> set[str]:
    """The names of every other kabupaten and kota, with their kind, long and short."""
    table = regions.list_regions().drop(index=region)
    return set(chain(table["label"], table["name"]))
