"""Strange files through `crmeter evaluate`: what it asks, and whether the answer is right to the last digit."""

import json
import shutil
import time
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.process import BUILD, ROOT, Ran, run
from benchmarks.results import RESULTS, Goal, Result
from benchmarks.strange import asian, binaries, exports, texts
from benchmarks.strange.case import Case, Truth

CASES = (*texts.CASES, *exports.CASES, *asian.CASES, *binaries.CASES)
MEASURES = ("revenue", "active_customers", "orders")
MOST_QUESTIONS = 4
LIMIT_S = 180


@dataclass
class Outcome:
    """What became of one file."""

    case: Case
    truth: Truth
    asked: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    exit: int = -1
    seconds: float = 0.0
    got: dict[str, Any] = field(default_factory=dict)
    rejected: int = 0
    wrong: list[str] = field(default_factory=list)
    said: str = ""


def take(quick: bool) -> Result:
    """Write every file, evaluate it, compare with the truth."""
    cases = CASES[:2] if quick else CASES
    outcomes = [_evaluated(case) for case in cases]
    right = sum(not outcome.wrong for outcome in outcomes)
    page = RESULTS / "strange_files.md"
    RESULTS.mkdir(parents=True, exist_ok=True)
    page.write_text(_page(outcomes), encoding="utf-8")
    return Result(
        "strange_files",
        "Strange files",
        "Order files of shapes that the importer was not written against: right means revenue, customers and orders"
        " equal the generator's own count, or that the file was refused where it has to be.",
        ("file", "asked", "exit", "right", "s"),
        [[o.case.name, ", ".join(o.asked) or "–", str(o.exit), _right(o), f"{o.seconds:.0f}"] for o in outcomes],
        [Goal("files that come out right", len(outcomes), right, "files", at_least=True)],
        {o.case.file: _kept(o) for o in outcomes},
    )


def _evaluated(case: Case) -> Outcome:
    folder = BUILD / "strange" / str(CASES.index(case))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path = folder / case.file
    outcome = Outcome(case, case.write(path))
    room = folder / case.room
    flags: dict[str, str] = {}
    for _ in range(MOST_QUESTIONS + 1):
        started = time.perf_counter()
        ran = _crmeter("evaluate", "--source", path, "--json", "--language", "en", *_words(flags), room=room)
        outcome.seconds = time.perf_counter() - started
        outcome.exit, outcome.said = ran.code, ran.err.strip()[-600:].replace(str(folder), "…")
        codes = [question["code"] for question in ran.said.get("questions", ())] if ran.code == 2 else []
        outcome.asked += codes
        if ran.code in (1, 3) and not flags and not outcome.truth.refused:
            outcome.wrong.append(f"asked nothing and gave up with exit {ran.code}: {outcome.said}")
            codes = ["mapping", *case.answers]
        known = dict(flags)
        for code in codes:
            flags |= _answer(case, code, folder)
        if flags == known:
            break
    outcome.answered = [word.replace(f"{folder}/", "") for word in _words(flags)]
    if outcome.exit in (0, 4):
        outcome.got = _figures(ran)
    listed = _crmeter("import", "--list", "--json", room=room)
    outcome.rejected = sum(entry["rejected"] for entry in listed.said.get("imports", ()))
    outcome.wrong += _compared(outcome)
    return outcome


def _crmeter(*words: object, room: Path) -> Ran:
    command = [ROOT / ".venv" / "bin" / "python", "-m", "crmeter", *(str(word) for word in words)]
    return run([*command, "--workspace", str(room)], LIMIT_S)


def _answer(case: Case, code: str, folder: Path) -> dict[str, str]:
    """Return the flags with which somebody who knows the file answers a question."""
    flags = {}
    if code in ("mapping", "table") and case.mapping is not None:
        path = folder / "map.json"
        path.write_text(json.dumps(case.mapping, ensure_ascii=False), encoding="utf-8")
        flags["--map"] = str(path)
        code = "table"
    if code in case.answers:
        flags[f"--{code.replace('_', '-')}"] = case.answers[code]
    return flags


