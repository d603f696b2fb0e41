"""How the house is laid out: small files, plain names, clean locks, nothing of one machine."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "crmeter"
MOST_LINES = 400
VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "lib", "manager", "misc"}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


@pytest.fixture(scope="module")
def files() -> list[Path]:
    found = tracked()
    assert found, "these tests read what git knows of; run them in a clone"
    return found


def test_a_package_file_can_be_held_in_the_head() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in PACKAGE.rglob("*.py")
        # What the framework writes out of the models is read by nobody but it.
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) >= MOST_LINES
    }

    assert not long, f"split these by what they do, each under {MOST_LINES} lines: {long}"


def test_names_say_what_is_inside() -> None:
    vague = [
        str(path.relative_to(ROOT))
        for folder in (PACKAGE, ROOT / "tests")
        for path in folder.rglob("*")
        if path.stem in VAGUE and "__pycache__" not in path.parts
    ]

    assert not vague, f"name a file or folder after the one thing that it holds: {vague}"


def test_every_package_folder_says_what_it_is() -> None:
    silent = []
    for folder in (PACKAGE, *PACKAGE.rglob("*")):
        if folder.is_dir() and list(folder.glob("*.py")):
            opening = folder / "__init__.py"
            if not opening.exists() or not opening.read_text().startswith('"""'):
                silent.append(str(folder.relative_to(ROOT)))

    assert not silent, f"write one sentence in the __init__.py of: {silent}"


def test_the_lock_of_browser_libraries_holds_hashes_and_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text()
    assert "http" not in text, "renew it with `make lock`, which leaves out where packages come from"
    packages = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert packages
    assert all("integrity" in package for package in packages.values())


def test_locks_hold_hashes_and_no_address(files: list[Path]) -> None:
    locks = [path for path in files if path.suffix == ".lock"]
    assert len(locks) >= 3

    for lock in locks:
        text = lock.read_text()
        assert "http" not in text, f"{lock.name}: renew it with `make lock`, which leaves out where packages come from"
        pins = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]
        entries = re.split(r"\n(?=[A-Za-z0-9])", text)
        bare = [e.splitlines()[0] for e in entries if re.match(r"[A-Za-z0-9]", e) and "sha256:" not in e]
        assert pins, f"{lock.name} is empty"
        assert not bare, f"{lock.name}: without a hash anybody could stand in for {bare}"


# A path of somebody's machine, and hosts that packages are taken from. Built up, so as not to find themselves.
_MACHINE = [r"/ho" + r"me/\w", r"/Us" + r"ers/\w", r"/ro" + r"ot/", r"/wo" + r"rk/\w", r"C:\\\\Us" + "ers"]
_HOSTS = ["pypi" + ".org", "python" + "hosted.org", "registry" + ".npmjs", "index" + "-url http", "artif" + "actory"]
_TEXT = {".py", ".md", ".toml", ".lock", ".sh", ".css", ".sql", ".json", ".txt", ".cfg", ".yml", ".yaml", ""}


def test_nothing_tells_of_one_machine_or_one_registry(files: list[Path]) -> None:
    pattern = re.compile("|".join([*_MACHINE, *(re.escape(host) for host in _HOSTS)]))
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in files
        if path.suffix in _TEXT and path != Path(__file__)
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]

    assert not found, "\n".join(found)
