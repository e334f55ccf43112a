"""Ways to write an OPD of a region, drawn over the sample's rosters and rosters drawn from the catalogue."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from benchmarks import drawn_words as words
from benchmarks import slips
from reference import agencies, regions

Way = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class DrawnRoster:
    """The OPD of one region and its label; `overlapping` where several OPD carry the same urusan."""

    area: str
    frame: pd.DataFrame
    overlapping: bool = False

    @property
    def place(self) -> str:
        """The label without its kind."""
        return self.area.split(" ", 1)[1]


@dataclass(frozen=True)
class DrawnAgency:
    """A way of writing, a text, and the OPD it may mean: several = it must be asked, none = it is no OPD."""

    way: str
    text: str
    meant: tuple[str, ...]


def list_rosters(rng: random.Random) -> list[DrawnRoster]:
    """Two of the sample's, six drawn from the catalogue without short names, and the whole catalogue."""
    codes = list(regions.list_regions().index)
    samples = rng.sample(list(agencies.sample_rosters().items()), 2)
    found = [DrawnRoster(regions.find_region(code).label, frame) for code, frame in samples]
    for _ in range(6):
        found.append(DrawnRoster(regions.find_region(rng.choice(codes)).label, _drawn_roster(rng)))
    whole = agencies.opd_catalogue().query("form not in ('lain', 'kecamatan')")["name"]
    return [*found, DrawnRoster("Kab. Batang", agencies.roster_from_names(whole), overlapping=True)]


def _drawn_roster(rng: random.Random) -> pd.DataFrame:
    """OPD of the catalogue that share no urusan, the merged ones as often as the single ones."""
    catalogue = agencies.opd_catalogue().query("form not in ('lain', 'kecamatan', 'bagian')")
    codes, taken, names = list(catalogue.index), set[str](), ["Rumah Sakit Umum Daerah"]
    rng.shuffle(codes)
    for code in codes:
        sectors = set(catalogue.at[code, "sectors"].split(";"))
        if not sectors & taken:
            taken |= sectors
            names.append(str(catalogue.at[code, "name"]))
    districts = [f"Kecamatan {name}" for name in rng.sample(words.DISTRICTS, 4)]
    return agencies.roster_from_names([*names, *districts])


def draw_agency_names(rng: random.Random) -> Iterator[tuple[DrawnRoster, DrawnAgency]]:
    """One text of every way for every OPD of every roster."""
    for roster in list_rosters(rng):
        for row in roster.frame.to_dict("records"):
            for way, text in _ways(row, roster, rng):
                if text:
                    yield roster, DrawnAgency(way, text, (row["opd"],))
        yield from ((roster, drawn) for drawn in _of_several(roster, rng))
        for text in words.STRANGERS:
            yield roster, DrawnAgency("bukan OPD", f"{text} {roster.place}", ())


def _ways(row: dict[str, str], roster: DrawnRoster, rng: random.Random) -> Way:
    if row["code"] == "KEC":
        yield from _district_ways(row["name"], roster, rng)
        return
    known = agencies.opd_catalogue()["short"]
    short = str(known[row["code"]]) if row["code"] in known else ""
    yield from _whole(row["name"], short, roster, rng)
    yield from _known_short(short, roster, rng)
    if not roster.overlapping:
        yield from _made(row, roster, rng)
    if row["code"] == "SETDA" and not any("Bagian" in name for name in roster.frame["name"]):
        yield "bagian Setda", rng.choice(_bagian())
    if row["code"] == "RSUD":
        yield "RSUD", rng.choice([f"RSUD {roster.place}", "RSUD dr. Harjono", "RS Umum Daerah"])


def _whole(name: str, short: str, roster: DrawnRoster, rng: random.Random) -> Way:
    """The whole name: what stands beside it, other words for parts of it, slips."""
    yield "bentuk", rng.choice(_forms(name, short, roster.area))
    if other := [(old, new) for old, new in words.OTHER_WORDS if old in name]:
        yield "kata lain", name.replace(*rng.choice(other))
    for way, slip in slips.SLIPS.items():
        yield way, slip(name, rng)


def _forms(name: str, short: str, area: str) -> list[str]:
    forms = [
        name.upper(),
        f"{name} {area}",
        f"{name.upper()} {area.upper()}",
        f"{name}, {area}",
        f"{name} Pem{area.lower()}",
        f"Pemerintah {area} - {name}",
        f"{area} {name}",
        f"Kantor {name}",
        f"1. {name}",
        f"Kepala {name} {area}",
        f"{name} {area.split(' ', 1)[1]}",
        f"OPD: {name}",
    ]
    if short:
        forms += [f"{name} ({short})", f"{short} ({name})", f"{short} - {name}", f"{name} / {short}"]
    return forms


