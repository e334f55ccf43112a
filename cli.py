"""The same job without a screen: template, check, score, sample."""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, NoReturn

# A command imports what it needs when it runs: pandas alone takes longer than help may.
if TYPE_CHECKING:
    import pandas as pd

    from reference.instruments import Instrument
    from survey.mapping import ColumnMapping
    from survey.values import Finding, Question, Reading
    from workflow.results import Result

Run = Callable[[argparse.Namespace], int]
SCORED, REFUSED, USAGE, STOPPED = 0, 1, 2, 130
VERDICTS = {"ready": "Siap dinilai", "confirm": "Perlu konfirmasi", "refused": "Ditolak"}
SHOWN = 8
OUTPUTS = (".xlsx", ".csv", ".json")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 something was refused (the rest is written), 2 wrong usage."""
    try:
        arguments = _parser().parse_args(argv)
        return int(arguments.run(arguments))
    except UsageError as error:
        _say(str(error))
    except OSError as error:
        _say(
            f"Berkas tidak dapat dibaca atau ditulis: {error.filename or 'ruang simpan penuh atau terkunci'}."
        )
    except KeyboardInterrupt:
        _say("Dihentikan.")
        return STOPPED
    return USAGE


class UsageError(ValueError):
    """A command line that cannot be carried out; the message is Indonesian."""


def _score(arguments: argparse.Namespace) -> int:
    from workflow import assess, intake, published

    out = _output(arguments.out, OUTPUTS)
    instrument = _instrument(arguments.instrument)
    rosters = _rosters(arguments)
    readings = _read(arguments, instrument, rosters)
    result = assess.score(intake.data(readings, instrument, rosters, arguments.weights))
    _write_scores(result, arguments.period, out)
    _report(readings)
    _say(_summary(result, published.compare(result)))
    return REFUSED if _refused(readings) else SCORED


def _check(arguments: argparse.Namespace) -> int:
    from reports import findings_xlsx

    out = _output(arguments.out, (".xlsx",)) if arguments.out else None
    readings = _read(arguments, _instrument(arguments.instrument), _rosters(arguments))
    _report(readings)
    if out:
        findings_xlsx.write([f for reading in readings for f in reading.findings], out)
    return REFUSED if _refused(readings) else SCORED


def _template(arguments: argparse.Namespace) -> int:
    from reference import regions
    from survey import template

    region = _region(arguments.region)
    out = _output(arguments.out, (".zip",))
    instrument = _instrument(arguments.instrument)
    roster = _roster(region, arguments.roster)
    out.write_bytes(template.write_all(instrument, region, roster, period_label=arguments.period))
    _say(f"Templat untuk {len(roster)} OPD {regions.get(region).label} ditulis ke {out}.")
    return SCORED


def _sample(arguments: argparse.Namespace) -> int:
    from workflow import sample

    folder = Path(arguments.out)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} bukan folder.")
    seed = sample.SEED if arguments.seed is None else arguments.seed
    written = sample.write_sample(folder, seed=seed)
    _say(f"{len(written)} berkas contoh (sintetis) ditulis ke {folder}.")
    return SCORED


def _instrument(name: str) -> Instrument:
    from reference import instruments

    try:
        return instruments.load(name)
    except instruments.InstrumentError as error:
        raise UsageError(str(error)) from error


def _region(code: str) -> str:
    from reference import regions

    if code not in regions.table().index:
        raise UsageError(
            f"Kode wilayah {code} tidak dikenal. Contoh kode: 35.18 ({regions.get('35.18').name})."
        )
    return code


def _roster(region: str, listed: str | None) -> pd.DataFrame:
    from reference import agencies
    from survey.values import SourceFile
    from workflow import intake, opd_list

    if listed is None:
        return intake.rosters_for([region])[region]
    try:
        names = opd_list.names_in(SourceFile(Path(listed).name, Path(listed).read_bytes()))
    except opd_list.OpdListError as error:
        raise UsageError(f"{Path(listed).name}: {error}") from error
    roster = agencies.roster(names)
    if lost := list(roster.loc[roster["sectors"] == "", "name"]):
        _say(f"Urusannya tidak dikenal, hanya mendapat lembar program: {', '.join(lost)}.")
    return roster


def _rosters(arguments: argparse.Namespace) -> dict[str, pd.DataFrame] | None:
    """The OPD of the region named, once --opd is known to be one of them; None where no region is named."""
    if arguments.region is None:
        if arguments.opd or arguments.roster:
            raise UsageError(
                "--opd dan --roster memerlukan --region: setiap daerah punya susunan OPD sendiri."
            )
        return None
    region = _region(arguments.region)
    roster = _roster(region, arguments.roster)
    if arguments.opd is not None and arguments.opd not in set(roster["opd"]):
        known = ", ".join(roster["opd"])
        raise UsageError(f"Kode OPD {arguments.opd} tidak ada di {region}. Pilihan: {known}.")
    return {region: roster}


def _output(name: str, endings: Sequence[str]) -> Path:
    """The path to write to, refused before the work where nothing could be written after it."""
    out = Path(name)
    if out.suffix not in endings:
        raise UsageError(f"--out harus berakhiran {' atau '.join(endings)}; diberi {out.name}.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=out.parent):
            pass
        if out.exists():
            out.open("ab").close()
    except OSError as error:
        raise UsageError(
            f"Tidak dapat menulis {out}. Periksa folder dan izinnya, atau tutup berkasnya bila terbuka."
        ) from error
    return out


def _write_scores(result: Result, period: str, out: Path) -> None:
    if out.suffix == ".xlsx":
        from reports import scores_xlsx

        scores_xlsx.write(result, period, out)
    else:
        from reports import scores_csv
        from workflow import table

        scores_csv.write_scores(table.scores_table(result, period), out)


def _read(
    arguments: argparse.Namespace, instrument: Instrument, rosters: Mapping[str, pd.DataFrame] | None
) -> list[Reading]:
    from workflow import intake

    _known_weights(instrument, arguments.weights)
    mappings = _mapping(arguments.mapping, instrument)
    files = intake.gather([Path(path) for path in arguments.paths])
    if not files:
        raise UsageError(
            f"Tidak ada berkas lembar kerja ({', '.join(intake.SUFFIXES)}) di tempat yang disebut."
        )
    return intake.check(
        files,
        instrument,
        region=arguments.region,
        rosters=rosters,
        opd=arguments.opd,
        weights=arguments.weights,
        year=intake.year_of(arguments.period or ""),
        mappings=mappings,
        most=None,
        on_progress=_progress,
    )


def _mapping(name: str | None, instrument: Instrument) -> dict[str, ColumnMapping]:
    """What a mapping file says of columns, for every table; nothing without one."""
    from survey import mapping

    if name is None:
        return {}
    try:
        found = mapping.from_csv(Path(name).read_bytes(), instrument.framework.leaves)
    except mapping.MappingError as error:
        raise UsageError(f"{Path(name).name}: {error}") from error
    return {found.signature: found}


def _known_weights(instrument: Instrument, name: str | None) -> None:
    names = tuple(instrument.framework.weight_sets)
    if name is not None and name not in names:
        known = f"Pilihan: {', '.join(names)}." if names else "Instrumen ini tidak punya skema bobot."
        raise UsageError(f"Skema bobot {name} tidak dikenal. {known}")


def _progress(done: int, total: int, name: str) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{done} dari {total} berkas: {name[:60]:<60}", end=end, file=sys.stderr, flush=True)


def _refused(readings: Sequence[Reading]) -> bool:
    errors = (finding.severity == "error" for reading in readings for finding in reading.findings)
    return any(reading.verdict != "ready" for reading in readings) or any(errors)


def _report(readings: Sequence[Reading]) -> None:
    for reading in readings:
        _say(f"{reading.file}: {VERDICTS[reading.verdict]}")
        for finding in reading.findings:
            _say(_line(finding))
        for question in reading.questions:
            _say(f"  [tanya] {question.text} Pilihan: {_choices(question)}.")
    if any(reading.verdict == "confirm" for reading in readings):
        _say("Bagian yang masih ditanyakan tidak ikut dihitung; jawab di halaman Unggah survei.")


def _choices(question: Question) -> str:
    labels = [label for _, label in question.candidates]
    more = f", dan {len(labels) - SHOWN} lainnya" if len(labels) > SHOWN else ""
    return ", ".join(labels[:SHOWN]) + more


def _line(finding: Finding) -> str:
    place = "!".join(part for part in (finding.sheet, finding.cell) if part)
    proposal = f" Usulan: {finding.proposal}" if finding.proposal else ""
    return f"  [{finding.code}] {place + ': ' if place else ''}{finding.message}{proposal}"


def _summary(result: Result, compared: Sequence[Mapping[str, object]]) -> str:
    counts = Counter(str(row["verdict"]) for row in compared)
    figures = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    root = result.instrument.framework.roots[0]
    unknown = int(result.scores[root].isna().sum()) if len(result.regions) else 0
    text = f"{len(result.regions)} daerah dinilai, {unknown} di antaranya tanpa indeks karena data kurang; "
    text += f"{len(result.absent)} tidak ikut."
    return f"{text} Angka yang diterbitkan berkas dibanding hitungan: {figures}." if figures else text


def _say(text: str) -> None:
    print(text, file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Indonesian, whatever words its Python has."""

    WRONG = (
        (r"arguments are required: (.+)", "Belum diisi: {}."),
        (r"unrecognized arguments: (.+)", "Tidak dikenal: {}."),
        (r"argument (\S+): invalid int", "{} harus bilangan bulat."),
        (r"argument (\S+): invalid choice", "{} bukan salah satu pilihannya."),
        (r"argument (\S+): expected", "{} memerlukan isi."),
    )

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, add_help=False, allow_abbrev=False)
        self.needed = self.add_argument_group("wajib")
        self.optional = self.add_argument_group("pilihan")
        self.optional.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "pemakaian: ", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "pemakaian: ", 1)

    def error(self, message: str) -> NoReturn:
        found = ((text, re.search(pattern, message)) for pattern, text in self.WRONG)
        said = next((text.format(match[1]) for text, match in found if match), "Perintah tidak dikenali.")
        raise UsageError(f"{said}\n{self.format_usage().rstrip()}")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="cli.py", description="Siap Cerdas tanpa layar.")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH", title="perintah")
    command = _command(commands, "template", _template, "Tulis templat survei semua OPD sebuah daerah (ZIP).")
    command.needed.add_argument(
        "--region", required=True, metavar="KODE", help="kode wilayah, misalnya 35.18"
    )
    command.needed.add_argument("--period", required=True, metavar="P", help="nama periode")
    command.needed.add_argument("--out", required=True, metavar="BERKAS.zip")
    command.optional.add_argument("--instrument", default="kesiapan", metavar="ID_ATAU_BERKAS")
    command.optional.add_argument("--roster", metavar="BERKAS", help="daftar nama OPD (.xlsx atau .csv)")
    command = _reading_command(commands, "check", _check, "Periksa berkas tanpa menilai.")
    command.optional.add_argument("--period", metavar="P", help="nama periode; tahunnya menentukan bobot")
    command.optional.add_argument("--out", metavar="TEMUAN.xlsx", help="tulis daftar perbaikan")
    command = _reading_command(commands, "score", _score, "Nilai berkas atau folder.")
    command.needed.add_argument("--period", required=True, metavar="P", help="nama periode")
    command.needed.add_argument("--out", required=True, metavar="X.xlsx|.csv|.json")
    command = _command(commands, "sample", _sample, "Tulis data contoh (sintetis) lima kabupaten.")
    command.needed.add_argument("--out", required=True, metavar="FOLDER")
    command.optional.add_argument("--seed", type=int, metavar="ANGKA", help="benih acak")
    return parser


def _command(commands: Any, name: str, run: Run, text: str) -> _Parser:
    command: _Parser = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _reading_command(commands: Any, name: str, run: Run, text: str) -> _Parser:
    command = _command(commands, name, run, text)
    command.needed.add_argument("paths", nargs="+", metavar="BERKAS", help="berkas atau folder")
    command.needed.add_argument("--instrument", required=True, metavar="ID_ATAU_BERKAS")
    command.optional.add_argument("--region", metavar="KODE", help="kode wilayah berkas-berkas ini")
    command.optional.add_argument("--opd", metavar="KODE", help="OPD untuk berkas yang tidak menyebutnya")
    command.optional.add_argument("--roster", metavar="BERKAS", help="daftar nama OPD daerah itu")
    command.optional.add_argument(
        "--mapping", metavar="BERKAS.csv", help="arti kolom: dua kolom, judul dan sasaran"
    )
    command.optional.add_argument(
        "--weights", metavar="NAMA", help="skema bobot; mengalahkan kolom KET di berkas"
    )
    return command


if __name__ == "__main__":
    sys.exit(main())