def _words(flags: dict[str, str]) -> list[str]:
    return [word for pair in flags.items() for word in pair]


def _figures(ran: Ran) -> dict[str, Any]:
    period = ran.said["run"]["period"]
    figures = {
        reading["measure"]: reading["value"]
        for reading in ran.said["readings"]
        if reading["measure"] in MEASURES and reading["period"] == period and not reading["slice"]
    }
    return figures | {"as_of": ran.said["run"]["as_of"], "currency": ran.said["run"]["currency"]}


def _compared(outcome: Outcome) -> list[str]:
    truth, got = outcome.truth, outcome.got
    if truth.refused:
        return [] if outcome.exit == 1 else [f"exit {outcome.exit}, but the file must be refused"]
    if not got:
        return [f"exit {outcome.exit}: {outcome.said}"]
    wrong = [f"did not ask for {code}" for code in outcome.case.must_ask if code not in outcome.asked]
    if _differs(got["revenue"], truth.revenue):
        wrong.append(f"revenue {got['revenue']}, truth {truth.revenue}")
    if _differs(got["active_customers"], truth.customers):
        wrong.append(f"customers {got['active_customers']}, truth {truth.customers}")
    if truth.orders is not None and _differs(got["orders"], truth.orders):
        wrong.append(f"orders {got['orders']}, truth {truth.orders}")
    if truth.as_of is not None and got["as_of"] != truth.as_of.isoformat():
        wrong.append(f"last day {got['as_of']}, truth {truth.as_of}")
    return wrong


def _differs(figure: Any, truth: int | Decimal) -> bool:
    """Whether a figure is not the truth; an undefined one never is."""
    return figure is None or Decimal(str(figure)) != truth


def _right(outcome: Outcome) -> str:
    if outcome.wrong:
        return "**no**"
    return "yes, refused" if outcome.truth.refused else "yes"


def _kept(outcome: Outcome) -> dict[str, Any]:
    return {
        "asked": outcome.asked,
        "answered": outcome.answered,
        "exit": outcome.exit,
        "seconds": round(outcome.seconds, 1),
        "got": outcome.got,
        "rejected": outcome.rejected,
        "truth": {name: str(getattr(outcome.truth, name)) for name in ("revenue", "customers", "orders", "as_of")},
        "wrong": outcome.wrong,
    }


def _page(outcomes: list[Outcome]) -> str:
    page = [
        "# Strange files",
        "",
        "Made by `sh scripts/bench.sh strange_files`; generators: `benchmarks/strange/`. Each file goes through",
        "`crmeter evaluate --json`; what it asks is answered by somebody who knows the file; then revenue, customers,",
        "orders and the last day are compared with what the generator itself counted, to the last digit.",
        "",
    ]
    for o in outcomes:
        page += [f"## {o.case.name}: {_right(o)}", "", f"`{o.case.file}`: {o.case.shape}.", ""]
        page.append(f"- asked: {', '.join(f'`{code}`' for code in o.asked) or 'nothing'}")
        page.append(f"- answered: {f'`{chr(32).join(o.answered)}`' if o.answered else 'nothing'}")
        page.append(f"- exit {o.exit}, {o.rejected} rows refused, {o.seconds:.0f} s")
        if o.got:
            page.append(
                f"- revenue {o.got['revenue']} {o.got['currency']} of {o.truth.revenue},"
                f" customers {o.got['active_customers']} of {o.truth.customers},"
                f" orders {o.got['orders']} of {'–' if o.truth.orders is None else o.truth.orders},"
                f" last day {o.got['as_of']}"
            )
        page += [f"- **{wrong}**" for wrong in o.wrong]
        page.append("")
    return "\n".join(page)
