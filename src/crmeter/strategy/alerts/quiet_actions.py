"""The only writer of quiet hours."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.queries import Person, actor_of
from crmeter.strategy.alerts.mail_models import QuietHours
from crmeter.strategy.alerts.quiet import DAY_MINUTES, EVERY_DAY, Quiet
from crmeter.strategy.alerts.rights import may_see, may_watch
from crmeter.vocabulary import Text

_SET = ("starts", "ends", "days", "whole_days", "is_on_holidays", "is_mailed", "is_severe_let_through")


@dataclass(frozen=True, slots=True)
class Wish:
    """When mail of alerts waits; see `QuietHours`."""

    quiet: Quiet
    is_mailed: bool = True
    lets_severe: bool = False


def set_own_quiet(person: Person, wish: Wish, *, version: int | None) -> int:
    """Say when somebody is not to be written to of alerts, and return the new version.

    Raises:
        Refusal: alerts are not theirs to see, the hours are none, or they have changed.
    """
    if not may_see(person):
        raise Refused("not_allowed", _NOT_YOURS)
    return _set(person, person.id, wish, version)


def set_firm_quiet(person: Person, quiet: Quiet, *, version: int | None) -> int:
    """Say when nobody of the firm is to be written to of alerts, and return the new version.

    Raises:
        Refusal: they do not say what is watched, the hours are none, or they have changed.
    """
    if not may_watch(person):
        raise Refused("not_allowed", _NOT_THE_FIRM)
    return _set(person, None, Wish(quiet), version)


def _set(person: Person, user: int | None, wish: Wish, version: int | None) -> int:
    quiet = wish.quiet
    in_a_day = 0 <= quiet.starts < DAY_MINUTES and 0 <= quiet.ends < DAY_MINUTES
    if not in_a_day or not (quiet.days <= EVERY_DAY and quiet.whole_days <= EVERY_DAY):
        raise Refused("hours", _HOURS)
    if quiet.starts != quiet.ends and not quiet.days:
        raise Refused("days", _DAYS)
    if quiet.whole_days == EVERY_DAY:
        raise Refused("never", _NEVER)
    try:
        with transaction.atomic():
            return _keep(person, _held(user, version), wish)
    except IntegrityError:
        # The same form was sent twice in this moment.
        raise Stale(1) from None


def _keep(person: Person, row: QuietHours, wish: Wish) -> int:
    is_first = row._state.adding
    before = {} if is_first else _shown(row)
    row.starts, row.ends, row.is_on_holidays = wish.quiet.starts, wish.quiet.ends, wish.quiet.on_holidays
    row.days, row.whole_days = sorted(wish.quiet.days), sorted(wish.quiet.whole_days)
    row.is_mailed, row.is_severe_let_through = wish.is_mailed, wish.lets_severe
    with transaction.atomic(savepoint=False):
        if is_first:
            row.save(force_insert=True)
        else:
            keep(row, *_SET)
        audit(actor_of(person), "alerts.quiet_set", row, before=before, after=_shown(row))
    return row.version


def _held(user: int | None, version: int | None) -> QuietHours:
    there = QuietHours.objects.filter(user=user, is_firm=user is None).first()
    if there is not None:
        return held(QuietHours, there.pk, version)
    if version is None:
        raise NoVersion
    if version:
        raise Stale(0)
    return QuietHours(user_id=user, is_firm=user is None)


def _shown(row: QuietHours) -> dict[str, object]:
    shown: dict[str, object] = {"whose": "firm" if row.is_firm else row.user_id}
    return {**shown, **{name: getattr(row, name) for name in _SET}}


_NOT_YOURS = Text("vai trò của bạn không nhận cảnh báo", "your role gets no alerts")
_NOT_THE_FIRM = Text(
    "giờ yên tĩnh của cả công ty do giám đốc và quản lý tiếp thị đặt",
    "the quiet hours of the firm are set by directors and marketing managers",
)
_HOURS = Text(
    "giờ yên tĩnh phải nằm trong một ngày, như 21:00 đến 07:00", "quiet hours are times of day, 21:00 to 07:00"
)
_DAYS = Text("hãy chọn ít nhất một ngày cho khoảng giờ yên tĩnh", "choose a day on which the quiet hours begin")
_NEVER = Text(
    "nếu ngày nào cũng yên tĩnh thì không thư nào được gửi; hãy bỏ chọn gửi thư",
    "with every day quiet no mail would ever leave; say instead that you want none",
)
