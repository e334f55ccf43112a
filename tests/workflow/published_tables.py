"""The ministries' published tables, as files with the instrument and weight set that they need."""

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent.parent / "corpus" / "indonesia"


class Table(NamedTuple):
    """One file; `weights` is the weight set where the file's own KET does not tell."""

    name: str
    instrument: str
    weights: str | None = None

    @property
    def path(self) -> Path:
        return FOLDER / self.name


KOMINFO_2023 = Table("kominfo_2023_rekap.xlsx", "kominfo")
KOMINFO_2022 = Table("kominfo_2022_kppn_ikn_rekap.xlsx", "kominfo", "KPPN-IKN-2022")
MALANG = Table("kominfo_2022_kab_malang_per_pertanyaan.xlsx", "kominfo", "KPPN-IKN-2022")
DENPASAR = Table("spbe_2021_kota_denpasar.xlsx", "spbe")
SPBE_2024 = Table("spbe_2024_domain_index_412.csv", "spbe")
ALL = (KOMINFO_2023, KOMINFO_2022, MALANG, DENPASAR, SPBE_2024)
