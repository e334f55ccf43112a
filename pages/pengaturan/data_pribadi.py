"""Tentang data pribadi: what is stored and what not, the files, and who changed what."""

import streamlit as st

from ui import page, store, stored

page.header("Tentang data pribadi", "Apa yang disimpan, apa yang tidak, dan siapa mengubah apa?")
engine = store.engine()
kept, left_out = st.columns(2)
kept.container(border=True, height="stretch").markdown(stored.KEPT)
left_out.container(border=True, height="stretch").markdown(stored.NOT_KEPT)
st.markdown(stored.place(engine))
st.caption(stored.ADVICE)
stored.files(engine)
stored.history(engine)
page.footer()
