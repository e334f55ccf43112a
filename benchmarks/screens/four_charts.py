"""The reference page: four graph_objects charts from small tables, and nothing else."""

import plotly.graph_objects as go
import streamlit as st

NAMES = ["Governance", "Branding", "Economy", "Living", "Society", "Environment"]
SCORES = [3.1, 2.2, 2.0, 2.9, 2.6, 2.8]
TARGETS = [4.0, 3.5, 3.5, 4.0, 3.5, 3.5]

st.set_page_config(page_title="Rujukan", page_icon="static/icon.png", layout="wide")
st.title("Rujukan")

distance = go.Figure()
for name, score, target in zip(NAMES, SCORES, TARGETS, strict=True):
    distance.add_scatter(x=[score, target], y=[name, name], mode="lines+markers")
pareto = go.Figure([go.Bar(x=NAMES, y=TARGETS), go.Scatter(x=NAMES, y=SCORES, yaxis="y2")])
heat = go.Figure(go.Heatmap(z=[SCORES, TARGETS], x=NAMES, y=["Skor", "Target"], texttemplate="%{z:.2f}"))
spread = go.Figure([go.Bar(x=SCORES, y=NAMES, orientation="h", name=str(level)) for level in range(1, 6)])

for key, figure in {"a": distance, "b": pareto, "c": heat, "d": spread}.items():
    figure.update_layout(separators=",.", height=420)
    st.plotly_chart(figure, theme=None, key=key)
