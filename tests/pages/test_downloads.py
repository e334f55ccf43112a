"""Nothing that any page gives to take away does anything by itself, whatever the stored texts hold."""

import base64
import contextlib
import os
import sqlite3
import zlib
from urllib.parse import parse_qsl, urlsplit

import pytest
import streamlit as st

from tests import worked_sample
from tests.live_parts import find_live_parts, open_members
from tests.pages import stores
from tests.pages.test_markup import EVERY, FILES


@pytest.fixture
def store(poisoned, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", stores.address(poisoned))
    return poisoned


HERE, LOCKED = worked_sample.REGION, worked_sample.OTHER
PAGES = sorted({urlsplit(address).path for address in EVERY})


@pytest.mark.parametrize("page", PAGES)
def test_no_file_of_a_page_runs_or_reaches_out(app, unexpected, monkeypatch, page):
    made = taken_away(app, monkeypatch, page)
    for name, content in made.items():
        assert find_live_parts(name, content) == []
    assert unexpected == []


@pytest.mark.parametrize("page", ["ekspor", "paket", "perbandingan", "peta-jalan"])
def test_no_file_of_a_locked_copy_runs_or_reaches_out(app, unexpected, monkeypatch, page):
    made = taken_away(app, monkeypatch, page, LOCKED)
    for name, content in made.items():
        assert find_live_parts(name, content) == []
    assert unexpected == []


def test_files_of_a_locked_copy_hold_its_texts(app, monkeypatch):
    with contextlib.closing(sqlite3.connect(os.environ["DATABASE_URL"].removeprefix("sqlite:///"))) as raw:
        (text,) = raw.execute(
            "SELECT content FROM kept_state WHERE region = ? AND lock_id NOT NULL", [LOCKED]
        ).fetchone()
    copied = zlib.decompress(base64.b64decode(text)).decode()
    assert copied.count("ZQ0") > 50
    made = taken_away(app, monkeypatch, "ekspor", LOCKED)
    assert len(made) >= 11
    for name, content in made.items():
        if not name.endswith(".pdf"):
            assert any(b"ZQ" in inside for _, inside in open_members(name, content)), name


def test_files_hold_the_texts_and_are_opened_to_their_inside(app, monkeypatch):
    """A file that holds none of it would prove nothing."""
    made = taken_away(app, monkeypatch, "ekspor")
    assert len(made) >= 11
    for name, content in made.items():
        if not name.endswith(".pdf"):
            assert any(b"ZQ" in inside for _, inside in open_members(name, content)), name
    inside = [place for name, content in made.items() for place, _ in open_members(name, content)]
    assert any(".pptx/" in place and ".xlsx/xl/worksheets" in place for place in inside)
    assert any(".docx/" in place and ".xlsx/xl/worksheets" in place for place in inside)


def taken_away(app, monkeypatch, page: str, region: str = HERE) -> dict[str, bytes]:
    """Every file that the buttons of a page give, of all its parts, by its name."""
    found = {}

    def record(label, data, file_name=None, mime=None, **_more):
        found.setdefault(file_name or label, data)
        return False

    monkeypatch.setattr(st, "download_button", record)
    for address in (one for one in EVERY if urlsplit(one).path == page and "slide=" not in one):
        app.query_params["wilayah"] = region
        for name, value in parse_qsl(urlsplit(address).query):
            app.query_params[name] = value
        app.switch_page(f"pages/{FILES[page]}").run()
        assert not app.exception
        app.query_params.clear()
    return {name: as_bytes(data() if callable(data) else data) for name, data in found.items()}


def as_bytes(data) -> bytes:
    if isinstance(data, str):
        return data.encode()
    return data if isinstance(data, bytes) else data.read()