def _known_short(short: str, roster: DrawnRoster, rng: random.Random) -> Way:
    if short:
        forms = [short, short.upper(), f"{short} {roster.area}", f"{short} {roster.place}"]
        yield "singkatan dikenal", rng.choice(forms)
    slipped = rng.choice([slips.swap, slips.lose, slips.double])(short.lower(), rng)
    # "Bapeda" is a slip of Bapenda and the short name of another OPD.
    if len(slipped) > 4 and agencies.match_opd(slipped).status != "ok":
        yield "singkatan salah ketik", slipped.upper()


def _made(row: dict[str, str], roster: DrawnRoster, rng: random.Random) -> Way:
    """An abbreviation nobody uses yet, an English name, a part of the name, its parts in another order."""
    yield "singkatan buatan", made_abbreviation(row, rng)
    if english := english_name(row, rng):
        yield "inggris", rng.choice([english, f"{english} of {roster.area}", f"{english}, {roster.area}"])
    parts = re.split(r", | dan ", row["name"])
    if len(parts) > 1 and ";" in row["sectors"]:
        yield "sebagian nama", parts[0]
        first, _, rest = parts[0].partition(" ")
        yield "urutan lain", f"{first} {', '.join(parts[1:])} dan {rest}"


def made_abbreviation(row: dict[str, str], rng: random.Random) -> str:
    """Initials of all words, also with a digit for the same letters, or Dis- and a syllable an urusan."""
    said = [word for word in re.findall(r"[A-Za-z]+", row["name"]) if word != "dan"]
    initials = "".join(word[0] for word in said).upper()
    condensed = re.sub(r"([A-Z])\1+", lambda found: f"{found[1]}{len(found[0])}", initials)
    sectors = [words.SYLLABLES.get(sector, "") for sector in row["sectors"].split(";")]
    made = [initials, condensed] if len(initials) > 3 else []
    if said[0] == "Dinas" and all(sectors):
        rng.shuffle(sectors)
        made += [f"DIS{''.join(sectors).upper()}", f"Din{''.join(sectors)}", f"Dis{'-'.join(sectors)}"]
    return rng.choice(made) if made else ""


def english_name(row: dict[str, str], rng: random.Random) -> str:
    """ "Health Office", "Department of Trade and Industry"; "" where the urusan have no English name here."""
    if row["code"] in words.WHOLE_ENGLISH:
        return words.WHOLE_ENGLISH[row["code"]]
    said = [words.ENGLISH.get(sector, "") for sector in row["sectors"].split(";")]
    if not all(said) or row["name"].split()[0] not in ("Dinas", "Badan"):
        return ""
    carried = " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))
    word = rng.choice(["Office", "Agency", "Service", "Department"])
    return rng.choice([f"{carried} {word}", f"{word} of {carried}", f"Regional {carried} {word}"])


def _bagian() -> list[str]:
    known = agencies.opd_catalogue().query("form == 'bagian'")["name"]
    bare = [name.removeprefix("Setda - ") for name in known]
    return [*known, *bare, *(f"{name} Setda" for name in bare)]


def _district_ways(name: str, roster: DrawnRoster, rng: random.Random) -> Way:
    bare = name.removeprefix("Kecamatan ")
    forms = [
        f"Kec. {bare}",
        f"KEC {bare.upper()}",
        f"Camat {bare}",
        f"Kantor Kecamatan {bare}",
        f"Kantor Camat {bare}",
        f"Kecamatan {bare} {roster.area}",
        f"Kec.{bare}",
        f"Kecamatan{bare}",
        f"{bare} Sub-district",
        f"{bare} District Office",
    ]
    yield "kecamatan", rng.choice(forms)
    if slipped := slips.lose(bare, rng):
        yield "kecamatan salah ketik", f"Kecamatan {slipped}"


def _of_several(roster: DrawnRoster, rng: random.Random) -> Iterator[DrawnAgency]:
    """Abbreviations and names of an OPD that would carry what two of this region carry: only to be asked."""
    rows = [row for row in roster.frame.to_dict("records") if row["name"].startswith("Dinas")]
    for _ in range(0 if roster.overlapping else 12):
        one, two = rng.sample(rows, 2)
        sectors = [*one["sectors"].split(";"), *two["sectors"].split(";")]
        if all(sector in words.SYLLABLES for sector in sectors):
            meant = (one["opd"], two["opd"])
            form = rng.choice(["DIS", "D", "B"])
            said = "".join(words.SYLLABLES[sector] for sector in sectors).upper()
            yield DrawnAgency("singkatan dua OPD", form + said, meant)
            both = f"{one['name']} {two['name'].removeprefix('Dinas')}"
            yield DrawnAgency("nama dua OPD", both, meant)
