"""Who answers for data: brings them in, takes them out, evaluates them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of, person
from crmeter.vocabulary import Text
from crmeter.web.navigation import brings_data

View = Callable[..., HttpResponseBase]
_NOT_YOURS = Text(
    "dữ liệu do giám đốc, chuyên viên phân tích và người phụ trách dữ liệu đưa vào; hãy nhờ một trong những người đó",
    "data are brought in by directors, analysts and data stewards; ask one of them",
)


def answers_for_data(reader: Person | None) -> bool:
    """Return whether somebody answers for data by their role, or administers the product."""
    return reader is not None and reader.is_active and brings_data(reader.role, is_admin=reader.is_admin)


def for_keepers(view: View) -> View:
    """Refuse a page to everybody who does not answer for data."""

    @wraps(view)
    def shown(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        keeper_of(request)
        return view(request, *arguments, **named)

    return shown


def keeper_of(request: HttpRequest) -> Actor:
    """Return who asks.

    Raises:
        Refused: they do not answer for data.
    """
    reader = person(request.user.pk) if request.user.pk else None
    if reader is None or not answers_for_data(reader):
        raise Refused("not_a_keeper", _NOT_YOURS)
    return actor_of(reader)
