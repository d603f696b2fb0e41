"""Hours of a day as they are typed: 08:00-12:00, 13:00-17:00."""

import re

from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Misused, Text
from crmeter.vocabulary.working_time import DayHours, Hours, in_order

_STRETCH = re.compile(r"([0-9]{1,2})[:h]([0-9]{2})\s*[-–]\s*([0-9]{1,2})[:h]([0-9]{2})")
_SIXTY = 60


def hours_written(words: str) -> DayHours:
    """Return the hours that were typed; nothing typed is a day without work.

    Raises:
        Refused: they are no hours, go over midnight, overlap or are out of order.
    """
    stretches = [part.strip() for part in re.split(r"[,;]", words) if part.strip()]
    try:
        return in_order([_stretch(part) for part in stretches])
    except Misused as misused:
        raise Refused(misused.code, misused.text) from misused


def _stretch(words: str) -> Hours:
    found = _STRETCH.fullmatch(words)
    if found is None or int(found[2]) >= _SIXTY or int(found[4]) >= _SIXTY:
        raise Refused(
            "no_hours",
            Text(
                "“{words}” không phải là giờ làm việc; hãy viết như 08:00-12:00, 13:00-17:00",
                "“{words}” is no working time; write it as 08:00-12:00, 13:00-17:00",
            ).fill(words=words[:40]),
        )
    return Hours(int(found[1]) * _SIXTY + int(found[2]), int(found[3]) * _SIXTY + int(found[4]))
