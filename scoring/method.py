"""Every choice of a calculation as one value, and which choices have no meaning together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from scoring.aggregate import AGGREGATIONS, power_mean_exponent
from scoring.framework import Framework
from scoring.impute import IMPUTATIONS
from scoring.normalise import NORMALISATIONS, NOT_NEGATIVE, POSITIVE
from scoring.treat import TREATMENTS
from scoring.tree import Frozen

RESPONDENTS = ("lead", "mean", "median", "lead_double")
WITHIN = ("mean", "last")
EVIDENCE = ("prefer", "calibrate", "cap")


class MethodError(ValueError):
    """Choices without meaning. `problems` says in Indonesian what to change, one sentence each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


@dataclass(frozen=True)
class Method:
    """How answers become scores; None = as the instrument says. `dataclasses.replace` varies it.

    aggregation: a name of AGGREGATIONS or "power:<p>", for nodes that name none. coverage: least share 0..1
    of known children, one for all levels or by level. respondent: policy between OPD; within: between the
    respondents of one OPD. evidence: "prefer" the value in force, "calibrate" claims by the mean optimism
    found, "cap" claims without evidence at `cap` (on the instrument's scale). reference: unit of
    distance_to_reference. minimum_respondents: opinions of fewer respondents stay unknown.
    """

    normalisation: str = "goalposts"
    aggregation: str = "arithmetic"
    coverage: float | Mapping[int, float] | None = None
    respondent: str | None = None
    evidence: str = "prefer"
    imputation: str = "none"
    treatment: str = "none"
    within: str = "mean"
    cap: float = 3.0
    reference: str | None = None
    minimum_respondents: int = 1

    def __post_init__(self) -> None:
        if isinstance(self.coverage, Mapping):
            object.__setattr__(self, "coverage", Frozen(self.coverage))

    def check(self, framework: Framework) -> None:
        """Raise MethodError where the choices have no meaning for this framework, saying what to change."""
        if problems := self.problems(framework):
            raise MethodError(problems)

    def problems(self, framework: Framework) -> list[str]:
        """Every reason why the choices have no meaning for this framework, [] = none."""
        unknown = _unknown_names(self, framework)
        return unknown or [*_aggregation_problems(self, framework), *_other_problems(self, framework)]

    def policy(self, framework: Framework) -> str:
        """The policy between OPD in force."""
        return self.respondent or framework.respondent

    def thresholds(self, framework: Framework) -> Mapping[int, float]:
        """Least share of known children by level in force."""
        if isinstance(self.coverage, Mapping):
            return self.coverage
        return framework.coverage if self.coverage is None else dict.fromkeys(framework.levels, self.coverage)

    def floor(self, framework: Framework) -> float:
        """Lower end of the scores: 1 where some node takes a mean that a 0 would annihilate."""
        powers = map(power_mean_exponent, self.aggregations(framework))
        return 1.0 if any(p is not None and p <= 0 for p in powers) else 0.0

    def aggregations(self, framework: Framework) -> set[str]:
        """The names in use at the inner nodes."""
        return {framework.node(code).aggregation or self.aggregation for code in framework.bottom_up}


def _unknown_names(method: Method, framework: Framework) -> list[str]:
    choices: dict[str, tuple[str, Collection[str]]] = {
        "Normalisasi": (method.normalisation, NORMALISATIONS),
        "Imputasi": (method.imputation, IMPUTATIONS),
        "Penanganan pencilan": (method.treatment, TREATMENTS),
        "Kebijakan responden": (method.policy(framework), RESPONDENTS),
        "Penggabungan responden satu OPD": (method.within, WITHIN),
        "Kebijakan bukti": (method.evidence, EVIDENCE),
    }
    return [
        f"{what} '{name}' tidak dikenal. Pilih salah satu: {', '.join(known)}."
        for what, (name, known) in choices.items()
        if name not in known
    ]


def _aggregation_problems(method: Method, framework: Framework) -> list[str]:
    names = method.aggregations(framework)
    unknown = sorted(name for name in names if not _is_aggregation(name))
    if unknown:
        choices = ", ".join([*AGGREGATIONS, "power:<p>"])
        return [f"Agregasi '{name}' tidak dikenal. Pilih salah satu: {choices}." for name in unknown]
    powers = sorted(name for name in names if power_mean_exponent(name) not in (None, 1.0))
    problems = []
    for bound, picky, allowed in (
        ("positif", powers, POSITIVE),
        ("yang tidak negatif", sorted(names & {"mazziotta_pareto"}), NOT_NEGATIVE),
    ):
        if picky and method.normalisation not in allowed:
            problems.append(
                f"Agregasi {', '.join(picky)} memerlukan nilai {bound}, yang tidak dijamin oleh normalisasi "
                f"{method.normalisation}. Ganti normalisasi menjadi {', '.join(sorted(allowed))}, atau ganti "
                "agregasi menjadi arithmetic."
            )
    inner = [node for node in map(framework.node, framework.bottom_up) if node.parent is not None]
    passed_on = {node.aggregation or method.aggregation for node in inner}
    if "copeland" in passed_on and (powers or "mazziotta_pareto" in names):
        problems.append(
            "Skor Copeland dapat nol atau negatif sehingga tidak dapat digabung lebih lanjut dengan "
            "rata-rata berpangkat atau Mazziotta-Pareto. Pakai arithmetic atau copeland di seluruh tingkat."
        )
    return problems


def _is_aggregation(name: str) -> bool:
    try:
        power_mean_exponent(name)
    except KeyError:
        return False
    return True


def _other_problems(method: Method, framework: Framework) -> list[str]:
    low, high = framework.scale.minimum, framework.scale.maximum
    aimless = [code for code in framework.leaves if framework.node(code).target is None]
    fixed = ("goalposts", "distance_to_target")
    cases = {
        f"Normalisasi distance_to_target memerlukan target; isi target untuk {', '.join(aimless)}.": (
            method.normalisation == "distance_to_target" and aimless
        ),
        "Normalisasi distance_to_reference memerlukan daerah acuan; pilih satu daerah acuan.": (
            method.normalisation == "distance_to_reference" and method.reference is None
        ),
        "Logaritma mengubah satuan indikator sehingga batas atau target tetap tidak lagi cocok. "
        "Ganti penanganan pencilan menjadi winsorise, atau ganti normalisasi selain goalposts.": (
            "log" in method.treatment and method.normalisation in fixed
        ),
        "Ambang kelengkapan harus antara 0 dan 1.": (
            any(not 0 <= share <= 1 for share in method.thresholds(framework).values())
        ),
        f"Batas nilai tanpa bukti ({method.cap:g}) harus di dalam skala {low:g} sampai {high:g}.": (
            method.evidence == "cap" and not low <= method.cap <= high
        ),
        "Jumlah responden minimum tidak berlaku bila jawaban OPD utama yang dipakai; "
        "pilih kebijakan responden mean, median, atau lead_double, atau ubah jumlah minimum menjadi 1.": (
            method.minimum_respondents > 1 and method.policy(framework) == "lead"
        ),
    }
    return [sentence for sentence, holds in cases.items() if holds]
