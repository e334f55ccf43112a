"""A process that writes to one region and to all, turn by turn: `region_writer.py URL REGION COUNT`."""

import sys

from storage import open_store
from storage.entries import EntryScope, save_entries
from storage.setup import instruments, periods, targets
from storage.upload import choices, uploads
from storage.values import Actor, UploadBatch
from tests.storage.scene import file, sent


def main(url: str, region: str, count: int) -> None:
    store = open_store(url)
    scope = periods.list_periods(store)[0].id, instruments.list_instruments(store)[0].id
    for number in range(1, count + 1):
        targets.save_target(store, region, "GOV", 2027, float(number), by=Actor(region))
        # The same file for every region: whoever comes first stores it.
        batch = UploadBatch(
            *scope, Actor(region), (file(f"bersama {number}"),), (sent("A", {"X": 1.0}, region=region),)
        )
        uploads.keep_upload(store, batch)
        save_entries(store, EntryScope("programme", region), {"p": str(number)}, by=Actor(region))
        if number % 3 == 0:
            choices.save_choice(store, "", "agency", f"{region} {number}", "A", Actor(region))
    print("done")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
