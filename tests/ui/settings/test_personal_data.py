"""Where the data lie, told without what opens the door."""

import pytest
from sqlalchemy import create_engine

from tests.pages import words
from ui.settings import personal_data


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("postgresql+psycopg://ani:rahasia@basis.example:5433/siap?sslpassword=rahasia", "basis.example"),
        ("postgresql+psycopg:///siap?host=/run/postgresql&password=rahasia", "/run/postgresql"),
        ("postgresql+psycopg://ani:rahasia@/siap", "komputer ini"),
    ],
)
def test_a_database_is_named_without_user_and_password(url, named, monkeypatch, tmp_path):
    monkeypatch.setenv("SIAP_VAR", str(tmp_path))
    said = personal_data.describe_location(create_engine(url))
    assert f"PostgreSQL **siap** di **{named}**" in said
    assert words.as_seen(said).endswith(f"**{tmp_path}**.")
    assert "rahasia" not in said
    assert "ani" not in said
