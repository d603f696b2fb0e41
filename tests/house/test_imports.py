"""Floors import downwards only, and importing the package costs nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")


def lint(root: Path, settings: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--config", settings, "--no-cache"],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": "src"},
    )


def test_the_floors_are_kept() -> None:
    done = lint(ROOT, ROOT / "pyproject.toml")

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        ("vocabulary/text.py", "import crmeter.warehouse.engine", "Floors: imports point down"),
        ("measures/view.py", "import crmeter.estimators", "Floors: imports point down"),
        ("estimators/arrays.py", "import duckdb", "Estimators take arrays, not tables"),
        ("evaluation/levels.py", "import django", "The pure wing knows no web framework"),
        ("attic/__init__.py", "", "Floors: imports point down"),
        ("worker/lane.py", "import crmeter.web.urls", "Floors: imports point down"),
        ("records/apps.py", "import crmeter.warehouse.engine", "Floors: imports point down"),
        ("web/urls.py", "import crmeter.settings.base", "Floors: imports point down"),
        ("demo/books.py", "import crmeter.records.staff.queries", "The pure wing knows no web framework"),
        ("records/jobs/clock.py", "import crmeter.records.staff.queries", "Inside records, one way"),
        ("records/attic/__init__.py", "", "Inside records, one way"),
        ("web/urls.py", "import crmeter.records.staff.models", "Rows stay inside records"),
        ("cli/user.py", "import crmeter.records.models", "Rows stay inside records"),
        ("engagement/gate.py", "import crmeter.records.consent.models", "Rows stay inside records"),
        ("web/urls.py", "import crmeter.engagement.mail.models", "Rows stay inside engagement"),
        ("evaluation/levels.py", "import crmeter.engagement.gate", "Floors: imports point down"),
    ],
)
def test_a_planted_import_is_found(tmp_path: Path, file: str, line: str, broken: str) -> None:
    # Only what a contract needs to see: every module with its own imports, and the planted one.
    for path in (ROOT / "src" / "crmeter").rglob("*.py"):
        copy = tmp_path / "src" / path.relative_to(ROOT / "src")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text("")
    settings = tmp_path / "pyproject.toml"
    settings.write_text((ROOT / "pyproject.toml").read_text())
    planted = tmp_path / "src" / "crmeter" / file
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(line + "\n")

    done = lint(tmp_path, settings)

    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{broken} BROKEN" in done.stdout


def loaded_after(code: str) -> set[str]:
    """The names of all modules that a fresh interpreter holds after some code."""
    told = "\nimport json, sys\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code + told], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = {"numpy", "scipy", "duckdb", "ibis", "deltalake", "django", "openpyxl"}

    assert not loaded_after("import crmeter") & heavy


@pytest.mark.parametrize("words", [["measures"], ["measures", "revenue", "--json"]])
def test_the_catalogue_needs_no_engine(words: list[str]) -> None:
    loaded = loaded_after(f"from crmeter.cli import main\nassert main({words}) == 0")

    assert not loaded & {"duckdb", "deltalake", "scipy", "django"}


@pytest.mark.parametrize("module", ["evaluation.measurable", "warehouse.limited"])
def test_a_page_may_ask_about_a_file_without_an_engine(module: str) -> None:
    assert not loaded_after(f"import crmeter.{module}") & {"duckdb", "ibis", "deltalake", "numpy", "openpyxl", "scipy"}


def test_evaluating_needs_no_web_framework() -> None:
    assert "django" not in loaded_after("import crmeter.evaluation.library")


def test_the_records_need_no_engine_of_tables() -> None:
    code = (
        "import os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'crmeter.settings.test'\n"
        "import django\ndjango.setup()\nimport crmeter.records.models, crmeter.settings.urls"
    )

    assert not loaded_after(code) & {"duckdb", "ibis", "deltalake", "numpy", "scipy"}


def test_lists_and_finds_need_no_engine_of_tables() -> None:
    code = (
        "import os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'crmeter.settings.test'\n"
        "import django\ndjango.setup()\nimport crmeter.web.customers.customer, crmeter.web.find.views\n"
        "from crmeter.web.measures.catalogue import listed\nassert list(listed(None, 'giu chan'))"
    )

    assert not loaded_after(code) & {"duckdb", "ibis", "deltalake", "numpy", "scipy"}


def test_an_idle_worker_needs_no_engine_of_tables() -> None:
    code = (
        "import os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'crmeter.settings.test'\n"
        "import django\ndjango.setup()\nimport crmeter.worker.loop, crmeter.worker.housekeeping"
    )

    assert not loaded_after(code) & {"duckdb", "ibis", "deltalake", "numpy", "scipy"}


def test_estimators_need_no_warehouse() -> None:
    loaded = loaded_after("import crmeter.estimators")

    assert not {name for name in loaded if name.startswith("crmeter.warehouse")} | (loaded & {"duckdb", "ibis"})


@pytest.mark.parametrize(
    ("module", "later"),
    [
        ("crmeter.estimators", {"scipy.optimize", "scipy.stats", "scipy.linalg"}),
        ("crmeter.evaluation.library", {"scipy.optimize", "scipy.stats", "openpyxl", "xlsxwriter", "htpy"}),
        ("crmeter.cli.evaluate", {"scipy.optimize", "scipy.stats", "openpyxl", "xlsxwriter", "htpy"}),
    ],
)
def test_what_is_slow_to_load_waits_until_it_is_used(module: str, later: set[str]) -> None:
    assert not loaded_after(f"import {module}") & later


def test_the_library_gives_its_names_when_they_are_asked_for() -> None:
    code = "import crmeter\nassert 'evaluate' in dir(crmeter)\nassert len(crmeter.measures.measures()) > 20"

    loaded = loaded_after(code)
    assert "crmeter.measures.value.revenue" in loaded
    # Titles and meanings are read without the compiler of expressions; pages do no more than that.
    assert "ibis" not in loaded
    with pytest.raises(AttributeError, match="nothing_like_that"):
        _ = __import__("crmeter").nothing_like_that
