"""What each kind of installation makes sure of, each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[2] / "src"
NAMES = (
    "DEBUG", "ALLOWED_HOSTS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "SECRET_KEY", "LANGUAGE_CODE",
    "TIME_ZONE", "USE_TZ", "AUTH_USER_MODEL", "SESSION_COOKIE_NAME",
)  # fmt: skip


def settings(kind: str, workspace: Path, **env: str) -> dict[str, Any]:
    code = (
        "import json, django.conf\n"
        f"s = django.conf.settings\nprint(json.dumps({{n: getattr(s, n) for n in {NAMES}}}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(SOURCE),
            "CRMETER_WORKSPACE": str(workspace),
            "DJANGO_SETTINGS_MODULE": f"crmeter.settings.{kind}",
            **env,
        },
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_a_server_keeps_its_cookies_to_https(tmp_path: Path) -> None:
    told = settings("production", tmp_path, CRMETER_HOSTS="crm.example.vn")

    assert told["ALLOWED_HOSTS"] == ["crm.example.vn"]
    assert told["SESSION_COOKIE_SECURE"] and told["CSRF_COOKIE_SECURE"] and told["SECURE_SSL_REDIRECT"]
    assert told["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert told["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert not told["DEBUG"]


def test_every_installation_has_a_secret_of_its_own(tmp_path: Path) -> None:
    here = settings("development", tmp_path / "here")["SECRET_KEY"]

    assert settings("development", tmp_path / "here")["SECRET_KEY"] == here
    assert settings("development", tmp_path / "there")["SECRET_KEY"] != here
    assert len(here) >= 64
    assert (tmp_path / "here" / "secret.key").stat().st_mode & 0o777 == 0o600


MADE_UP = "from the environment"


def test_a_secret_from_the_environment_wins_and_is_not_written_down(tmp_path: Path) -> None:
    told = settings("production", tmp_path, CRMETER_SECRET_KEY=MADE_UP)

    assert told["SECRET_KEY"] == MADE_UP
    assert not (tmp_path / "secret.key").exists()


def test_the_firm_is_in_vietnam_unless_it_says_otherwise(tmp_path: Path) -> None:
    told = settings("development", tmp_path)

    assert (told["LANGUAGE_CODE"], told["TIME_ZONE"], told["USE_TZ"]) == ("vi", "Asia/Ho_Chi_Minh", True)
    assert told["AUTH_USER_MODEL"] == "records.User"
    assert not told["DEBUG"]
    assert settings("development", tmp_path, CRMETER_ZONE="Europe/Paris")["TIME_ZONE"] == "Europe/Paris"
