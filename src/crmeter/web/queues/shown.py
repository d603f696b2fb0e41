"""What is promised for each priority, as it stands on the form and as it is typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from crmeter.records.ledger.refusals import Refusal, Refused
from crmeter.records.tickets.concept import PRIORITIES
from crmeter.records.tickets.queries import promises
from crmeter.records.tickets.queue_actions import Promise
from crmeter.vocabulary import Text

_MINUTES = {"minutes": 1, "hours": 60}
_NAMES = ("response", "resolution")


@dataclass(frozen=True, slots=True)
class TypedTime:
    """A time as somebody types it: how many, and of what."""

    count: str
    unit: str


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """What is promised for tickets of a priority, on the form.

    Args:
        version: of what stands; none where nothing does.
    """

    priority: str
    title: Text
    version: int | None
    response: TypedTime
    resolution: TypedTime
    in_working_time: bool
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class WrongPromise:
    """What was typed of a promise and could not be kept."""

    priority: str
    typed: Mapping[str, str]
    refusal: Refusal


def promise_lines(wrong: WrongPromise | None) -> list[PromiseLine]:
    """Return a line for each priority, the most urgent one first; what was typed in one of them stays."""
    standing = promises()
    lines = []
    for each in reversed(PRIORITIES):
        now = standing.get(each.value)
        version = None if now is None else now.version
        if wrong is not None and wrong.priority == each.value:
            response, resolution = (TypedTime(wrong.typed.get(n, ""), wrong.typed.get(f"{n}_unit", "")) for n in _NAMES)
            is_working = "in_working_time" in wrong.typed
            lines.append(PromiseLine(each.value, each.title, version, response, resolution, is_working, wrong.refusal))
        elif now is None:
            # Chosen on the form, and kept only when somebody saves it.
            nothing = TypedTime("", "hours")
            lines.append(PromiseLine(each.value, each.title, None, nothing, nothing, in_working_time=True))
        else:
            response, resolution = _typed(now.first_response_minutes), _typed(now.resolution_minutes)
            lines.append(PromiseLine(each.value, each.title, version, response, resolution, now.in_working_time))
    return lines


def promise_typed(typed: Mapping[str, str]) -> Promise:
    """Return what was typed as it is kept.

    Raises:
        Refused: a time is no whole number.
    """
    response, resolution = (_minutes(typed.get(n, ""), typed.get(f"{n}_unit", "")) for n in _NAMES)
    return Promise(response, resolution, in_working_time="in_working_time" in typed)


def _typed(minutes: int | None) -> TypedTime:
    if minutes is None:
        return TypedTime("", "hours")
    return TypedTime(str(minutes), "minutes") if minutes % 60 else TypedTime(str(minutes // 60), "hours")


def _minutes(count: str, unit: str) -> int | None:
    if not count.strip():
        return None
    if not count.strip().isdecimal() or len(count) > 9 or unit not in _MINUTES:
        raise Refused("no_time", Text("thời hạn phải là số nguyên", "a time is a whole number"))
    return int(count) * _MINUTES[unit]
