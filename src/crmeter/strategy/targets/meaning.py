"""What may be set as a target: measures, values, periods, holders. Whatever has no meaning is refused in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Measure, Statistic
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import people_numbered, teams
from crmeter.strategy.goals.queries import is_goal
from crmeter.strategy.targets.kinds import Perspective, Review, Span, Whose, begins_rightly, period_of
from crmeter.strategy.targets.models import LONGEST_SOURCE
from crmeter.vocabulary import Good, Text, Unit

_MOST = Decimal(10) ** 14
_MOST_WEIGHT = 1000
# Of these a share cannot be above one, whatever its statistic.
_PARTS_OF_A_WHOLE = frozenset({"customer_equity_share"})
OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be reached; see `Target`."""

    measure: str
    value: Decimal
    span: Span
    starts_on: date | None = None
    reach_by: date | None = None
    whose: Whose = Whose.FIRM
    whose_id: int = 0
    currency: str = ""
    floor: Decimal | None = None
    benchmark: Decimal | None = None
    benchmark_source: str = ""
    benchmark_sector: str = ""
    weight: Decimal = Decimal(1)
    owner: int | None = None
    goal: int | None = None
    perspective: Perspective | None = None
    review: Review | None = None
    way: Text | None = None

    @property
    def last_day(self) -> date | None:
        """The day by which it is to be reached; of a period its last."""
        if self.span is Span.DAY or self.starts_on is None:
            return self.reach_by
        return period_of(self.span, self.starts_on).last_day


def refuse_without_meaning(wanted: Wanted) -> None:
    """Refuse what cannot be a target.

    Raises:
        Refused: the measure, value, floor, period, holder, owner or goal has no meaning; each says which.
    """
    measure = measures().get(wanted.measure)
    if measure is None:
        raise Refused("unknown_measure", _NO_TARGETS)
    if measure.good is Good.NEITHER:
        raise Refused("no_direction", _NO_DIRECTION)
    _refuse_numbers(wanted, measure)
    _refuse_days(wanted)
    _refuse_people(wanted, measure)
    if wanted.goal is not None and not is_goal(wanted.goal):
        raise Refused("goal", _NO_GOAL)


def may_be(measure: Measure) -> Callable[[Decimal], bool]:
    """Return which values a target of a measure may have."""
    if measure.unit is Unit.MONEY:
        return lambda value: 0 < value <= _MOST
    if measure.unit is Unit.SHARE:
        is_part = measure.statistic not in (Statistic.RATIO, Statistic.QUOTIENT) or measure.name in _PARTS_OF_A_WHOLE
        most = 1 if is_part else 100
        if measure.good is Good.LOWER:
            # None sent back, none lost: of what should be low, nought is an aim.
            return lambda value: 0 <= value <= most
        return lambda value: 0 < value <= most
    if measure.unit is Unit.POINTS:
        return lambda value: -100 <= value <= 100
    return lambda value: 0 <= value <= _MOST


def _refuse_numbers(wanted: Wanted, measure: Measure) -> None:
    if not wanted.value.is_finite() or not may_be(measure)(wanted.value):
        raise Refused("out_of_range", _RANGES.get(measure.unit, _NUMBER))
    if measure.unit is Unit.MONEY and not wanted.currency:
        raise Refused("currency", _CURRENCY)
    floor = wanted.floor
    if floor is not None:
        is_worse = floor < wanted.value if measure.good is Good.HIGHER else floor > wanted.value
        if not floor.is_finite() or abs(floor) > _MOST or not is_worse:
            raise Refused("floor", _FLOOR_UNDER if measure.good is Good.HIGHER else _FLOOR_OVER)
    if wanted.benchmark is not None:
        if not wanted.benchmark.is_finite() or abs(wanted.benchmark) > _MOST:
            raise Refused("benchmark", _NUMBER)
        if not wanted.benchmark_source.strip():
            raise Refused("benchmark_source", _SOURCE)
    if max(len(wanted.benchmark_source), len(wanted.benchmark_sector)) > LONGEST_SOURCE:
        raise Refused("benchmark_source", _LONG.fill(most=LONGEST_SOURCE))
    if not wanted.weight.is_finite() or not 0 < wanted.weight <= _MOST_WEIGHT:
        raise Refused("weight", _WEIGHT.fill(most=_MOST_WEIGHT))


