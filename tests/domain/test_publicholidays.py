"""Public holidays have a name in both languages, and regions are known or refused."""

from datetime import date

import pytest

from bot.domain.publicholidays import Holiday, holiday_on, is_region


@pytest.mark.parametrize(
    ("day", "region", "expected"),
    [
        (date(2026, 5, 14), "DE", Holiday("Ascension Day", "Christi Himmelfahrt")),
        (date(2026, 11, 18), "DE-SN", Holiday("Repentance and Prayer Day", "Buß- und Bettag")),
        (date(2026, 11, 18), "DE", None),
        (date(2026, 5, 13), "DE", None),
        (date(2026, 5, 14), "", None),
        (date(2026, 10, 26), "AT", Holiday("National Day", "Nationalfeiertag")),
    ],
)
def test_holiday_on(day: date, region: str, expected: Holiday | None) -> None:
    assert holiday_on(day, region) == expected


@pytest.mark.parametrize("region", ["", "DE", "DE-SN", "AT", "CH-ZH", "US-NY"])
def test_known_regions(region: str) -> None:
    assert is_region(region)


@pytest.mark.parametrize("region", ["de", "Germany", "DE-", "DE-XX", "DE-SN-1", "-", "ZZ", "\x00"])
def test_unknown_regions(region: str) -> None:
    assert not is_region(region)
