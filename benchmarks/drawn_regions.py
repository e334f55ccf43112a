"""Ways to write a kabupaten or kota, drawn over all 514: (kind of way, text, code that is meant)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

from benchmarks import slips
from reference import regions
from reference.keys import text_key

Drawn = tuple[str, str, str]
DIRECTIONS = {
    "Utara": "North",
    "Selatan": "South",
    "Timur": "East",
    "Barat": "West",
    "Tengah": "Central",
    "Tenggara": "Southeast",
    "Pusat": "Central",
}
SHORT_DIRECTIONS = {
    "Utara": ("Ut.", "Utr"),
    "Selatan": ("Sel.", "Sel", "Slt."),
    "Timur": ("Tim.", "Tmr"),
    "Barat": ("Bar.", "Brt"),
    "Tengah": ("Teng.", "Tgh"),
    "Tenggara": ("Tengg.", "Tgr"),
}
SHORT_WORDS = {"Tanjung": "Tj.", "Kepulauan": "Kep.", "Sungai": "Sei", "Padang": "Pd.", "Bandar": "Bd."}
OLD_SPELLING = (("u", "oe"), ("j", "dj"), ("y", "j"), ("c", "tj"))
SHORT_KIND = {"Kabupaten": ("Kab.", "Kab", "Pemkab", "KAB."), "Kota": ("Kota", "Kota", "Pemkot", "KOTA ")}
PROVINCES = {
    "Jawa Timur": "Jatim",
    "Jawa Barat": "Jabar",
    "Jawa Tengah": "Jateng",
    "Sulawesi Selatan": "Sulsel",
}


def draw_region_names(rng: random.Random) -> Iterator[Drawn]:
    """One text of every way for every region."""
    for code in regions.list_regions().index:
        region = regions.find_region(str(code))
        for way in (_plain, _english, _provinces, _codes, _short_words, _slips, _old_spelling, _capital):
            for kind, text in way(region, rng):
                if not _is_another(text, region):
                    yield kind, text, region.code


def _is_another(text: str, region: regions.Region) -> bool:
    """Whether a slip made the name of another region: "Badung" of "Bandung", "Kota Baru" of "Kota Batu"."""
    keys = {text_key(text), text_key(re.sub(r"^(Kab\.?|Kota) ", "", text))}
    return bool((keys - {text_key(region.short)}) & _official_keys())


@cache
def _official_keys() -> frozenset[str]:
    return frozenset(map(text_key, regions.list_regions()["short"]))


def _is_bare(region: regions.Region) -> bool:
    """Whether the name alone means this region and no other."""
    return regions.match_region(region.short).code == region.code


def _plain(region: regions.Region, rng: random.Random) -> Iterator[tuple[str, str]]:
    kind, short = region.kind, region.short
    dotted, bare, government, upper = SHORT_KIND[kind]
    forms = [
        f"PEMERINTAH {kind.upper()} {short.upper()}",
        f"{government} {short}",
        f"{government}. {short}",
        f"{upper}{short.upper()}",
        f"{short}, {dotted}",
        f"{short} ({kind})",
        f"{kind}_{short.replace(' ', '_')}",
        f"Pemerintahan {kind} {short}",
        f"Pemda {bare} {short}",
        f"Daerah {kind} {short}",
        f"Pemerintah Daerah {kind} {short}",
        f"{kind} : {short}",
        f"{'Bupati' if kind == 'Kabupaten' else 'Wali Kota'} {short}",
    ]
    yield "bentuk", rng.choice(forms)
    yield (
        "tanpa spasi",
        rng.choice([f"{kind}{short}", f"{bare}{short}", f"{government}{short}"]).replace(" ", ""),
    )


def english_name(short: str) -> str:
    """ "Lampung Selatan" as "South Lampung", "Kepulauan Aru" as "Aru Islands"."""
    words = short.split()
    for ending, said in (("Barat Daya", "Southwest"), *DIRECTIONS.items()):
        if short.endswith(f" {ending}") and not short.endswith("Bagian " + ending):
            return f"{said} {english_name(short.removesuffix(' ' + ending))}"
    if words[0] in ("Kepulauan", "Kep."):
        return f"{' '.join(words[1:])} Islands"
    if words[0] == "Pulau" and len(words) > 1:
        return f"{' '.join(words[1:])} Island"
    if words[0] == "Pegunungan":
        return f"{' '.join(words[1:])} Mountains"
    return short.replace(" dan Kepulauan", " and Islands")


def _english(region: regions.Region, rng: random.Random) -> Iterator[tuple[str, str]]:
    word = "Regency" if region.kind == "Kabupaten" else "City"
    name = rng.choice([region.short, english_name(region.short)])
    forms = [
        f"{name} {word}",
        f"{word} of {name}",
        f"{name} {word} Government",
        f"Government of {name} {word}",
    ]
    yield "inggris", rng.choice([*forms, f"The {word} of {name}", f"{name} {word}, {region.province}"])


def _provinces(region: regions.Region, rng: random.Random) -> Iterator[tuple[str, str]]:
    province = rng.choice([region.province, PROVINCES.get(region.province, region.province)])
    yield (
        "provinsi",
        rng.choice(
            [
                f"{region.label} ({province})",
                f"{region.name} - {province}",
                f"{region.label}, Prov. {province}",
                f"{region.name}, Provinsi {province}",
                f"{province} - {region.label}",
                f"Prov. {province}, {region.label}",
                f"{region.label} / {province}",
            ]
        ),
    )


def _codes(region: regions.Region, rng: random.Random) -> Iterator[tuple[str, str]]:
    code = region.code
    yield (
        "kode",
        rng.choice(
            [
                f"{code} {region.name}",
                f"{code} - {region.label}",
                f"[{code}] {region.label}",
                f"{region.label} ({code})",
                f"{region.name} / {code}",
                repr(float(code)),
                f"{code}.",
                code.replace(".", ","),
            ]
        ),
    )


def _short_words(region: regions.Region, rng: random.Random) -> Iterator[tuple[str, str]]:
    words = region.short.split()
    if words[-1] in SHORT_DIRECTIONS:
        last = rng.choice(SHORT_DIRECTIONS[words[-1]])
        yield "kata singkat", f"{SHORT_KIND[region.kind][1]} {' '.join([*words[:-1], last])}"
    elif words[0] in SHORT_WORDS:
        first = SHORT_WORDS[words[0]]
        yield "kata singkat", f"{SHORT_KIND[region.kind][1]} {' '.join([first, *words[1:]])}"


def _slips(region: regions.Region, rng: random.Random) -> Iterator[tuple[str, str]]:
    kind = SHORT_KIND[region.kind][rng.randrange(2)]
    for way, slip in slips.SLIPS.items():
        if slipped := slip(region.short, rng):
            yield way, f"{kind} {slipped}"
    # Three letters left of a name that does not say what it is are anybody's.
    if (
        len(region.short) > 4
        and _is_bare(region)
        and (slipped := slips.SLIPS["huruf hilang"](region.short, rng))
    ):
        yield "huruf hilang, nama saja", slipped
    yield "jenis salah ketik", f"{slips.swap(region.kind, rng)} {region.short}"


def _old_spelling(region: regions.Region, rng: random.Random) -> Iterator[tuple[str, str]]:
    old = region.short.lower()
    for new, written in OLD_SPELLING:
        old = old.replace(new, written)
    if old != region.short.lower():
        yield "ejaan lama", f"{SHORT_KIND[region.kind][0]} {old.title()}"


def _capital(region: regions.Region, rng: random.Random) -> Iterator[tuple[str, str]]:
    capital = regions.list_regions().at[region.code, "capital"]
    if capital and regions.match_region(capital).status == "unknown":
        yield "ibu kota", capital
