"""What the longest texts cost: every page, part, slide and document beside the same with short texts.

    python benchmarks/longest_texts.py [--one-word]

Prints seconds of the processor with short and with the longest texts, and the ratio; exits with 1 where a
page or document adds more than `SECONDS`, or all pages together cost more than `RATIO` times.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from streamlit.testing.v1 import AppTest

from tests import long_texts
from tests.pages import stores
from tests.pages.test_long_texts import document_costs, seconds_of
from tests.pages.test_markup import EVERY, FILES

RATIO, SECONDS = 3, 6


def page_costs(file: Path) -> dict[str, float]:
    """Seconds of the processor for each address, in a session of its own."""
    os.environ["DATABASE_URL"] = stores.address(file)
    menu = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()._registered_pages
    return {address: seconds_of(_visit(address, menu)) for address in EVERY}


def _visit(address: str, menu: dict) -> Callable[[], object]:
    parts = urlsplit(address)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    app._registered_pages = dict(menu)
    app.query_params["wilayah"] = "35.18"
    for name, value in parse_qsl(parts.query):
        app.query_params[name] = value
    return lambda: app.switch_page(f"pages/{FILES[parts.path]}").run()


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SIAP_VAR"] = folder
        short, long = Path(folder) / "short.db", Path(folder) / "long.db"
        stores.seed(short)
        shutil.copy(short, long)
        long_texts.lengthen_store(long, one_word="--one-word" in sys.argv)
        start = time.time()
        pages, documents = (
            (page_costs(short), page_costs(long)),
            (document_costs(short), document_costs(long)),
        )
    for before, after in (pages, documents):
        for key in sorted(after, key=lambda key: after[key] / before[key], reverse=True):
            print(f"{key:55} {before[key]:6.2f} {after[key]:6.2f} {after[key] / before[key]:6.1f}")
    whole = sum(pages[1].values()) / sum(pages[0].values())
    added = max(after[key] - before[key] for before, after in (pages, documents) for key in after)
    print(f"all pages {whole:.1f} times; the most that one adds {added:.1f} s ({time.time() - start:.0f} s)")
    return int(whole > RATIO or added > SECONDS)


if __name__ == "__main__":
    sys.exit(main())
