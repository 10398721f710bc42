"""Partial dates: a year, a year and month, or a full date, as ISO 8601 writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ].*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """As much of a date as is known; `month` and `day` are None where they are not."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        return text

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Orders dates; an unknown month or day comes first."""
        return (self.year, self.month or 0, self.day or 0)

    def fits(self, other: PartialDate) -> bool:
        """True when both agree as far as both go: 2024 fits 2024-07."""
        if self.year != other.year:
            return False
        if self.month is None or other.month is None:
            return True
        return self.month == other.month and (self.day is None or other.day is None or self.day == other.day)


def parse_date(text: str | None) -> PartialDate | None:
    """Read ISO 8601 `2024`, `2024-07`, `2024-07-25`, `2024-07-25T10:00:00Z`; None for anything
    else."""
    match = _ISO.fullmatch(text.strip()) if text else None
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not 1000 <= year <= 2999 or not (month is None or 1 <= month <= 12):
        return None
    return PartialDate(year, month, day if month and day and 1 <= day <= 31 else None)
