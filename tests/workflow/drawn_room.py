"""A drawn kabupaten whose room decides at random, beside a plain model of what every count must be."""

import hashlib
import random
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from reference import agencies, instruments
from storage.setup import periods
from storage.upload import uploads
from storage.values import Actor, StoredFile, Submission, UploadBatch
from survey.values import Answer
from workflow.documents.source import DocumentSource
from workflow.results import clarify
from workflow.setup import setup

REGION = "35.18"
KESIAPAN = instruments.load_instrument("kesiapan")
LEAVES = KESIAPAN.framework.leaves
ACTOR = Actor("Sari")


@dataclass
class DrawnRoom:
    """The store, and what was said in it: answers by OPD and indicator, decisions in their order."""

    store: object
    dice: random.Random
    said: dict[tuple[str, str], Answer] = field(default_factory=dict)
    decided: list[tuple[str, str, float | None]] = field(default_factory=list)
    sent: set[str] = field(default_factory=set)

    def __post_init__(self):
        roster = agencies.general_roster(REGION)
        period = periods.add_period(self.store, "2026", date(2026, 1, 1), date(2026, 12, 31), ACTOR)
        self.scope = setup.open_scope(self.store, period, KESIAPAN)
        assigned = setup.save_roster(self.store, self.scope, REGION, roster, ACTOR)
        self.opds = list(roster["opd"])
        self.vote = dict(zip(roster["opd"], roster["vote"], strict=True))
        self.asked = {
            opd: list(assigned.loc[assigned["opd"] == opd, "indicator"]) for opd in set(assigned["opd"])
        }
        self.leads = dict(
            assigned.loc[assigned["role"] == "lead", ["indicator", "opd"]].itertuples(index=False)
        )
        silent = set(self.dice.sample(sorted(self.asked), 3))
        self.send(*(opd for opd in self.opds if opd in self.asked and opd not in silent))

    def send(self, *opds: str) -> None:
        """New versions of what OPD answer, drawn afresh; what they said before gives way."""
        for opd in opds:
            for code in self.asked[opd]:
                self.said[opd, code] = self._answer(code)
        self.sent |= set(opds)
        content = repr(sorted(self.said.items())).encode()
        file = StoredFile("survei.xlsx", hashlib.sha256(content).hexdigest(), content)
        given = tuple(
            Submission(REGION, opd, "", 0, tuple(self.said[opd, code] for code in self.asked[opd]))
            for opd in opds
        )
        scope = (self.scope.period_id, self.scope.instrument_id)
        uploads.keep_upload(self.store, UploadBatch(*scope, ACTOR, files=(file,), submissions=given))

    def _answer(self, code: str) -> Answer:
        fate = self.dice.random()
        if fate < 0.1:
            return Answer(code, "missing")
        if fate < 0.25 and KESIAPAN.framework.node(code).tags.get("may_not_apply"):
            return Answer(code, "not_applicable", note="tidak ada")
        evidence = "SK" if self.dice.random() < 0.5 else ""
        return Answer(code, "answered", float(self.dice.randint(1, 5)), evidence=evidence)

    def act(self) -> None:
        """One thing that a room may do: agree, verify, withdraw, reject a claim, take back, a new version."""
        what = self.dice.choice(["agreed", "agreed", "verified", "reject", "withdraw", "undo", "send"])
        if what == "send":
            self.send(self.dice.choice(sorted(self.asked)))
        elif what == "undo":
            self.take_back(self.dice.choice(LEAVES if not self.decided else [c for _, c, _ in self.decided]))
        elif what == "withdraw" and self.decided:
            kind, code, level = self.dice.choice(self.decided)
            if self.in_force(kind, code) is not None:
                self.decide(kind, code, None)
        else:
            code = self.dice.choice(LEAVES)
            kind = "agreed" if what == "agreed" else "verified"
            level = 1.0 if what == "reject" else float(self.dice.randint(1, 5))
            if self.in_force(kind, code) != level:
                self.decide(kind, code, level)

    def take_back(self, code: str) -> None:
        """The decision at an indicator that the page offers to undo, where there is one."""
        found = clarify.find_undoable_level(self.store, self.scope, REGION, code, ACTOR)
        assert (found is not None) == any(one[1] == code for one in self.decided)
        if found is not None:
            gone = clarify.undo_level_decision(self.store, found.id, ACTOR)
            places = [at for at, one in enumerate(self.decided) if one[:2] == (gone.kind, gone.node)]
            del self.decided[places[-1]]

    def decide(self, kind: str, code: str, level: float | None) -> None:
        self.decided.append((kind, code, level))
        write, why = (clarify.agree_level, "reason") if kind == "agreed" else (clarify.verify_level, "note")
        write(self.store, self.scope, REGION, code, level, by=ACTOR, **{why: "dibahas"})

    def in_force(self, kind: str, code: str) -> float | None:
        return next((level for k, c, level in reversed(self.decided) if (k, c) == (kind, code)), None)

    def source(self) -> DocumentSource:
        return DocumentSource(self.store, self.scope, (REGION,))

    def expected(self) -> dict[str, set[str]]:
        """What counts as what, worked out indicator by indicator from what was said and decided."""
        names = ("asked", "answered", "proved", "unproven", "differs", "missing")
        found = {name: {code for code in LEAVES if name in self._marks(code)} for name in names}
        return found | {"agenda": found["unproven"] | found["differs"] | found["missing"]}

    def bases(self) -> dict[str, int]:
        """How many of the answered rest on what: verified before agreed before claimed."""
        verified, agreed = (
            {code for code in LEAVES if self.in_force(kind, code) is not None}
            for kind in ("verified", "agreed")
        )
        answered = self.expected()["answered"]
        counts = {
            "terverifikasi": verified,
            "disepakati": agreed - verified,
            "jawaban OPD": answered - agreed - verified,
        }
        return {name: len(codes) for name, codes in counts.items()}

    def level(self, code: str) -> float | None:
        """The level in force of an indicator: verified before agreed before claimed."""
        lead = self.said.get((self.leads[code], code))
        claim = lead.value if lead and lead.status == "answered" else None
        kept = (self.in_force("verified", code), self.in_force("agreed", code), claim)
        return next((value for value in kept if value is not None), None)

    def score(self, code: str) -> float | None:
        """The score of a node on the scale: weighted means over what is known, where enough is."""
        tree = KESIAPAN.framework
        children = [child for child in tree.children(code) if self._applies(child)]
        if not tree.children(code):
            return self.level(code)
        known = [(tree.node(child).weight, self.score(child)) for child in children]
        known = [(weight, score) for weight, score in known if score is not None]
        if not known or len(known) / len(children) < tree.coverage[tree.node(code).level] - 1e-9:
            return None
        return sum(weight * score for weight, score in known) / sum(weight for weight, _ in known)

    def shortfall(self, code: str) -> float:
        """Points that a node lacks to its usual targets: weighted means over what is known."""
        tree = KESIAPAN.framework
        known = [child for child in tree.children(code) if self.score(child) is not None]
        if not tree.children(code):
            return max(0.0, tree.node(code).target - self.level(code))
        weights = [tree.node(child).weight for child in known]
        lacks = [weight * self.shortfall(child) for weight, child in zip(weights, known, strict=True)]
        return sum(lacks) / sum(weights)

    def lacking(self, code: str = "INDEKS") -> int:
        """Indicators of the index below their usual target, under nodes that have a score."""
        if self.score(code) is None:
            return 0
        below = KESIAPAN.framework.children(code)
        return sum(map(self.lacking, below)) if below else int(self.shortfall(code) > 0)

    def _applies(self, code: str) -> bool:
        below = KESIAPAN.framework.children(code)
        return any(map(self._applies, below)) if below else "asked" in self._marks(code)

    def behind(self, stages: Collection[str] = ()) -> tuple[int, int]:
        """Prerequisites below their usual target, and all that have a level (of these stages, () = all)."""
        tree = KESIAPAN.framework
        known = [
            code
            for code in tree.prerequisites
            if self.level(code) is not None and (not stages or tree.node(code).tags["stage"] in stages)
        ]
        return sum(self.level(code) < tree.node(code).target for code in known), len(known)

    def without_any_answer(self) -> int:
        """OPD that lead indicators none of which has a value, neither its own nor the room's."""
        want = self.expected()
        led = {self.leads[code] for code in want["asked"]}
        return len(led - {self.leads[code] for code in want["answered"]})

    def _marks(self, code: str) -> set[str]:
        lead = self.said.get((self.leads[code], code))
        agreed, verified = self.in_force("agreed", code), self.in_force("verified", code)
        claim = lead.value if lead and lead.status == "answered" else None
        settled = agreed is not None or verified is not None
        if not settled and lead and lead.status == "not_applicable":
            return set()
        if not settled and claim is None:
            return {"asked", "missing"}
        marks = {"asked", "answered"}
        proved = verified is not None or bool(lead and lead.evidence)
        if proved:
            marks.add("proved")
        if not settled and claim >= 3 and not proved:
            marks.add("unproven")
        if not settled and any(abs(vote - claim) >= 2 for vote in self._other_votes(code)):
            marks.add("differs")
        return marks

    def _other_votes(self, code: str) -> list[float]:
        """What supporters say, the kecamatan as one vote together."""
        votes: dict[str, list[float]] = {}
        for (opd, indicator), answer in self.said.items():
            if indicator == code and opd != self.leads[code] and answer.value is not None:
                votes.setdefault(self.vote[opd], []).append(answer.value)
        return [sum(values) / len(values) for values in votes.values()]
