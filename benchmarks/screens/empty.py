"""An empty Streamlit page: the floor that our first page is measured from."""

import streamlit as st

st.title("Kosong")
