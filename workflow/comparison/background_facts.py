"""What is known of a region beside any result: people, welfare, money, its years in the programme."""

from reference import regions
from reference.numbers import format_number

UNKNOWN = "tidak ada pada tabel"
FISCAL_UNKNOWN = "belum ada pada tabel (baru Jawa Timur)"
YEARS_UNKNOWN = "tidak tercantum pada daftar yang diketahui"


def list_background_facts(region: str) -> list[tuple[str, str]]:
    """(name, as it prints) of a region; what the register does not have says so. KeyError: unknown region."""
    known = regions.list_regions().loc[[region]].to_dict("records")[0]
    people, hdi = format_number(known["population"], 0), format_number(known["hdi_2021"], missing=UNKNOWN)
    return [
        ("Penduduk 2024", people),
        ("IPM 2021", hdi),
        ("miskin 2024", _percent(known["poor_percent_2024"])),
        ("kapasitas fiskal", str(known["fiscal_class"]) or FISCAL_UNKNOWN),
        ("program kota cerdas", programme_years(region)),
    ]


def _percent(value: float) -> str:
    return f"{format_number(value)}%" if value == value else UNKNOWN


def programme_years(region: str) -> str:
    """ "sejak 2019"; every year the lists name where they differ; that none names it."""
    cohorts = regions.list_smart_city_cohorts()
    own = cohorts[(cohorts["code"] == region) & (cohorts["kind"] == "kohort")]
    years = sorted(set(own["year"]))
    if not years:
        return YEARS_UNKNOWN
    doubt = " (sumber berbeda)" if (own["certainty"] == "sengketa").any() else ""
    later = f"; tercantum lagi {', '.join(map(str, years[1:]))}" if years[1:] else ""
    return f"sejak {years[0]}{later}{doubt}"
