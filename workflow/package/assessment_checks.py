"""Whether an assessment in a package says only what its instrument, its files and its region allow."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from charts.drawing.format import format_plain
from reference.instruments import Instrument
from reference.instruments.own_items import CODE, MEAN, ROOT
from scoring import Framework, Node
from storage.results.node_values import leaves_from_text
from storage.values import Decision, LeafSet, StoredFile, Submission
from survey.values import Answer, NodeValue, ReportedProgramme
from workflow.codec import Codec
from workflow.package import caps
from workflow.package.contents import PackedAssessment
from workflow.package.malformed import (
    MalformedError,
    quote_text,
    require_day,
    require_few,
    require_fit,
    require_length,
    require_name,
    require_number,
    require_once,
    require_opd_code,
)

SHA256 = re.compile(r"[0-9a-f]{64}")
ROLES = ("lead", "support")
DECIDED = ("agreed", "verified")
DIGITS = range(31)


@dataclass(frozen=True)
class PackedLeaf:
    """A question leaf as `leaves_as_text` writes it."""

    code: str
    name: str
    parent: str
    level: int
    weight: float
    direction: int
    minimum: float | None
    maximum: float | None
    target: float | None
    aggregation: str | None
    tags: dict[str, str | int | float | bool | None]


LEAVES: Codec[tuple[PackedLeaf, ...]] = Codec(tuple[PackedLeaf, ...])


def check_assessment(given: PackedAssessment, region: str, instrument: Instrument) -> None:
    """MalformedError where an assessment of a region by its instrument says what it cannot."""
    _check_period(given)
    batch = given.batch
    parts: tuple[Any, ...] = (*batch.submissions, *batch.values, *batch.leaves, *batch.participation)
    strange = {str(one.region) for one in parts} | {one.region for one in given.decisions}
    strange -= {region}
    require_fit(not strange, f"memuat isi daerah lain ({', '.join(map(quote_text, sorted(strange)[:3]))})")
    require_fit(not batch.findings, "memuat catatan pembacaan, yang tidak pernah ikut dikirim")
    _check_files(batch.files)
    for one in parts:
        require_fit(0 <= one.file < len(batch.files), f"menyebut berkas nomor {one.file} yang tidak ada")
    framework = _with_leaves(instrument.framework, batch.leaves)
    _check_submissions(batch.submissions, _with_own_items(framework, given))
    _check_values(batch.values, framework)
    require_once((one.region for one in batch.participation), "keikutsertaan")
    for told in batch.participation:
        require_length(told.cohort, "kelompok daerah")
    _check_assigned(given.assigned, framework)
    _check_decisions(given.decisions, _with_own_items(framework, given))


def _with_own_items(framework: Framework, given: PackedAssessment) -> Framework:
    """With the kabupaten's own items that are answered or decided, on the instrument's scale."""
    told = (one.answers for one in given.batch.submissions if isinstance(one.answers, tuple))
    answered = {each.indicator for answers in told for each in answers}
    codes = sorted(filter(CODE.fullmatch, answered | {one.node for one in given.decisions}))
    nodes = (Node(ROOT, MEAN, None, 2), *(Node(code, code, ROOT, 1) for code in codes))
    return replace(framework, nodes=(*framework.nodes, *nodes)) if codes else framework


def _check_period(given: PackedAssessment) -> None:
    require_name(given.period, "nama periode")
    require_fit(
        given.period == given.period.strip(), f"memuat periode {quote_text(given.period)} berspasi di tepi"
    )
    require_day(given.starts, "awal periode")
    require_day(given.ends, "akhir periode")
    require_fit(
        given.starts <= given.ends, f"memuat periode {quote_text(given.period)} yang berakhir sebelum mulai"
    )
    if given.locked_at:
        require_day(given.locked_at, "penguncian periode")


def _check_files(given: tuple[StoredFile, ...]) -> None:
    require_few(given, "berkas")
    for one in given:
        require_name(one.name, "nama berkas")
        require_fit(
            bool(SHA256.fullmatch(one.sha256)), f"memuat kode berkas {quote_text(one.sha256)} yang keliru"
        )
        require_fit(
            one.content is None, f"memuat isi berkas {quote_text(one.name)}, yang tidak pernah ikut dikirim"
        )


def _with_leaves(framework: Framework, given: tuple[LeafSet, ...]) -> Framework:
    require_fit(len(given) <= 1, "memuat daftar pertanyaan dua kali")
    for one in given:
        require_length(one.text, "daftar pertanyaan", caps.UNIT_BYTES)
        try:
            require_few(LEAVES.decode(one.text), "pertanyaan")
            framework = framework.attach(leaves_from_text(one.text))
        except MalformedError:
            raise
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
            raise MalformedError("memuat daftar pertanyaan yang tidak cocok dengan instrumennya") from error
    return framework


def _check_submissions(given: tuple[Submission, ...], framework: Framework) -> None:
    require_once(((one.opd, one.slot) for one in given), "isian OPD")
    leaves = _goalposts(framework, framework.leaves)
    for one in given:
        require_opd_code(one.opd, "kode OPD")
        require_length(one.slot, f"penjawab {quote_text(one.opd)}", caps.NAME)
        answers = one.answers if isinstance(one.answers, tuple) else ()
        require_once((each.indicator for each in answers), f"jawaban {one.opd}")
        for each in answers:
            _check_answer(each, one.opd, leaves, framework)
        require_few(one.programmes, f"program {quote_text(one.opd)}")
        for run in one.programmes:
            _check_programme(run, one.opd)


def _check_answer(
    given: Answer, opd: str, leaves: dict[str, tuple[float, float]], framework: Framework
) -> None:
    where = f"jawaban {quote_text(opd)} pada {quote_text(given.indicator)}"
    require_fit(given.indicator in leaves, f"memuat {where}, pertanyaan yang tidak ada pada instrumennya")
    require_fit(
        (given.value is None) == (given.status != "answered"), f"memuat {where} yang bertentangan isinya"
    )
    for value in (given.value, given.verified):
        require_number(value, where, *leaves[given.indicator])
        _require_level(value, where, given.indicator, framework)
    for text in _texts(given):
        require_length(text, where)


def _check_programme(given: ReportedProgramme, opd: str) -> None:
    where = f"program {quote_text(given.name)} dari {quote_text(opd)}"
    require_number(given.budget, f"anggaran {where}", -caps.NUMBER, caps.NUMBER)
    require_number(given.row, f"baris {where}", 0, caps.NUMBER)
    for text in _texts(given):
        require_length(text, where)


def _check_values(given: tuple[NodeValue, ...], framework: Framework) -> None:
    require_once(((one.node, one.kind) for one in given), "nilai")
    nodes = _goalposts(framework, framework.codes)
    for one in given:
        where = f"nilai {quote_text(one.node)}"
        require_fit(one.node in nodes, f"memuat {where}, simpul yang tidak ada pada instrumennya")
        own = (-caps.NUMBER, caps.NUMBER) if one.kind == "published" else nodes[one.node]
        require_number(one.value, where, *own)
        require_fit(one.digits is None or one.digits in DIGITS, f"memuat {where} dengan {one.digits} desimal")
        for text in _texts(one):
            require_length(text, where)


def _check_assigned(given: tuple[tuple[str, str, str], ...], framework: Framework) -> None:
    require_few(given, "penugasan")
    require_once(((indicator, opd) for indicator, opd, _ in given), "penugasan")
    require_once((indicator for indicator, _, role in given if role == "lead"), "penanggung jawab")
    for indicator, opd, role in given:
        require_fit(
            indicator in framework.position,
            f"memuat penugasan indikator {quote_text(indicator)} yang tidak ada",
        )
        require_opd_code(opd, f"OPD pada penugasan {indicator}")
        require_fit(role in ROLES, f"memuat peran {quote_text(role)} yang tidak dikenal")


def _check_decisions(given: tuple[Decision, ...], framework: Framework) -> None:
    require_few(given, "keputusan")
    require_once(((one.node, one.kind) for one in given), "keputusan")
    nodes = _goalposts(framework, framework.codes)
    for one in given:
        where = f"keputusan {quote_text(one.node)}"
        require_fit(one.node in nodes, f"memuat {where}, simpul yang tidak ada pada instrumennya")
        require_fit(one.kind in DECIDED, f"memuat {where} berjenis {quote_text(one.kind)}")
        require_fit(one.value is not None, f"memuat {where} tanpa nilai")
        require_number(one.value, where, *nodes[one.node])
        _require_level(one.value, where, one.node, framework)
        require_name(one.by, f"nama pemberi {where}")
        require_fit(bool(one.reason.strip()), f"memuat {where} tanpa alasan")
        require_length(one.reason, f"alasan {where}")
        require_day(one.at, f"saat {where}")


def _require_level(value: float | None, what: str, code: str, framework: Framework) -> None:
    """That an item's level is whole where its scale has no others; a unit of its own has fractions."""
    node = framework.node(code)
    levels = framework.scale.integers and not framework.children(code)
    if value is not None and levels and node.minimum is None and node.maximum is None:
        said = format_plain(value, 6)
        require_fit(float(value).is_integer(), f"memuat {what} sebesar {said}, bukan tingkat yang bulat")


def _goalposts(framework: Framework, codes: Iterable[str]) -> dict[str, tuple[float, float]]:
    """The least and the most a node may have: a leaf in its own unit, other nodes on the scale."""
    scale = framework.scale
    ends = (scale.minimum, scale.maximum)
    return {
        code: ends if framework.children(code) else scale.goalposts(framework.node(code)) for code in codes
    }


def _texts(one: Any) -> Iterator[str]:
    return (text for part in fields(one) if isinstance(text := getattr(one, part.name), str))
