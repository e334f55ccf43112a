"""Siap berangkat: checks the laptop before it travels to a room without internet."""

from datetime import UTC, datetime

import streamlit as st

from ui import departure, filters, page, view
from ui.badges import ATTENTION, PASSED
from ui.format import count, moment
from ui.view import View

KEPT = "berangkat"


def check(seen: View) -> None:
    """Run every check with a count, and keep what they found for this session."""
    total = len(departure.CHECKS)
    bar = st.progress(0.0, f"0 dari {total} pemeriksaan")
    found = {}
    for done, (title, finding) in enumerate(departure.run(seen), start=1):
        found[title] = finding
        bar.progress(done / total, f"{done} dari {total} pemeriksaan: {title}")
    bar.empty()
    st.session_state[KEPT] = (seen.scope, seen.region, datetime.now(UTC), found)


def tell(seen: View) -> None:
    """The findings of the last run for this region."""
    scope, region, at, found = st.session_state.get(KEPT) or (None, "", None, {})
    if (scope, region) != (seen.scope, seen.region):
        st.caption("Belum diperiksa untuk daerah dan periode ini. Pemeriksaan berlangsung beberapa detik.")
        return
    wanting = [title for title, finding in found.items() if not finding.passed]
    if wanting:
        st.warning(f"{count(len(wanting))} dari {count(len(found))} pemeriksaan perlu perhatian.")
    else:
        st.success(f"Seluruh {count(len(found))} pemeriksaan lulus.")
    st.caption(f"Diperiksa {moment(at)}")
    for title, finding in found.items():
        with st.container(border=True):
            st.markdown(f"{PASSED if finding.passed else ATTENTION} **{title}**  \n{finding.said}")
            if finding.todo:
                st.markdown(f"**Yang perlu dilakukan:** {finding.todo}")


page.header("Siap berangkat", "Apakah laptop ini siap dibawa ke ruangan tanpa internet?")
seen = view.choose()
if seen:
    page.status(seen.status())
    if st.button("Periksa sekarang", type="primary", icon=":material/fact_check:"):
        check(seen)
    tell(seen)
    st.subheader("Periksa sendiri", anchor=False)
    st.markdown(departure.BY_HAND)
    st.page_link(
        "pages/bimtek/presentasi.py",
        label="Tampilkan pola uji proyektor",
        icon=":material/grid_on:",
        query_params=filters.query() | {"slide": "uji"},
    )
page.footer()
