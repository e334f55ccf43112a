"""The charts of the plan with data that test their edges."""

import pandas as pd

from charts import causes

CAUSES = pd.DataFrame(
    [
        ("regulasi", 3, 0),
        ("SDM", 12, 4),
        ("anggaran", 1234, 20),
        ("sarana", 0, 0),
        ("data", 0, 2),
        ("proses", 7, 1),
    ],
    columns=["cause", "survey", "groups"],
).assign(total=lambda rows: rows["survey"] + rows["groups"])


def every(**options):
    """Each chart of the plan by name."""
    return {"causes": causes.figure(CAUSES, place="Kab. X", **options)}
