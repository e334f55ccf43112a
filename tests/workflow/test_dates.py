"""Days are those of western Indonesia, wherever the server's clock stands."""

from datetime import UTC, date, datetime

import pytest

from workflow import dates


@pytest.mark.parametrize(
    ("utc", "expected"),
    [
        (datetime(2026, 6, 14, 16, 59, tzinfo=UTC), date(2026, 6, 14)),
        (datetime(2026, 6, 14, 17, 0, tzinfo=UTC), date(2026, 6, 15)),
        (datetime(2026, 12, 31, 20, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_today_turns_at_midnight_in_jakarta(monkeypatch, utc, expected):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return utc.astimezone(tz)

    monkeypatch.setattr(dates, "datetime", Clock)
    assert dates.local_today() == expected
