"""What the studies of outreach say in words, of files and of an evaluation alike."""

from collections.abc import Callable

from crmeter.estimators.outreach.response_decay import ResponseDecay
from crmeter.estimators.outreach.silence_point import SilencePoint
from crmeter.vocabulary import Text
from crmeter.vocabulary.figures_said import number_said, percent_said

ASSOCIATION = Text(
    "Đây là mối liên hệ: ai được trả lời nhanh có thể vốn đã khác.",
    "It is an association: whoever is answered fast may differ anyway.",
)
_GOES_ON = Text(
    "Chưa thấy điểm ngừng phản hồi: chưa chắc các lần sau trả lời dưới {rate}.",
    "No silence point yet: that later contacts reply less often than {rate} is not sure.",
)
_ENDS = Text(
    "Điểm ngừng phản hồi: sau lần {after}. Các lần sau đó, {n} lần liên hệ có {replies} trả lời: cận trên 95% là"
    " {upper}, dưới {rate}.",
    "Silence point: after contact {after}. Past it {n} contacts and {replies} replies: the upper 95% limit is {upper},"
    " below {rate}.",
)
_NO_WINDOW = Text(
    "Chuyển đổi chưa giảm tới một nửa trong thời gian đã thấy.",
    "Conversion does not fall to half within what was seen.",
)
_UNSURE = Text(
    "Chuyển đổi còn một nửa sau {window}, nhưng chưa chắc: dữ liệu còn ít.",
    "Conversion has fallen to half after {window}, which is not sure: there are few data.",
)
_WINDOW = Text(
    "Chuyển đổi còn một nửa sau {window}, 80% {low} – {high}.",
    "Conversion has fallen to half after {window}, 80% {low} – {high}.",
)


def silence_said(point: SilencePoint) -> Text:
    """Return after how many contacts replies end, and how sure that is."""
    if point.after is None or point.upper is None:
        return _GOES_ON.fill(rate=percent_said(point.break_even))
    return _ENDS.fill(
        after=point.after,
        n=point.contacts_past,
        replies=point.replies_past,
        upper=percent_said(point.upper),
        rate=percent_said(point.break_even),
    )


def window_said(decay: ResponseDecay, write: Callable[[float], Text] | None = None) -> Text:
    """Return after how long conversion has fallen to half.

    Args:
        decay: what was found.
        write: a time with its unit; by default the bare number, where the unit is not known.
    """
    write = write or (lambda time: number_said(time, 1))
    if decay.window is None:
        return _NO_WINDOW
    if decay.window_interval is None:
        return _UNSURE.fill(window=write(decay.window))
    low, high = decay.window_interval
    return _WINDOW.fill(window=write(decay.window), low=write(low), high=write(high))