def _refuse_days(wanted: Wanted) -> None:
    last = wanted.last_day
    if last is None or (wanted.span is not Span.DAY and wanted.starts_on is None):
        raise Refused("period", _PERIOD)
    if (
        wanted.span is not Span.DAY
        and wanted.starts_on is not None
        and not begins_rightly(wanted.span, wanted.starts_on)
    ):
        raise Refused("period", _BEGINS)
    if last <= timezone.localdate():
        raise Refused("over", _OVER)


def _refuse_people(wanted: Wanted, measure: Measure) -> None:
    match wanted.whose:
        case Whose.FIRM:
            is_there = wanted.whose_id == 0
        case Whose.TEAM:
            is_there = any(each.id == wanted.whose_id for each in teams())
        case Whose.PERSON:
            is_there = bool(people_numbered((wanted.whose_id,)))
    if not is_there:
        raise Refused("holder", _HOLDER)
    if wanted.whose is not Whose.FIRM and OWNER not in measure.slices:
        raise Refused("not_by_owner", _NOT_BY_OWNER)
    if wanted.owner is not None and not people_numbered((wanted.owner,)):
        raise Refused("owner", _OWNER)


_NO_TARGETS = Text("danh mục không có chỉ số này", "the catalogue has no such measure")
_NO_DIRECTION = Text(
    "chỉ số này không có chiều tốt xấu, nên không thể đạt hay hụt",
    "neither way is better for this measure, so it can be neither reached nor missed",
)
_MONEY = Text("mục tiêu là một số tiền dương", "a target is a positive amount of money")
_SHARE = Text("mục tiêu là một tỷ lệ trên 0% và không quá 100%", "a target is a share above 0% and at most 100%")
_POINTS = Text("mục tiêu nằm trong khoảng −100 đến 100 điểm", "a target lies between −100 and 100 points")
_NUMBER = Text("hãy ghi một con số", "it takes a number")
_RANGES: Mapping[Unit, Text] = {Unit.MONEY: _MONEY, Unit.SHARE: _SHARE, Unit.POINTS: _POINTS}
_CURRENCY = Text("mục tiêu bằng tiền phải có đồng tiền", "a target of money names its currency")
_FLOOR_UNDER = Text("mức sàn phải thấp hơn mục tiêu", "the floor lies below the target")
_FLOOR_OVER = Text(
    "mức sàn phải cao hơn mục tiêu: chỉ số này càng thấp càng tốt", "lower is better: its floor lies above"
)
_SOURCE = Text("chuẩn ngành phải ghi nguồn", "a benchmark names its source")
_LONG = Text("không quá {most} ký tự", "at most {most} characters")
_WEIGHT = Text("trọng số lớn hơn 0 và không quá {most}", "a weight is above 0 and at most {most}")
_PERIOD = Text("hãy chọn kỳ và ngày", "it takes a period and a day")
_BEGINS = Text(
    "kỳ bắt đầu vào ngày đầu tháng; quý bắt đầu vào tháng 1, 4, 7 hoặc 10",
    "a period begins on the first of a month; a quarter in January, April, July or October",
)
_OVER = Text("hạn đạt mục tiêu phải sau hôm nay", "the day to reach it by comes after today")
_HOLDER = Text("không còn nhóm hoặc người này", "this team or person is not there any more")
_NOT_BY_OWNER = Text(
    "chỉ số này không tính riêng được cho từng người phụ trách, nên chỉ có mục tiêu của cả công ty",
    "this measure is not told by owner, so only the whole firm has a target of it",
)
_OWNER = Text("người chịu trách nhiệm phải có tài khoản đang mở", "the owner is somebody with an open account")
_NO_GOAL = Text("mục tiêu chung này không còn", "this goal is not there any more")
