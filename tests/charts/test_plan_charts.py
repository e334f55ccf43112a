"""Charts of the plan show the data and only the data."""

from charts import causes
from tests.charts.plan_charts import CAUSES


def test_causes_show_each_count_and_the_sum_of_both():
    drawn = causes.figure(CAUSES, place="Kab. X", source="")
    assert drawn.title == "Akar masalah terbanyak: anggaran (1.254 dari 1.283)"
    assert list(drawn.table["Jumlah"]) == [3, 16, 1254, 0, 2, 8]
    assert [list(bar.x) for bar in drawn.figure.data[:2]] == [[3, 12, 1234, 0, 0, 7], [0, 4, 20, 0, 2, 1]]
