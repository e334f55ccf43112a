"""A process that uploads version after version until it is done or killed: `writer.py URL WHO COUNT`."""

import hashlib
import sys

from storage import open_store
from storage.setup import instruments, periods
from storage.upload import uploads
from storage.values import Actor, StoredFile, Submission, UploadBatch
from survey.values import Answer

REGION = "35.18"
INDICATORS = 30
AGENCIES = 4


def _file(name: str, content: bytes) -> StoredFile:
    return StoredFile(name, hashlib.sha256(content).hexdigest(), content)


def batch(period_id: int, instrument_id: int, who: str, number: int) -> UploadBatch:
    """One upload of every OPD whose answers all carry its number, so that a mixture shows."""
    given = tuple(
        Answer(f"A{at}", "answered", float(number), fact=f"{who} {number}") for at in range(INDICATORS)
    )
    files = tuple(_file(f"{who}-{at}.xlsx", f"{who}-{number}-{at} ".encode() * 100) for at in range(AGENCIES))
    sent = tuple(Submission(REGION, f"{who}{at}", "", at, given) for at in range(AGENCIES))
    return UploadBatch(period_id, instrument_id, Actor(who), files, sent)


def main(url: str, who: str, count: int) -> None:
    store = open_store(url)
    period_id, instrument_id = periods.list_periods(store)[0].id, instruments.list_instruments(store)[0].id
    for number in range(1, count + 1):
        uploads.keep_upload(store, batch(period_id, instrument_id, who, number))
        print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
