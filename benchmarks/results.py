"""What is kept of a benchmark: one JSON with every run, and one page of tables for people."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
HEAD = """# Benchmarks

Made by `make bench`; all runs are in the JSON files beside this page. Every contestant runs in a process of its own,
contestants take turns (A B A B), figures are medians, ratios are medians of the ratios of neighbours. CPU is user +
system time; memory is the largest resident set of the whole process, interpreter and libraries included. The machine
is shared: CPU seconds and ratios can be trusted more than wall time.
"""


@dataclass(frozen=True)
class Goal:
    """A figure that was promised: met when it is at most (or at least) the target."""

    what: str
    target: float
    got: float
    unit: str
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the promise is kept."""
        return self.got >= self.target if self.at_least else self.got <= self.target


@dataclass(frozen=True)
class Result:
    """One benchmark.

    Args:
        name: of its JSON file.
        title: for people.
        about: what was compared, on what.
        columns: of the table.
        rows: of the table, as written.
        goals: what was promised.
        raw: every run.
    """

    name: str
    title: str
    about: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    goals: Sequence[Goal] = ()
    raw: Mapping[str, Any] = field(default_factory=dict)


def keep(result: Result, machine: Mapping[str, Any], quick: bool) -> None:
    """Write a result as JSON, then the page of all results that are there."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    goals = [asdict(goal) | {"met": goal.met} for goal in result.goals]
    content = asdict(result) | {"goals": goals, "machine": dict(machine), "quick": quick}
    text = json.dumps(content, indent=1, ensure_ascii=False)
    (RESULTS / f"{result.name}.json").write_text(text + "\n", encoding="utf-8")
    write_page()


def write_page() -> None:
    """Write `results/README.md` from the JSON files."""
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob("*.json"))]
    page = [HEAD]
    for content in kept:
        page += [f"## {content['title']}", "", content["about"], ""]
        if content["quick"]:
            page += ["**A quick run with small sizes: not for comparison.**", ""]
        page += [*_table(content["columns"], content["rows"]), ""]
        if content["goals"]:
            page += [*_table(("goal", "wanted", "got", "met"), [_goal(goal) for goal in content["goals"]]), ""]
        page += [_taken_on(content["machine"]), ""]
    if (RESULTS / "strange_files.md").exists():
        page += ["## Strange files", "", "See [strange_files.md](strange_files.md).", ""]
    (RESULTS / "README.md").write_text("\n".join(page), encoding="utf-8")


def figure(value: float) -> str:
    """Return a figure with three significant digits, large ones whole."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [columns, ["---"] * len(columns), *rows]
    return [f"| {' | '.join(str(cell) for cell in line)} |" for line in lines]


def _goal(goal: Mapping[str, Any]) -> list[str]:
    sign = "≥" if goal["at_least"] else "≤"
    wanted = f"{sign} {figure(goal['target'])} {goal['unit']}"
    return [goal["what"], wanted, f"{figure(goal['got'])} {goal['unit']}", "yes" if goal["met"] else "**no**"]


def _taken_on(machine: Mapping[str, Any]) -> str:
    ours = ", ".join(f"{name} {number}" for name, number in machine["libraries"].items())
    peers = ", ".join(f"{name} {number}" for name, number in machine["peers"].items())
    changed = " with uncommitted changes" if machine["changed_since"] else ""
    return (
        f"<sub>{machine['date']}, commit {machine['commit']}{changed}; {machine['cpu']}, {machine['cores']} cores,"
        f" {machine['memory_gib']} GiB, load {machine['load_at_start']}; Python {machine['python']}; {ours}."
        f" Peers: {peers}.</sub>"
    )
