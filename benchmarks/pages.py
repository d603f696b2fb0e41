"""Pages of the running product: CPU of the web process for each, and its memory before and after."""

import http.cookiejar
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.process import BUILD, OURS, ROOT, median
from benchmarks.results import Goal, Result

PORT = 8719
ADDRESS = f"http://127.0.0.1:{PORT}"
TICK = os.sysconf("SC_CLK_TCK")
# What is asked in the order in which a reader would; the last is the first that loads the engine of tables.
PAGES = {
    "sign-in": "/accounts/login/",
    "home": "/",
    "loyalty": "/external/loyalty",
    "value": "/external/value",
    "forecasts": "/forecasts",
    "measures": "/measures",
    "evaluations": "/runs",
    "customers": "/customers",
    "explain, its first rows": "/explain/retention_rate",
}
HOME_MS, IDLE_MIB = 60, 100


def take(quick: bool) -> Result:
    """Start the product with the sample company and read its pages."""
    rounds = 5 if quick else 40
    rows, raw = [], {}
    with product() as (web, link):
        idle = memory(web)
        before = cpu_ms(web)
        stranger, reader = urllib.request.build_opener(), signed_in(link)
        signing_in = cpu_ms(web) - before
        for name, path in PAGES.items():
            # Whoever has signed in is led on from the sign-in page.
            who = stranger if name == "sign-in" else reader
            first, each, size = read(web, who, path, rounds)
            raw[name] = {"first_ms": first, "each_ms": each, "bytes": size, "memory_mib_after": memory(web)}
            rows.append([name, f"{first:.0f}", f"{median(each):.1f}", f"{size / 1024:.0f}", f"{memory(web):.0f}"])
    home = median(raw["home"]["each_ms"])
    rows.append(["idle, before the first page", "", "", "", f"{idle:.0f}"])
    return Result(
        "pages",
        "Pages",
        f"The sample company in the running product on SQLite, one reader, {rounds} times each after the first."
        f" CPU of the web server's processes; home costs {home / median(raw['sign-in']['each_ms']):.1f} times the"
        f" sign-in page of the same process. Home is drawn first at signing in: {signing_in:.0f} CPU ms with it."
        " Memory is what the web server's processes hold together (PSS).",
        ("page", "first, CPU ms", "then, CPU ms", "KiB sent", "MiB held"),
        rows,
        [
            Goal("home from stored readings", HOME_MS, home, "CPU ms"),
            Goal("idle web process", IDLE_MIB, idle, "MiB"),
        ],
        {"idle_mib": idle, **raw},
    )


@contextmanager
def product() -> Iterator[tuple[int, str]]:
    """Run the product with the sample evaluated; give the web server's process and a sign-in link."""
    workspace = BUILD / "pages"
    shutil.rmtree(workspace, ignore_errors=True)
    workspace.mkdir(parents=True)
    log = workspace / "run.log"
    environment = {**os.environ, "CRMETER_WORKSPACE": str(workspace), "PYTHONPATH": str(ROOT / "src")}
    command = [str(OURS), "-m", "crmeter", "run", "--port", str(PORT)]
    with log.open("w") as out:
        running = subprocess.Popen(command, stdout=out, stderr=out, env=environment, start_new_session=True)
    try:
        yield _web_of(running.pid), _link_in(log)
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(timeout=30)


def _link_in(log: Path) -> str:
    end = time.monotonic() + 180
    while time.monotonic() < end:
        told = log.read_text()
        link = re.search(r"http\S+/accounts/link/\S+", told)
        if link and "sample_company: done" in told:
            return link.group()
        time.sleep(0.5)
    raise RuntimeError(log.read_text())


def _web_of(pid: int) -> int:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for child in _children(pid):
            if b"granian" in Path(f"/proc/{child}/cmdline").read_bytes():
                return child
        time.sleep(0.2)
    raise RuntimeError("the web server did not start")


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _family(pid: int) -> list[int]:
    return [pid, *(kin for child in _children(pid) for kin in _family(child))]


def memory(pid: int) -> float:
    """Return what a process and its children hold together, each shared page once, in MiB."""
    found = (re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{kin}/smaps_rollup").read_text(), re.M) for kin in _family(pid))
    return sum(int(each.group(1)) for each in found if each) / 1024


def cpu_ms(pid: int) -> float:
    """Return the CPU time that a process and its children have used."""
    used = 0.0
    for kin in _family(pid):
        fields = Path(f"/proc/{kin}/stat").read_text().rpartition(")")[2].split()
        used += int(fields[11]) + int(fields[12])
    return used * 1000 / TICK


def signed_in(link: str) -> Any:
    """Return a reader with the session that a link opens."""
    reader = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = reader.open(link).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if token is None:
        raise RuntimeError("the link leads to no form")
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token.group(1)}).encode()
    reader.open(urllib.request.Request(link, form, {"Referer": link})).read()  # noqa: S310 - our own address
    return reader


def read(web: int, reader: Any, path: str, rounds: int) -> tuple[float, list[float], int]:
    """Return the CPU ms of the first answer, of those after it in groups, and the bytes of one.

    The clock of a process ticks every 10 ms, so answers are counted ten at a time.
    """
    before = cpu_ms(web)
    size = len(reader.open(ADDRESS + path).read())
    first = cpu_ms(web) - before
    group = 10
    each = []
    for _ in range(max(1, rounds // group)):
        before = cpu_ms(web)
        for _ in range(group):
            reader.open(ADDRESS + path).read()
        each.append((cpu_ms(web) - before) / group)
    return first, each, size
