"""Who opens pages of surveys: those who build them, and those who only read what came of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from crmeter.records.staff.queries import Person
from crmeter.records.surveys.queries import SurveyView, survey
from crmeter.records.surveys.rights import may_build, may_read
from crmeter.web.records.reader import reader_of

View = Callable[..., HttpResponseBase]


def for_builders(view: View) -> View:
    """Refuse everybody who does not build surveys."""
    return _for(view, may_build)


def for_survey_readers(view: View) -> View:
    """Refuse everybody who does not read results."""
    return _for(view, may_read)


def there(number: int) -> SurveyView:
    """Return a survey.

    Raises:
        Http404: there is none of this number.
    """
    found = survey(number)
    if found is None:
        raise Http404
    return found


def _for(view: View, may: Callable[[Person], bool]) -> View:
    @wraps(view)
    def shown(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if not may(reader_of(request)):
            raise PermissionDenied
        return view(request, *arguments, **named)

    return shown
