"""Cadangan: copies of the whole store, made here, taken along, and how to put one in place."""

import streamlit as st

from ui.settings import copies
from ui.shared import page, store
from workflow.copies import list_shelf

page.show_page_header(
    "Cadangan", "Bagaimana agar data tidak hilang, dan bagaimana membawanya ke laptop lain?"
)
engine = store.store_engine()
shelf = list_shelf(engine)
copies.show_newest_copy(shelf, store.DAILY.refused)
copies.offer_new_copy(engine)
st.caption(
    "Selama Siap Cerdas berjalan, satu salinan dibuat sendiri setiap hari bila ada yang berubah; tujuh yang "
    "terakhir disimpan. Sebelum basis data diperbarui, keadaan lamanya juga disalin."
)
copies.show_copies(engine, shelf)
st.subheader("Memulihkan, atau membawa ke laptop lain", anchor=False)
st.markdown(copies.RESTORE)
