"""How conversion falls with the time until the first answer, told by a file with a row for each lead."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from crmeter.estimators.arrays import Floats
from crmeter.estimators.outreach.response_decay import ResponseDecay, response_decay
from crmeter.evaluation.external.said_words import nobody_says, rows_that_say
from crmeter.vocabulary import LeftOut, Misused, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import Columns, read_columns

_SECONDS_AN_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class ResponseFile:
    """Which columns of a file tell what.

    Args:
        converted: says who became a customer.
        converted_is: what stands there of who did.
        delay: the time until the first answer, in any unit; empty for who was never answered. None where two moments
            tell it, in hours.
        created: when the lead came; None where `delay` tells it.
        answered: when it was first answered; empty for never.
    """

    converted: str
    converted_is: str
    delay: str | None = None
    created: str | None = None
    answered: str | None = None


@dataclass(frozen=True, slots=True)
class FileResponse:
    """What the file tells.

    Args:
        decay: the curve and the window.
        leads: who were counted.
        left_out: leads that were not.
    """

    decay: ResponseDecay
    leads: int
    left_out: tuple[LeftOut, ...]


def response_of_file(
    path: Path, told: ResponseFile, answers: Answers, *, level: float = 0.8, work: Work | None = None
) -> FileResponse:
    """Read how fast leads were answered and who converted.

    Args:
        path: the file, a row for each lead.
        told: what its columns are.
        answers: encoding, sheet, order of dates and decimal mark, as far as they were said.
        level: of the intervals.
        work: told the progress.

    Raises:
        Misused: a column is not there, the delay is told in two ways or none, or nobody has the word that was named.
        NotEnoughData: too few were answered, or nobody among the fastest converted.
    """
    if (told.delay is None) == (told.created is None or told.answered is None):
        raise Misused("delay_or_moments", _ONE_WAY)
    found = read_columns(
        path,
        answers,
        words=[told.converted],
        numbers=[told.delay] if told.delay else [],
        moments=[] if told.delay else [each for each in (told.created, told.answered) if each],
        work=work,
    )
    said = found.words[told.converted]
    converted = rows_that_say(said, told.converted_is)
    if not converted.any():
        raise nobody_says("nobody_converted", told.converted, told.converted_is, said)
    delay, is_known = _delays(found, told)
    unread = {cell.line for cell in found.unread}
    is_known &= ~np.isin(found.lines, list(unread)) & ~(delay < 0)
    left = LeftOut("unknown", _UNKNOWN, int((~is_known).sum()))
    decay = response_decay(delay[is_known], converted[is_known], level)
    return FileResponse(decay, int(is_known.sum()), (left,) if left.n else ())


def _delays(found: Columns, told: ResponseFile) -> tuple[Floats, "np.ndarray[tuple[int], np.dtype[np.bool_]]"]:
    """Return the delays, not a number for who was never answered, and of which rows they can be known."""
    if told.delay is not None:
        return found.numbers[told.delay], np.ones(len(found), np.bool_)
    created, answered = found.moments[str(told.created)], found.moments[str(told.answered)]
    is_answered = ~np.isnat(answered)
    hours = np.full(len(found), np.nan)
    both = is_answered & ~np.isnat(created)
    hours[both] = (answered[both] - created[both]) / np.timedelta64(1, "s") / _SECONDS_AN_HOUR
    return hours, np.asarray(~np.isnat(created))


_ONE_WAY = Text(
    "hãy chỉ thời gian chờ bằng --delay, hoặc hai thời điểm bằng --created và --answered",
    "say by --delay how long each waited, or by --created and --answered from when to when",
)
_UNKNOWN = Text(
    "khách tiềm năng không rõ thời gian chờ, hoặc được trả lời trước khi đến",
    "leads of which the delay is not known, or that were answered before they came",
)
