"""The same job without a screen: template, check, score, sample."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from reference import instruments, regions
from reference.instruments import Instrument, InstrumentError
from reports import findings_xlsx, scores_csv, scores_xlsx
from survey import template
from survey.values import Finding, Reading
from workflow import assess, intake, published, sample, table
from workflow.results import Result

Run = Callable[[argparse.Namespace], int]
SCORED, REFUSED, USAGE = 0, 1, 2
UNKNOWN_REGION = "Kode wilayah {} tidak dikenal. Contoh kode: 35.18 (Kabupaten Nganjuk)."
VERDICTS = {"ready": "Siap dinilai", "confirm": "Perlu konfirmasi", "refused": "Ditolak"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 something was refused (the rest is written), 2 wrong usage."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except (UsageError, InstrumentError, FileNotFoundError) as error:
        _say(f"Berkas tidak ditemukan: {error}" if isinstance(error, FileNotFoundError) else str(error))
        return USAGE


class UsageError(ValueError):
    """A command line that cannot be carried out; the message is Indonesian."""


def _score(arguments: argparse.Namespace) -> int:
    out = Path(arguments.out)
    if out.suffix not in WRITERS:
        raise UsageError(f"--out harus berakhiran {', '.join(WRITERS)}; diberi {out.name}.")
    instrument = instruments.load(arguments.instrument)
    _known_weights(instrument, arguments.weights)
    readings = _read(arguments, instrument)
    result = assess.score(intake.data(readings, instrument, weights=arguments.weights))
    WRITERS[out.suffix](result, arguments.period, out)
    _report(readings)
    _say(_summary(result, published.compare(result)))
    return REFUSED if _refused(readings) else SCORED


def _check(arguments: argparse.Namespace) -> int:
    instrument = instruments.load(arguments.instrument)
    readings = _read(arguments, instrument)
    _report(readings)
    if arguments.out:
        findings_xlsx.write([f for reading in readings for f in reading.findings], Path(arguments.out))
    return REFUSED if _refused(readings) else SCORED


def _template(arguments: argparse.Namespace) -> int:
    if arguments.region not in regions.table().index:
        raise UsageError(
            f"Kode wilayah {arguments.region} tidak dikenal. Contoh kode: 35.18 (Kabupaten Nganjuk)."
        )
    instrument = instruments.load(arguments.instrument)
    roster = intake.rosters_for([arguments.region])[arguments.region]
    out = Path(arguments.out)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(template.write_all(instrument, arguments.region, roster, period_label=arguments.period))
    _say(f"Templat untuk {len(roster)} OPD {regions.get(arguments.region).label} ditulis ke {out}.")
    return SCORED


def _sample(arguments: argparse.Namespace) -> int:
    written = sample.write_sample(Path(arguments.out), seed=arguments.seed)
    _say(f"{len(written)} berkas contoh (sintetis) ditulis ke {arguments.out}.")
    return SCORED


def _read(arguments: argparse.Namespace, instrument: Instrument) -> list[Reading]:
    files = intake.gather([Path(path) for path in arguments.paths])
    if not files:
        raise UsageError(
            "Tidak ada berkas lembar kerja (.xlsx, .xls, .ods, .csv, .zip) di tempat yang disebut."
        )
    region = arguments.region
    if region is not None and region not in regions.table().index:
        raise UsageError(UNKNOWN_REGION.format(region))
    return intake.check(
        files,
        instrument,
        region=region,
        opd=arguments.opd,
        weights=getattr(arguments, "weights", None),
        on_progress=_progress,
    )


def _progress(done: int, total: int, name: str) -> None:
    if sys.stderr.isatty():
        print(
            f"\r{done} dari {total} berkas: {name[:60]:<60}",
            end="\n" if done == total else "",
            file=sys.stderr,
        )


def _known_weights(instrument: Instrument, name: str | None) -> None:
    names = tuple(instrument.framework.weight_sets)
    if name is not None and name not in names:
        known = ", ".join(names) if names else "instrumen ini tidak punya set bobot"
        raise UsageError(f"Set bobot {name} tidak dikenal. Pilihan: {known}.")


def _refused(readings: Sequence[Reading]) -> bool:
    errors = (finding.severity == "error" for reading in readings for finding in reading.findings)
    return any(reading.verdict != "ready" for reading in readings) or any(errors)


def _report(readings: Sequence[Reading]) -> None:
    for reading in readings:
        _say(f"{reading.file}: {VERDICTS[reading.verdict]}")
        for finding in reading.findings:
            _say(_line(finding))
        for question in reading.questions:
            _say(
                f"  [tanya] {question.text} Pilihan: {', '.join(label for _, label in question.candidates)}."
            )


def _line(finding: Finding) -> str:
    place = "!".join(part for part in (finding.sheet, finding.cell) if part)
    proposal = f" Usulan: {finding.proposal}" if finding.proposal else ""
    return f"  [{finding.code}] {place + ': ' if place else ''}{finding.message}{proposal}"


def _summary(result: Result, compared: Sequence[Mapping[str, object]]) -> str:
    counts = Counter(str(row["verdict"]) for row in compared)
    figures = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    text = f"{len(result.regions)} daerah dinilai; {len(result.absent)} tidak ikut."
    return f"{text} Angka yang diterbitkan berkas dibanding hitungan: {figures}." if figures else text


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cli.py", description="Siap Cerdas tanpa layar.")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH")
    command = _command(commands, "template", _template, "Tulis templat survei semua OPD sebuah daerah (ZIP).")
    command.add_argument("--region", required=True, metavar="KODE")
    command.add_argument("--period", required=True, metavar="P")
    command.add_argument("--instrument", default="kesiapan", metavar="ID_ATAU_BERKAS")
    command.add_argument("--out", required=True, metavar="BERKAS.zip")
    command = _reading_command(commands, "check", _check, "Periksa berkas tanpa menilai.")
    command.add_argument("--out", metavar="TEMUAN.xlsx", help="tulis daftar perbaikan")
    command = _reading_command(commands, "score", _score, "Nilai berkas atau folder.")
    command.add_argument("--period", required=True, metavar="P")
    command.add_argument("--weights", metavar="NAMA", help="set bobot; mengalahkan kolom KET di berkas")
    command.add_argument("--out", required=True, metavar="X.xlsx|.csv|.json")
    command = _command(commands, "sample", _sample, "Tulis data contoh (sintetis) lima kabupaten.")
    command.add_argument("--out", required=True, metavar="FOLDER")
    command.add_argument("--seed", type=int, default=sample.SEED)
    return parser


def _command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], text: str
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _reading_command(commands: Any, name: str, run: Run, text: str) -> argparse.ArgumentParser:
    command = _command(commands, name, run, text)
    command.add_argument("paths", nargs="+", metavar="BERKAS", help="berkas atau folder")
    command.add_argument("--instrument", required=True, metavar="ID_ATAU_BERKAS")
    command.add_argument("--region", metavar="KODE")
    command.add_argument("--opd", metavar="KODE")
    return command


def _write_table(result: Result, period: str, out: Path) -> None:
    scores_csv.write_scores(table.scores_table(result, period), out)


WRITERS: dict[str, Callable[[Result, str, Path], None]] = {
    ".xlsx": scores_xlsx.write,
    ".csv": _write_table,
    ".json": _write_table,
}


if __name__ == "__main__":
    sys.exit(main())
