"""Tentang data pribadi: what is stored and what not, the files, and who changed what."""

import streamlit as st

from ui.settings import kept_drafts, personal_data
from ui.shared import page, store

page.show_page_header("Tentang data pribadi", "Apa yang disimpan, apa yang tidak, dan siapa mengubah apa?")
engine = store.store_engine()
kept, left_out = st.columns(2)
kept.container(border=True, height="stretch").markdown(personal_data.KEPT)
left_out.container(border=True, height="stretch").markdown(personal_data.NOT_KEPT)
st.markdown(personal_data.describe_location(engine))
st.caption(personal_data.ADVICE)
personal_data.show_kept_files(engine)
kept_drafts.show_kept_drafts(engine)
personal_data.show_audit_trail(engine)
