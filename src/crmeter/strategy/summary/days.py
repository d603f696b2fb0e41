"""Of which days a summary speaks: whole ones that are over."""

from datetime import date, timedelta

from crmeter.strategy.summary.kinds import Every
from crmeter.vocabulary import Period, Text


def last_span(every: Every, today: date) -> tuple[date, date]:
    """Return the first and the last day of the last whole day, week (from Monday) or month before a day."""
    yesterday = today - timedelta(days=1)
    match every:
        case Every.DAY:
            return yesterday, yesterday
        case Every.WEEK:
            sunday = today - timedelta(days=today.weekday() + 1)
            return sunday - timedelta(days=6), sunday
        case Every.MONTH:
            last = today.replace(day=1) - timedelta(days=1)
            return Period.month_of(last).start, last


def called(every: Every, since: date, until: date) -> Text:
    """Return how a summary is called."""
    match every:
        case Every.DAY:
            return Text("Tóm tắt ngày {day}", "Summary of {day}").fill(day=until)
        case Every.WEEK:
            return Text("Tóm tắt tuần {since} – {until}", "Summary of the week {since} – {until}").fill(
                since=since, until=until
            )
        case Every.MONTH:
            return Text(f"Tóm tắt tháng {until:%m/%Y}", f"Summary of {until:%B %Y}")
