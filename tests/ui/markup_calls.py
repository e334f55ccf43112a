"""Which of Streamlit's calls show Markdown and where, and where such a call is handed on, not called."""

import ast
from collections.abc import Iterator

FIRST = {
    "markdown", "caption", "title", "header", "subheader", "info", "warning", "error", "success", "write",
    "toast", "badge", "metric", "button", "checkbox", "toggle", "expander", "popover", "tabs",
    "selectbox", "multiselect", "text_input", "text_area", "number_input", "date_input", "slider",
    "select_slider", "radio", "pills", "segmented_control", "download_button", "link_button",
    "form_submit_button", "file_uploader", "spinner", "status", "dialog", "table", "html", "data_editor",
    "feedback", "menu_button", "time_input", "color_picker", "latex",
}  # fmt: skip
"""Calls whose first argument is Markdown (data_editor and dataframe show none: no argument of theirs is)."""
NOT_FIRST = {"data_editor", "dataframe", "page_link", "progress", "update", "plotly_chart", "image"}
MORE = {"metric": (1, 2), "progress": (1,), "image": (1,), "write": range(1, 20)}
"""Further places that are Markdown: the value and the delta of a metric, the text of a progress bar."""
NAMED = {
    "label",
    "help",
    "body",
    "text",
    "value_label",
    "delta",
    "caption",
    "captions",
    "title",
    "delta_description",
}
VALUE = {"metric"}
"""Calls whose `value=` is printed as Markdown; elsewhere it is what a field holds."""
OPTIONS = {"radio", "pills", "segmented_control", "select_slider"}
"""Calls whose options are Markdown, as `format_func` prints them or as they are."""


def find_calls_handed_on(tree: ast.Module) -> Iterator[str]:
    """Names for a call of Streamlit's that shows Markdown: what it is given there, nobody follows.

    Streamlit's own functions are called as `st.name(...)` or, of two, as `(st.a if x else st.b)(...)`.
    """
    shown, here = FIRST | set(MORE), set[int]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            ways = [node.func.body, node.func.orelse] if isinstance(node.func, ast.IfExp) else [node.func]
            here |= {id(way) for way in ways}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "streamlit":
            named = [one.name for one in node.names if one.name in shown]
            yield from (f"{node.lineno} from streamlit import {name}" for name in named)
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) in {"st", "st.sidebar"}:
            if node.attr in shown and id(node) not in here:
                yield f"{node.lineno} {ast.unparse(node)}"
        elif isinstance(node, ast.Call) and ast.unparse(node).startswith("getattr(st,"):
            yield f"{node.lineno} {ast.unparse(node)}"
