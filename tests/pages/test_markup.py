"""No markup of a stored text is live on any page, part or slide: every text of the store holds some."""

import contextlib
import gc
import json
import sqlite3
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from tests import poison, worked_sample
from tests.e2e.test_frame import rows
from tests.pages import stores
from tests.parts import DETAILS, PARTS, addresses
from ui.presentation.slides import SLIDES
from workflow.entries import Entries

FILES = {row[2]: row[0] for row in rows()}
EVERY = [*FILES, *addresses([*PARTS, *DETAILS]), *(f"presentasi?slide={key}" for key in SLIDES)]
# A state that bears markup, chosen, with all that changed since.
SINCE = [
    f"{page}&{urlencode({'keadaan': worked_sample.MARKED})}"
    for page in (
        "ringkasan?",
        "kesenjangan?",
        "perbandingan?perbandingan=keadaan",
        "presentasi?slide=sejak-keadaan",
    )
]
# A locked region with figures of its own and a loaded package; a survey that brought its own questions.
ELSEWHERE = [f"{page}?{more}" for page in FILES for more in (f"wilayah={worked_sample.OTHER}", "instrumen=2")]
# What Streamlit's protocol holds that no browser reads as Markdown; all else counts as Markdown.
PLAIN = {
    "Selectbox.options", "Selectbox.raw_value", "MultiSelect.options", "TextInput.value", "TextInput.default",
    "TextArea.value", "TextArea.default", "Code.code_text", "PlotlyChart.alt", "Dataframe.alt", "Table.alt",
    "Arrow.alt", "MultiSelect.raw_values", "PageLink.query_string",
}  # fmt: skip


@pytest.fixture
def store(poisoned, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", stores.address(poisoned))
    return poisoned


@pytest.mark.parametrize("address", [*EVERY, *ELSEWHERE, *SINCE])
def test_no_markup_of_a_stored_text_is_live(app, unexpected, address):
    parts = urlsplit(address)
    app.query_params["wilayah"] = "35.18"
    for name, value in parse_qsl(parts.query):
        app.query_params[name] = value
    app.session_state["sejak_keadaan"] = True  # the drawer of what changed since a state
    app.switch_page(f"pages/{FILES[parts.path]}").run()
    assert unexpected == []
    assert not app.exception
    shown = list(texts_shown(app))
    assert [found for found in shown if is_live(*found)] == []


def test_the_markup_of_the_store_is_seen_by_this_test(app):
    """A page that shows none of it would prove nothing."""
    app.query_params["wilayah"] = "35.18"
    app.switch_page(f"pages/{FILES['klarifikasi']}").run()
    told = [text for place, text in texts_shown(app) if "ZQ" in text and place not in PLAIN]
    assert any(place == "Heading.body" for place, text in texts_shown(app) if "ZQ" in text)
    assert sum(text.count("ZQ") for text in told) > 20


def test_what_changed_since_a_state_is_among_what_is_seen(app):
    app.query_params["wilayah"] = "35.18"
    app.query_params["keadaan"] = worked_sample.MARKED
    app.session_state["sejak_keadaan"] = True
    app.switch_page(f"pages/{FILES['ringkasan']}").run()
    told = [text for _, text in texts_shown(app) if "ZQ" in text]
    assert any("Kesepakatan tingkat 2" in text for text in told)
    assert any(text.startswith("Sejak **") for text in told)


def test_every_column_and_every_kind_of_entry_holds_markup(poisoned):
    """What the store of these tests has none of would be looked at by none of them."""
    with contextlib.closing(sqlite3.connect(poisoned)) as connection:
        clean = [
            f"{table.name}.{column.name}"
            for table, column in poison.text_columns()
            if f"{table.name}.{column.name}" not in poison.NAMES
            and not connection.execute(
                f'SELECT 1 FROM "{table.name}" WHERE "{column.name}" LIKE \'%ZQ%\' LIMIT 1'
            ).fetchone()
        ]
        held = {kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM entry")}
    assert clean == []
    assert {one.kind for one in gc.get_objects() if Entries in type(one).__mro__} - held == set()


def test_what_lives_is_known_when_it_is_seen():
    raw = poison.poison("Dinas")
    assert is_live("Markdown.body", raw)
    assert is_live("PlotlyChart.spec.layout.annotations.text", raw)
    assert not is_live("Selectbox.options", raw)


def is_live(place: str, text: str) -> bool:
    """Whether a browser would act upon markup of the store in a field of the protocol."""
    if place.startswith("PlotlyChart.spec"):
        return "ZQ" in text and ("<b>ZQ" in text or "<a href" in text or "%{x}" in text)
    if place == "Dataframe.columns":
        text = " ".join(str(column.get("help", "")) for column in json.loads(text).values())
    return place not in PLAIN and poison.LIVE.search(text) is not None


def texts_shown(app: Any) -> Iterator[tuple[str, str]]:
    """Every text that the page sent: the field of the protocol, and the text."""
    for node in nodes(app._tree):
        sent = getattr(node, "proto", None)
        if sent is not None:
            yield from fields(sent, sent.DESCRIPTOR.name)


def nodes(block: Any) -> Iterator[Any]:
    yield block
    for child in block.children.values():
        yield from nodes(child) if hasattr(child, "children") else [child]


def fields(message: Any, place: str) -> Iterator[tuple[str, str]]:
    """The texts of a message of the protocol; a figure of Plotly is looked into."""
    for field, value in message.ListFields():
        here = f"{place}.{field.name}"
        if isinstance(value, str):
            yield from within(json.loads(value), here) if here == "PlotlyChart.spec" else [(here, value)]
        elif hasattr(value, "ListFields"):
            yield from fields(value, here)
        elif isinstance(value, int | float | bytes):
            continue
        else:
            for one in value.values() if hasattr(value, "values") else value:
                if isinstance(one, str):
                    yield here, one
                elif hasattr(one, "ListFields"):
                    yield from fields(one, here)


def within(part: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(part, str):
        yield place, part
    elif isinstance(part, dict):
        for name, value in part.items():
            yield from within(value, f"{place}.{name}")
    elif isinstance(part, list):
        for value in part:
            yield from within(value, place)
