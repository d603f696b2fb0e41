"""What a reader of the log asks for, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from crmeter.records.ledger.log_queries import LogFilter

_LONGEST_NUMBER = 18
_LONGEST_WORD = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters as they were typed, and as the log takes them."""

    person: str
    action: str
    kind: str
    since: str
    until: str
    after: tuple[datetime, int] | None

    @property
    def filters(self) -> dict[str, str]:
        """Those that are set."""
        names = ("person", "action", "kind", "since", "until")
        return {name: value for name in names if (value := getattr(self, name))}

    @property
    def chosen(self) -> LogFilter:
        """Return the filter of the log; days are those of the firm, the last one included."""
        since, until = _day(self.since), _day(self.until)
        return LogFilter(
            person=int(self.person) if self.person else None,
            action=self.action,
            kind=self.kind,
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until and until < date.max else None,
        )

    @property
    def address(self) -> str:
        """Return the address of their first page."""
        return urlencode(self.filters)

    def further(self, after: tuple[datetime, int]) -> str:
        """Return the address of the page after an entry."""
        return urlencode({**self.filters, "at": after[0].isoformat(), "entry": after[1]})


def asked_in(given: Mapping[str, str]) -> Asked:
    """Read what was asked; what means nothing is left out."""
    person = given.get("person", "")
    return Asked(
        person=person if _is_number(person) else "",
        action=_word(given.get("action", "")),
        kind=_word(given.get("kind", "")),
        since=given.get("since", "") if _day(given.get("since", "")) else "",
        until=given.get("until", "") if _day(given.get("until", "")) else "",
        after=_after(given.get("at", ""), given.get("entry", "")),
    )


def _word(words: str) -> str:
    # Actions and kinds are plain words; PostgreSQL takes no text with a zero byte.
    return words if words.isprintable() and len(words) <= _LONGEST_WORD else ""


def _after(at: str, entry: str) -> tuple[datetime, int] | None:
    try:
        instant = parse_datetime(at)
    except ValueError:
        return None
    if instant is None or timezone.is_naive(instant) or not _is_number(entry):
        return None
    return instant, int(entry)


def _is_number(words: str) -> bool:
    return words.isascii() and words.isdecimal() and len(words) <= _LONGEST_NUMBER


def _day(words: str) -> date | None:
    try:
        return parse_date(words)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
