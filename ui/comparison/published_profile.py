"""Profil awal: one region's published results beside others, what is known of it, what to ask first."""

import html
from collections.abc import Sequence

import streamlit as st

from charts import titles
from planning.comparison.published_profile import (
    ALIKE,
    COHORT,
    EVERYWHERE,
    PROVINCE,
    PeerGroup,
    PublishedLine,
    PublishedProfile,
    list_question_texts,
)
from planning.comparison.published_results import find_published_instrument, indistinct_within
from ui.frame import paths
from ui.shared.format import format_count, format_number
from ui.shared.markdown import escape_markdown
from workflow.comparison.background_facts import list_background_facts
from workflow.comparison.published_tables import RegionBackground, first_questions

TOGETHER = 3
STANDINGS = {
    "absent": "Kementerian mencatat daerah ini tidak ikut.",
    "unlisted": "Daerah ini tidak tercantum dalam tabel yang diterbitkan; itu tidak berarti tidak ikut.",
}
NARROW = {ALIKE: "", PROVINCE: "tengah", COHORT: "jauh", EVERYWHERE: "luas"}
"""The class by which a column gives way where there is no room for it."""


def show_region_background(found: RegionBackground) -> None:
    """The results on the left, what to ask first on the right; no widgets."""
    st.html(paths.ROOT / "static" / "profil.css")
    left, right = st.columns([2.05, 1], gap="medium")
    with left:
        for profile in sorted(found.profiles, key=lambda one: one.standing != "given"):
            st.html(_result(profile, found))
        st.caption(escape_markdown(_how_to_read(found)))
    with right, st.container(border=True):
        st.html(_questions(found))


def _how_to_read(found: RegionBackground) -> str:
    within = " dan ".join(f"{_within(one)} ({titles.result_name(one.table)})" for one in found.profiles)
    return (
        "Batang: nilai daerah ini; garis: median daerah serupa. Angka: median daerah lain, lalu urutan dari "
        f"yang tertinggi; yang indeksnya berbeda sampai {within} menempati rentang urutan yang sama. Daerah "
        "serupa dipilih menurut ciri wilayah, bukan menurut nilai."
    )


def _within(profile: PublishedProfile) -> str:
    return format_number(indistinct_within(profile.table.instrument, profile.table.index_node))


def show_background_facts(region: str) -> None:
    """People, welfare, money and programme of a region in one line."""
    facts = [
        f"{escape_markdown(name)} **{escape_markdown(text)}**" for name, text in list_background_facts(region)
    ]
    st.markdown(f":small[{' · '.join(facts)}]")


def _result(profile: PublishedProfile, found: RegionBackground) -> str:
    own = profile.table.notes.get(profile.region, "") if profile.standing == "given" else ""
    name = titles.result_name(profile.table)
    after = [*([own] if own else []), *_years(profile)]
    above = f"<b>{html.escape(name)}</b> <small>{html.escape(' · '.join(after))}</small>"
    if profile.standing != "given":
        above += f"<br><small>{html.escape(STANDINGS[profile.standing])}</small>"
    heads = "".join(
        f'<th class="{NARROW[group.key]}">{html.escape(_head(group))}</th>' for group in found.groups
    )
    # Of a region without figures the medians of the parts tell nothing that the index does not.
    shown = profile.lines if profile.standing == "given" else profile.lines[:1]
    rows = "".join(_row(profile, line) for line in shown)
    return (
        f'<div class="siap-hasil"><table><caption>{above}</caption>'
        f"<tr><th>Bagian</th><th></th><th>Nilai</th>{heads}</tr>{rows}</table>"
        f'<div class="sumber">{html.escape(_source(profile))}</div></div>'
    )


def _head(group: PeerGroup) -> str:
    name = f"{len(group.codes)} serupa" if group.key == ALIKE else group.name
    return f"{name[0].upper()}{name[1:]}"


def _row(profile: PublishedProfile, line: PublishedLine) -> str:
    cells = "".join(
        f'<td class="{NARROW[place.group]}">{html.escape(median)} <small>{html.escape(rest)}</small></td>'
        for place in line.places
        for median, _, rest in [titles.place_words(place).partition(" · ")]
    )
    kind = ' class="indeks"' if line.node == profile.table.index_node else ""
    value = html.escape(format_number(line.value, missing="–"))
    return (
        f"<tr{kind}><td>{html.escape(line.name)}</td><td>{_track(profile, line)}</td>"
        f'<td class="nilai">{value}</td>{cells}</tr>'
    )


def _track(profile: PublishedProfile, line: PublishedLine) -> str:
    """A bar to the value on the scale and a line at the median of similar regions; decoration of the row."""
    scale = find_published_instrument(profile.table.instrument).framework.scale

    def scale_share(value: float) -> int:
        return int(100 * (value - scale.minimum) / (scale.maximum - scale.minimum))

    median = line.place_in(ALIKE).median
    bar = f'<i style="--x:{scale_share(line.value)}"></i>' if line.value == line.value else ""
    tick = f'<b style="--x:{scale_share(median)}"></b>' if median == median else ""
    return f'<span class="jalur" aria-hidden="true">{bar}{tick}</span>'


def _years(profile: PublishedProfile) -> Sequence[str]:
    """The index of other years; one in which the region took no part says so."""
    return [
        f"{year}: {format_number(value)}" if value == value else f"{year}: tidak ikut"
        for year, value in profile.years
        if year != profile.table.year
    ]


def _source(profile: PublishedProfile) -> str:
    """Of the region's own row, else of the table's rows, and how many regions it holds."""
    sources = profile.table.sources
    own = sources.get(profile.region) or next(iter(sources.values()), "")
    counted = format_count(len(profile.table.values))
    return f"{own} · {counted} daerah"


def _questions(found: RegionBackground) -> str:
    asked, left = first_questions(found, TOGETHER)
    rows = "".join(
        f"<p>{html.escape(list_question_texts()[one.node][0])}</p>"
        f"<small>{html.escape(titles.reason_of_question(one, found.region))}</small>"
        for one in asked
    )
    rest = f"<small>{format_count(left)} bagian lain juga di bawah; lihat tabel.</small>" if left else ""
    none = "" if asked else "<p>Belum ada hasil terbit yang menunjukkan bagian lemah.</p>"
    return f'<div class="siap-tanya"><b>Tanyakan lebih dulu di bimtek</b>{none}{rows}{rest}</div>'
