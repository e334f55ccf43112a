"""Tables of data/ as text frames."""

from pathlib import Path

import pandas as pd

DATA = Path(__file__).resolve().parent.parent / "data"


def read_data_table(path: str) -> pd.DataFrame:
    """A CSV file below data/, every cell as text, blank cells as ""."""
    return pd.read_csv(DATA / path, dtype=str, keep_default_na=False, encoding="utf-8")
