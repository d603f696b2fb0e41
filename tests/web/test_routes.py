"""Every route for everybody: the table says who may, a refusal writes nothing, a form needs its token."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import get_resolver
from tests.web.conftest import IDENTITIES
from tests.web.route_table import ROUTES

pytestmark = pytest.mark.django_db
BrowserOf = Callable[..., Client]
# A page may count a try or open a session; it may not change what people keep.
_SESSIONS = {"sessions.session"}


def routes(patterns: list[Any] | None = None, before: str = "") -> Iterator[str]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern)


def kept() -> str:
    """A fingerprint of all rows that people keep."""
    digest = hashlib.sha256()
    for model in apps.get_models():
        if model._meta.label_lower not in _SESSIONS:
            digest.update(repr(list(model._default_manager.order_by("pk").values())).encode())
    return digest.hexdigest()


class Watch:
    """Sees whether rows that people keep have changed; it looks at them only where something was written at all."""

    def __init__(self, before: str = "") -> None:
        self._before = before or kept()
        self._has_written = False

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        self._has_written = self._has_written or not sql.startswith(_READS)
        return execute(sql, *rest)

    def has_changed(self) -> bool:
        """Whether something is not as it was at the last look."""
        if not self._has_written:
            return False
        before, self._before, self._has_written = self._before, kept(), False
        return before != self._before


_READS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")


def test_every_route_is_in_the_table_and_every_row_has_a_route() -> None:
    assert sorted(set(routes())) == sorted(ROUTES), "give the new route a row in tests/web/route_table.py"


@pytest.mark.parametrize("identity", IDENTITIES)
def test_each_route_answers_each_identity_as_the_table_says(browser_of: BrowserOf, identity: str) -> None:
    browser, watch = browser_of(identity), Watch()
    wrong = {}
    with connection.execute_wrapper(watch):
        for route, row in ROUTES.items():
            expected = row.but.get(identity, row.anonymous if identity in ("anonymous", "closed") else row.everybody)
            answer = browser.get(row.address)
            if answer.status_code != expected:
                wrong[route] = f"{answer.status_code}, not {expected}"
            elif watch.has_changed():
                wrong[route] = "a GET changed what is kept"

    assert not wrong


@pytest.mark.parametrize("identity", ["anonymous", "rep", "admin"])
def test_a_form_without_its_token_changes_nothing(browser_of: BrowserOf, identity: str) -> None:
    browser, watch = browser_of(identity, checks_forms=True), Watch()
    wrong = {}
    with connection.execute_wrapper(watch):
        for route, row in ROUTES.items():
            status = browser.post(row.address).status_code
            if status != row.without_token:
                wrong[route] = f"{status}, not {row.without_token}"
            if watch.has_changed():
                wrong[route] = "it changed what is kept"

    assert not wrong


@pytest.mark.parametrize("identity", ["anonymous", "closed"])
def test_nobody_but_staff_writes_anything(browser_of: BrowserOf, identity: str) -> None:
    browser = browser_of(identity)
    before = kept()
    for row in ROUTES.values():
        browser.post(row.address)

    assert kept() == before


def test_every_page_carries_the_policy(browser_of: BrowserOf) -> None:
    browser = browser_of("admin")

    bare = [row.address for row in ROUTES.values() if "Content-Security-Policy" not in browser.get(row.address).headers]

    assert not bare


def test_a_change_is_seen_where_something_was_written(browser_of: BrowserOf) -> None:
    browser_of("rep")
    watch = Watch()

    with connection.execute_wrapper(watch):
        assert not watch.has_changed()
        get_user_model()._default_manager.filter(email="rep@example.vn").update(display_name="Minh")
        assert watch.has_changed()
        assert not watch.has_changed()
