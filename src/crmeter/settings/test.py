"""Tests: a throw-away workspace, fast password hashes, SQLite or the PostgreSQL that DATABASE_URL names."""

import atexit
import os
import shutil
import tempfile
from unittest.mock import patch

# A worker that a test starts works in the workspace of the test.
_folder = os.environ.get("CRMETER_TEST_FOLDER", "")
if not _folder:
    _folder = tempfile.mkdtemp(prefix="crmeter-test-")
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)

# Only the settings are to know the folder: tests of commands look at what the environment says.
with patch.dict(os.environ, {"CRMETER_WORKSPACE": _folder}):
    from crmeter.settings.base import *  # noqa: F403 - Django reads settings by name

from crmeter.settings.databases import database  # noqa: E402 - see above

# A pool would hold connections to a database that the end of the tests drops.
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), WORKSPACE, pooled=False)}  # noqa: F405 - of base
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: commands and workers of tests are processes of their own.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}
    # It need not survive a loss of power; what a killed process has written is there all the same.
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# Tests write it down when they want to.
USAGE_SECONDS = None
