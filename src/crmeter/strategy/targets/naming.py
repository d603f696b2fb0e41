"""How a target is called in a sentence, in both languages."""

from datetime import date
from decimal import Decimal

from crmeter.evaluation.report.written import figure
from crmeter.measures.catalogue import measures
from crmeter.strategy.targets.kinds import Span
from crmeter.vocabulary import Text, formats

_BOTH: tuple[formats.Lang, formats.Lang] = ("vi", "en")


def title_of(measure: str) -> Text:
    """Return the title of a measure, or its name where the catalogue has it no more."""
    found = measures().get(measure)
    return Text.same(measure) if found is None else found.title


def amount_of(measure: str, value: float | Decimal | None, currency: str) -> Text:
    """Return a value in the unit of its measure; a dash where there is none."""
    found = measures().get(measure)
    if value is None or found is None:
        return Text.same(formats.EMPTY)
    return Text(*(str(figure(value, found.unit, currency or None, to)) for to in _BOTH))


def period_words(span: Span, starts_on: date | None, reach_by: date) -> Text:
    """Return how a period is called: tháng 11/2026, quý 4/2026, năm 2026, đến 31/12/2026."""
    if starts_on is None or span is Span.DAY:
        return _BY.fill(day=reach_by)
    match span:
        case Span.MONTH:
            return Text(f"tháng {starts_on:%m/%Y}", formats.month(starts_on, "en"))
        case Span.QUARTER:
            quarter = (starts_on.month + 2) // 3
            return Text(f"quý {quarter}/{starts_on.year}", f"Q{quarter} {starts_on.year}")
        case _ if starts_on.month == 1:
            return Text(f"năm {starts_on.year}", f"{starts_on.year}")
        case _:
            return _YEAR_FROM.fill(first=starts_on, last=reach_by)


_BY = Text("đến {day}", "by {day}")
_YEAR_FROM = Text("năm từ {first} đến {last}", "the year from {first} to {last}")
