"""The words to remind an OPD, and the weekly recap for the Sekda: plain text to paste into any message."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from charts.drawing.format import format_part
from charts.titles.wording import PROVED
from reference.instruments import Instrument
from workflow.dates import format_long_day
from workflow.setup.opd_states import NONE, REFUSED, SENT, SETTLED, SILENT, WAITS, find_opd_states

LISTED = 10
KESIAPAN = "survei kesiapan kota cerdas (smart city)"
UNSTORED = {
    REFUSED: "Sudah mengirim, berkasnya perlu diperbaiki",
    WAITS: "Sudah mengirim, menunggu kepastian",
}
NEVER_STORED = {
    REFUSED: "Mengirim, berkasnya tidak dapat dipakai",
    WAITS: "Mengirim, berkasnya tidak dipastikan",
}
HELP = "Bila memerlukan templat atau bantuan pengisian, silakan menghubungi Dinas Kominfo."


@dataclass(frozen=True)
class SurveyRound:
    """Which survey of which region and period is written about; `closed`: its period is locked."""

    region: str
    period: str
    survey: str = KESIAPAN
    closed: bool = False


def name_survey(instrument: Instrument) -> str:
    """The survey of an instrument: "survei indeks Pemdi (PermenPANRB 8/2026)"."""
    return f"survei {instrument.title_within}"


@dataclass(frozen=True)
class CameFile:
    """A file of an OPD that is not stored: `refused`, or waiting for a choice; what is wrong with it."""

    name: str
    refused: bool
    problems: tuple[str, ...] = ()


def came_file_of(row: pd.Series) -> CameFile | None:
    """The file of an OPD that is not stored, as `opd_states.add_opd_states` tells of it; None for none."""
    if not row["file"]:
        return None
    problems = tuple(line for line in str(row["problems"]).split("\n") if line)
    return CameFile(str(row["file"]), row["came"] == REFUSED, problems)


def write_reminder(
    name: str,
    about: SurveyRound,
    *,
    sent: bool,
    missing: Sequence[str] = (),
    deadline: date | None = None,
    came: CameFile | None = None,
    no_programmes: bool = False,
) -> str:
    """What to write to one OPD; `missing` holds its open indicators as "KODE pertanyaan".

    An OPD whose file came and is not stored (`came`) is told what is wrong with it, not that none came. One
    that sent a file without gaps, or that said that it has no programme, is thanked and asked for nothing;
    so is everybody where the period is locked.
    """
    until = f" paling lambat {format_long_day(deadline)}" if deadline else ""
    if about.closed:
        said = _told_closed(about)
    elif not sent and no_programmes:
        said = [f"Keterangan bahwa tidak ada program untuk {_round(about)} telah kami catat."]
    elif not sent:
        said = _about_file(came, about, until) if came else _first_request(about, until)
    else:
        said = [*(_about_file(came, about, until) if came else ()), *_gaps(about, missing, until)]
    parts = [f"Yth. Pimpinan {name}\n{about.region}", "Dengan hormat,", *said]
    return "\n\n".join([*parts, "Terima kasih atas perhatian dan kerja sama Bapak/Ibu."])


def _round(about: SurveyRound) -> str:
    return f"{about.survey} periode {about.period}"


def _told_closed(about: SurveyRound) -> list[str]:
    return [
        f"Periode {about.period} sudah dikunci, sehingga jawaban {about.survey} tidak lagi diterima. "
        "Yang belum terjawab dilengkapi pada periode berikutnya."
    ]


def _first_request(about: SurveyRound, until: str) -> list[str]:
    return [
        f"S{_round(about)[1:]} dari perangkat daerah yang Bapak/Ibu pimpin belum kami terima. "
        f"Mohon berkenan mengisi templat survei dan mengirimkannya{until}.",
        HELP,
    ]


def _about_file(came: CameFile, about: SurveyRound, until: str) -> list[str]:
    problems = [_list(came.problems, noun="hal")] if came.problems else []
    first = f'Berkas "{came.name}" untuk {_round(about)} telah kami terima'
    if came.refused:
        again = f"Mohon berkenan memperbaiki berkas itu dan mengirimkannya kembali{until}."
        return [f"{first}, tetapi belum dapat dipakai:", *problems, again, HELP]
    again = f"Mohon kepastian atas hal tersebut{until}; berkasnya tidak perlu dikirim ulang."
    return [f"{first} dan masih perlu kepastian:", *problems, again]


def _gaps(about: SurveyRound, missing: Sequence[str], until: str) -> list[str]:
    thanks = f"Berkas {_round(about)} telah kami terima."
    if not missing:
        return [f"{thanks} Seluruh pertanyaan sudah terjawab."]
    return [f"{thanks} Mohon lengkapi {len(missing)} pertanyaan berikut{until}:", _list(missing)]


def write_weekly_recap(
    about: SurveyRound, senders: pd.DataFrame, today: date, deadline: date | None = None
) -> str:
    """The week's state for the Sekda; `senders` as `completeness.senders` gives it.

    Of a locked period what stands, without a deadline: nothing is asked any more.
    """
    due = None if about.closed else deadline
    absent, partly, sending = ("Belum mengirim", "Sudah mengirim, perlu dilengkapi", "sudah mengirim")
    if about.closed:
        absent, partly, sending = ("Tidak mengirim", "Mengirim, tidak lengkap", "mengirim")
    states = find_opd_states(senders)
    sent, silent = senders[states == SENT], senders[states == SILENT]
    partial = sent[sent["answered"] < sent["asked"]]
    asked, answered, evidence = (int(senders[name].sum()) for name in ("asked", "answered", "evidence"))
    lines = [
        f"REKAPITULASI {about.survey.upper()}\n{about.region}, periode {about.period}\n"
        f"Keadaan {format_long_day(today)}",
        f"- OPD {sending}: {len(sent)} dari {len(senders)} ({_share(len(sent), len(senders))})\n"
        f"- Pertanyaan terjawab: {answered} dari {asked} ({_share(answered, asked)})\n"
        f"- Jawaban {PROVED}: {evidence} dari {answered} ({_share(evidence, answered)})"
        + (f"\n- Batas pengiriman: {format_long_day(due)}" if due else ""),
    ]
    unstored = NEVER_STORED if about.closed else UNSTORED
    lines += [
        _of_state(senders[states == state], title, reason=not about.closed)
        for state, title in unstored.items()
    ]
    if len(silent):
        lines.append(f"{absent} ({len(silent)}):\n{_list(list(silent['name']), None)}")
    if len(partial):
        rows = [f"{row.name}: {row.asked - row.answered} pertanyaan" for row in _rows(partial)]
        lines.append(f"{partly} ({len(partial)}):\n{_list(rows, None)}")
    if none := list(senders.loc[states == NONE, "name"]):
        lines.append(f"Menyatakan tidak ada program ({len(none)}):\n{_list(none, None)}")
    if states.isin(SETTLED).all() and partial.empty:
        lines.append("Seluruh OPD sudah mengirim dan seluruh pertanyaan sudah terjawab.")
    return "\n\n".join(filter(None, lines))


def _of_state(rows: pd.DataFrame, title: str, *, reason: bool) -> str:
    """The OPD whose file came and is not stored, with the first thing that is wrong; "" for none.

    Without the `reason`, which asks for a correction, where nothing is received any more.
    """
    told = rows if reason else rows.assign(problems="")
    listed = [_came(row) for row in told.to_dict("records")]
    return f"{title} ({len(listed)}):\n{_list(listed, None)}" if listed else ""


def _came(row: Mapping[Hashable, object]) -> str:
    first = str(row["problems"]).partition("\n")[0]
    return f"{row['name']}: {row['file']}{f' ({first})' if first else ''}"


def _rows(table: pd.DataFrame):  # type: ignore[no-untyped-def]
    return table[["name", "asked", "answered"]].itertuples(index=False)


def _list(items: Sequence[str], most: int | None = LISTED, noun: str = "pertanyaan") -> str:
    """One item a line; beyond `most` how many more there are, called by `noun`."""
    shown = items if most is None else items[:most]
    more = len(items) - len(shown)
    return "\n".join([*(f"- {item}" for item in shown), *([f"- dan {more} {noun} lain"] if more else [])])


def _share(part: int, whole: int) -> str:
    """Rounded, but never 0% or 100% before it is so."""
    if not whole:
        return "0%"
    return format_part(part / whole)
