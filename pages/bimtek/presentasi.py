"""Mode presentasi: one chart fills the window, driven by a clicker; play lists are arranged here as well."""

import streamlit as st

from ui.presentation import playlists, position, show
from ui.shared import page
from ui.shared.selection import choose_selection

if position.ARRANGE in st.query_params:
    page.show_page_header("Mode presentasi", "Grafik apa yang ditampilkan di ruangan, dan dalam urutan apa?")
    if selection := choose_selection():
        page.show_page_status(selection.status())
        playlists.show_playlist_editor(selection)
else:
    st.title("Mode presentasi", anchor=False)
    show.show_presentation()
