"""OPD: the catalogue, the urusan, rosters, and who answers what."""

from functools import cache

import pandas as pd

from reference import tables


def sectors() -> pd.DataFrame:
    """Urusan of the regions, index their key; columns name, group, pattern, code, exclusive and notes."""
    return _sectors().copy()


@cache
def _sectors() -> pd.DataFrame:
    return tables.read("agencies/urusan.csv").set_index("kode")
