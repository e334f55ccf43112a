"""The words to remind an OPD, and the weekly recap for the Sekda: plain text to paste into any message."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from workflow.dates import format_long_day

LISTED = 10


def write_reminder(
    name: str,
    region: str,
    period: str,
    *,
    sent: bool,
    missing: Sequence[str] = (),
    deadline: date | None = None,
) -> str:
    """What to write to one OPD; `missing` holds its open indicators as "KODE pertanyaan".

    An OPD that sent a file without gaps is thanked, and asked for nothing.
    """
    parts = [f"Yth. Pimpinan {name}\n{region}", "Dengan hormat,", *_request(period, sent, missing, deadline)]
    return "\n\n".join([*parts, "Terima kasih atas perhatian dan kerja sama Bapak/Ibu."])


def _request(period: str, sent: bool, missing: Sequence[str], deadline: date | None) -> list[str]:
    until = f" paling lambat {format_long_day(deadline)}" if deadline else ""
    if not sent:
        return [
            f"Survei kesiapan kota cerdas (smart city) periode {period} dari perangkat daerah yang Bapak/Ibu "
            f"pimpin belum kami terima. Mohon berkenan mengisi templat survei dan mengirimkannya{until}.",
            "Bila memerlukan templat atau bantuan pengisian, silakan menghubungi Dinas Kominfo.",
        ]
    thanks = f"Berkas survei kesiapan kota cerdas (smart city) periode {period} telah kami terima."
    if not missing:
        return [f"{thanks} Seluruh butir sudah terjawab."]
    return [f"{thanks} Mohon lengkapi {len(missing)} butir berikut{until}:", _list(missing)]


def write_weekly_recap(
    region: str, period: str, senders: pd.DataFrame, today: date, deadline: date | None = None
) -> str:
    """The week's state for the Sekda; `senders` as `completeness.senders` gives it."""
    sent = senders[senders["sent"].astype(bool)]
    silent = senders[~senders["sent"].astype(bool)]
    partial = sent[sent["answered"] < sent["asked"]]
    asked, answered, evidence = (int(senders[name].sum()) for name in ("asked", "answered", "evidence"))
    lines = [
        f"REKAPITULASI SURVEI KESIAPAN KOTA CERDAS (SMART CITY)\n{region}, periode {period}\n"
        f"Keadaan {format_long_day(today)}",
        f"- OPD sudah mengirim: {len(sent)} dari {len(senders)} ({_share(len(sent), len(senders))})\n"
        f"- Butir terjawab: {answered} dari {asked} ({_share(answered, asked)})\n"
        f"- Butir disertai bukti: {evidence} dari {answered} ({_share(evidence, answered)})"
        + (f"\n- Batas pengiriman: {format_long_day(deadline)}" if deadline else ""),
    ]
    if len(silent):
        lines.append(f"Belum mengirim ({len(silent)}):\n{_list(list(silent['name']), None)}")
    if len(partial):
        rows = [f"{row.name}: {row.asked - row.answered} butir" for row in _rows(partial)]
        lines.append(f"Sudah mengirim, perlu dilengkapi ({len(partial)}):\n{_list(rows, None)}")
    if len(sent) == len(senders) and partial.empty:
        lines.append("Seluruh OPD sudah mengirim dan seluruh butir sudah terjawab.")
    return "\n\n".join(lines)


def _rows(table: pd.DataFrame):  # type: ignore[no-untyped-def]
    return table[["name", "asked", "answered"]].itertuples(index=False)


def _list(items: Sequence[str], most: int | None = LISTED) -> str:
    """One item a line; beyond `most` how many more there are."""
    shown = items if most is None else items[:most]
    more = len(items) - len(shown)
    return "\n".join([*(f"- {item}" for item in shown), *([f"- dan {more} butir lainnya"] if more else [])])


def _share(part: int, whole: int) -> str:
    """Rounded, but never 0% or 100% before it is so."""
    if not whole:
        return "0%"
    percent = round(part / whole * 100)
    return f"{min(max(percent, 1), 99) if 0 < part < whole else percent}%"
