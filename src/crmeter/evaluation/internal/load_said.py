"""What the load of a week says in words, and what the number of agents stands on."""

from collections.abc import Sequence
from datetime import date

from crmeter.estimators.service.hourly_load import HourlyLoad
from crmeter.measures.view import Settings
from crmeter.vocabulary import Text, formats
from crmeter.vocabulary.figures_said import number_said, percent_said

_PROFILE = Text(
    "{n} tuần trọn. Tuần tới tính theo mức của các tuần và nhịp trong tuần: khi thử lại {tested} tuần, sai số tuyệt "
    "đối là {error} số phiếu, còn lấy như tuần trước sai {naive}.",
    "{n} whole weeks. The coming week is foretold by the level of the weeks and their pattern: over {tested} tested "
    "weeks its absolute error was {error} of the tickets; that of taking the week before, {naive}.",
)
_NAIVE = Text(
    "{n} tuần trọn. Lấy như tuần trước lại đúng hơn: khi thử lại {tested} tuần, sai số tuyệt đối là {naive} số "
    "phiếu, còn tính theo mức và nhịp trong tuần sai {error}. Vì vậy tuần tới lấy như tuần vừa qua.",
    "{n} whole weeks. Taking the week before did better: over {tested} tested weeks its absolute error was {naive} "
    "of the tickets; that of level and pattern, {error}. So the coming week is taken to be as the last one.",
)
_COVERED = Text(
    "Khoảng 80% giữ được {covered} số giờ có phiếu.", "The 80% bounds held in {covered} of the hours that had tickets."
)
_SAID = Text("công ty nói mất {minutes} phút", "the firm says that it takes {minutes} minutes")
_RECORDED = Text(
    "trung bình {minutes} phút, 80% {low} – {high}, theo thời lượng liên hệ ghi ở {n} phiếu",
    "{minutes} minutes on average, 80% {low} – {high}, by the contacts recorded on {n} tickets",
)
_ERLANG_C = Text(
    "Số người theo Erlang C: ai cũng chờ tới lượt", "Agents by Erlang C: everybody waits until it is their turn"
)
_ERLANG_A = Text(
    "Số người theo Erlang A: khách chờ trung bình {patience} phút thì bỏ",
    "Agents by Erlang A: who waits gives up after {patience} minutes on average",
)
_STAFFING = Text(
    "{model}. Xử lý một phiếu: {handling}. Hẹn: {percent}% được bắt đầu trong {within} phút. Phiếu đến ngẫu nhiên, mỗi "
    "người làm từng phiếu một; nghỉ, họp và việc khác chưa tính.",
    "{model}. Work on one ticket: {handling}. Promise: {percent}% are begun within {within} minutes. Tickets come at "
    "random and everybody works on one at a time; breaks, meetings and other work are not counted.",
)
_OFF = Text(
    "{off} số phiếu đến ngoài giờ làm việc và chờ tới giờ: số người chưa gồm phần này.",
    "{off} of the tickets come outside working hours and wait for them: the agents are without these.",
)
_SPECIAL = Text(
    "Tuần tới có ngày nghỉ hoặc giờ khác thường: {days}. Số người theo giờ làm của những ngày ấy; số phiếu vẫn tính "
    "như tuần thường, nên có thể lệch.",
    "The coming week has holidays or other hours than usual: {days}. The agents follow the hours of these days; the "
    "tickets are foretold as of any week, and may be off.",
)
LACKING_HANDLING = Text(
    "Muốn biết mỗi giờ cần mấy người, cần thời gian xử lý một phiếu (thời lượng hoạt động ghi ở phiếu, hoặc nói "
    "trong cài đặt, --handling-minutes) và hẹn bắt đầu trả lời (--answer-minutes).",
    "How many agents each hour takes needs the time of work on a ticket (durations of activities on tickets, or as "
    "said in the settings, --handling-minutes) and the promised time until it is begun (--answer-minutes).",
)


def load_said(load: HourlyLoad) -> Text:
    """Return how the coming week is foretold, how well that went, and what the other method comes to."""
    words = (_PROFILE if load.method == "profile" else _NAIVE).fill(
        n=load.weeks,
        tested=load.tested,
        error=percent_said(load.errors["profile"]),
        naive=percent_said(load.errors["seasonal_naive"]),
    )
    return words if load.covered is None else Text.join([words, _COVERED.fill(covered=percent_said(load.covered))], " ")


def special_days_said(days: Sequence[date]) -> Text:
    """Return on which days of the coming week the firm works otherwise than on such a weekday."""
    written = (", ".join(formats.day(day, language) for day in days) for language in ("vi", "en"))
    return _SPECIAL.fill(days=Text(*written))


def staffing_said(settings: Settings, minutes: float, tickets: int, reach: float, off: float) -> Text:
    """Return what the agents stand on.

    Args:
        settings: of the promise.
        minutes: of work on a ticket.
        tickets: of how many they were recorded; 0 where the firm has said them.
        reach: of their interval.
        off: share of the tickets that come outside working hours.
    """
    handling = (
        _RECORDED.fill(
            minutes=number_said(minutes, 1),
            low=number_said(minutes - reach, 1),
            high=number_said(minutes + reach, 1),
            n=tickets,
        )
        if tickets
        else _SAID.fill(minutes=number_said(minutes, 1))
    )
    model = _ERLANG_A.fill(patience=settings.patience_minutes) if settings.patience_minutes else _ERLANG_C
    words = _STAFFING.fill(
        model=model, handling=handling, percent=settings.answer_percent, within=settings.answer_minutes
    )
    return Text.join([words, _OFF.fill(off=percent_said(off))], " ") if off else words
