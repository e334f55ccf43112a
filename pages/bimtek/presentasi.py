"""Mode presentasi: one chart fills the window, driven by a clicker; play lists are arranged here as well."""

import streamlit as st

from ui import page, playlists, presenting, stage, view

if stage.ARRANGE in st.query_params:
    page.header("Mode presentasi", "Grafik apa yang ditampilkan di ruangan, dan dalam urutan apa?")
    if seen := view.choose():
        page.status(seen.status())
        playlists.arrange(seen)
    page.footer()
else:
    st.title("Mode presentasi", anchor=False)
    presenting.show()
