"""Siap berangkat: checks the laptop before it travels to a room without internet."""

from datetime import UTC, datetime

import streamlit as st

from ui.presentation import laptop_check
from ui.shared import filters, page
from ui.shared.badges import ATTENTION, PASSED
from ui.shared.format import format_count, format_moment
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection, choose_selection

KEPT = "berangkat"


def check_laptop(selection: Selection) -> None:
    """Run every check with a count, and keep what they found for this session."""
    total = len(laptop_check.CHECKS)
    bar = st.progress(0.0, f"0 dari {total} pemeriksaan")
    found = {}
    for done, (title, finding) in enumerate(laptop_check.run_laptop_checks(selection), start=1):
        found[title] = finding
        bar.progress(done / total, f"{done} dari {total} pemeriksaan: {escape_markdown(title)}")
    bar.empty()
    st.session_state[KEPT] = (selection.scope, selection.region, datetime.now(UTC), found)


def show_check_results(selection: Selection) -> None:
    """The findings of the last run for this region."""
    scope, region, at, found = st.session_state.get(KEPT) or (None, "", None, {})
    if (scope, region) != (selection.scope, selection.region):
        st.caption("Belum diperiksa untuk daerah dan periode ini. Pemeriksaan berlangsung beberapa detik.")
        return
    wanting = [title for title, finding in found.items() if not finding.passed]
    if wanting:
        st.warning(
            f"{format_count(len(wanting))} dari {format_count(len(found))} pemeriksaan perlu perhatian."
        )
    else:
        st.success(f"Seluruh {format_count(len(found))} pemeriksaan lulus.")
    st.caption(f"Diperiksa {format_moment(at)}")
    for title, finding in found.items():
        with st.container(border=True):
            st.markdown(
                f"{PASSED if finding.passed else ATTENTION} **{escape_markdown(title)}**  \n"
                f"{escape_markdown(finding.said)}"
            )
            if finding.todo:
                st.markdown(f"**Yang perlu dilakukan:** {escape_markdown(finding.todo)}")


page.show_page_header("Siap berangkat", "Apakah laptop ini siap dibawa ke ruangan tanpa internet?")
selection = choose_selection()
if selection:
    page.show_page_status(selection.status())
    if st.button("Periksa sekarang", type="primary", icon=":material/fact_check:"):
        check_laptop(selection)
    show_check_results(selection)
    st.subheader("Periksa sendiri", anchor=False)
    st.markdown(laptop_check.BY_HAND)
    st.page_link(
        "pages/bimtek/presentasi.py",
        label="Tampilkan pola uji proyektor",
        icon=":material/grid_on:",
        query_params=filters.link_query() | {"slide": "uji"},
    )
