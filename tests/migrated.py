"""The database of the tests: migrated by the first process that wants it, copied by all, and left as it was."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

# On a server; renewed by every run.
_TEMPLATE = "crmeter_migrated"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, django_test_environment: None, django_db_blocker: Any) -> str:
    """Return the database as a new installation has it: a file of SQLite, or a name on the server."""
    from django.db import connection  # noqa: PLC0415 - after the settings are named

    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    name = str(folder / "migrated.sqlite3") if connection.vendor == "sqlite" else _TEMPLATE
    done = folder / "migrated"
    with (folder / "migrated-lock").open("w") as lock, django_db_blocker.unblock():
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            _migrate(name)
            done.touch()
    return name


def _migrate(name: str) -> None:
    from django.db import connection  # noqa: PLC0415 - after the settings are named

    settings = connection.settings_dict
    before = settings["NAME"], settings["TEST"]["NAME"]
    settings["TEST"]["NAME"] = name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        # Nobody copies a database that somebody is connected to.
        connection.close()
        settings["NAME"], settings["TEST"]["NAME"] = before


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Let Django take the file that was copied for it; a server makes a database out of another."""
    from django.db import connection  # noqa: PLC0415 - after the settings are named

    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, migrated: str) -> None:
    """Begin with the migrated database."""
    from django.db import connection  # noqa: PLC0415 - after the settings are named

    of_test = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        shutil.copy(migrated, of_test["NAME"])
    else:
        of_test["TEMPLATE"] = migrated


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Leave the database as a new installation has it after tests that write for good, whatever test comes next."""
    from django.conf import settings  # noqa: PLC0415 - after they are named
    from django.db import connection, transaction  # noqa: PLC0415
    from django.test import TransactionTestCase  # noqa: PLC0415

    with django_db_blocker.unblock():
        rows = json.loads(connection.creation.serialize_db_to_string())
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    # Django's own tables of what models there are stay as they are: nothing writes into them.
    new = json.dumps([row for row in rows if not row["model"].startswith(("auth.", "contenttypes."))])
    emptied = [table for table in tables if table not in ("auth_permission", "django_content_type")]

    def renew(_: TransactionTestCase) -> None:
        # Keys are looked at when the transaction ends, so any order will do.
        with transaction.atomic(), connection.cursor() as cursor:
            for table in emptied:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        connection.creation.deserialize_db_from_string(new)
        # Kept beside the database, so that nobody cuts the audit off unseen.
        (settings.WORKSPACE.root / "audit-end.json").unlink(missing_ok=True)

    with pytest.MonkeyPatch.context() as patch:
        # Of the few rows of a test that takes a tenth of what Django's way does, and lets what migrations wrote return.
        patch.setattr(TransactionTestCase, "_fixture_teardown", renew)
        yield
