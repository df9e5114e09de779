"""Public holidays of a country or a part of it, with their names in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Holiday:
    """What a public holiday is called."""

    en: str
    de: str


@lru_cache(maxsize=1024)
def is_region(region: str) -> bool:
    """Whether holidays are known of this country ("DE") or part of a country ("DE-SN"); "" means none and is one."""
    import holidays  # noqa: PLC0415 (takes longer than all that a short command needs)

    country, _, part = region.partition("-")
    parts = holidays.list_supported_countries(include_aliases=False).get(country)
    return not region or (parts is not None and (part in parts if part else "-" not in region))


def holiday_on(day: date, region: str) -> Holiday | None:
    """The public holiday of this day in the region. Raises NotImplementedError unless `is_region(region)`."""
    if not region:
        return None
    name = _names(region, "en_US", day.year).get(day)
    return Holiday(name, _names(region, "de", day.year).get(day, name)) if name else None


# The library's own object fills itself year by year while it is asked, which two threads must not do at once.
@lru_cache(maxsize=256)
def _names(region: str, language: str, year: int) -> Mapping[date, str]:
    import holidays  # noqa: PLC0415

    country, _, part = region.partition("-")
    return dict(holidays.country_holidays(country, part or None, years=year, expand=False, language=language))
