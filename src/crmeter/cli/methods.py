"""`crmeter methods`: the same questions by several methods, where they disagree, and what criteria decide together."""

import argparse
from typing import Any

from crmeter.cli.console import DONE, Console
from crmeter.cli.installation import has_records, prepare
from crmeter.evaluation.explain_run import latest_run, open_run
from crmeter.evaluation.methods.catalogue import METHODS
from crmeter.evaluation.methods.decision import PARTED_BY, Decision, decide, sentence_of
from crmeter.evaluation.methods.sectors import EVERYWHERE, SECTORS, Chosen, chosen
from crmeter.evaluation.methods.side_by_side import Answer, Compared
from crmeter.evaluation.methods.study import MethodStudy, study_methods
from crmeter.vocabulary import Misused, NotEnoughData, Text, Undefined, formats
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument(
        "--sector", choices=tuple(SECTORS), help="ngành / preset of a sector (default: what the firm has chosen)"
    )
    parser.add_argument("--method", action="append", default=[], metavar="NAME", help=" | ".join(METHODS))
    parser.add_argument("--by", choices=PARTED_BY, default=PARTED_BY[0], help="nhóm khách / parts of the customers")
    parser.add_argument(
        "--weight", action="append", default=[], metavar="MEASURE=N", help="trọng số tiêu chí / weight of a criterion"
    )
    parser.add_argument("--run", dest="run_id", metavar="ID", help="lần đánh giá / evaluation run (default: latest)")


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    unknown = [name for name in arguments.method if name not in METHODS]
    if unknown:
        raise Misused(
            "unknown_method",
            Text("không có phương pháp {names}; có: {known}", "there is no method {names}; there are: {known}").fill(
                names=", ".join(unknown), known=", ".join(METHODS)
            ),
        )
    weights = dict(_weight(each) for each in arguments.weight)
    where, run_id = latest_run(workspace, arguments.run_id)
    if arguments.sector is None:
        own = _standing(workspace, console, arguments.method, weights)
    else:
        own = chosen(arguments.sector, arguments.method, weights)
    study = study_methods(where, run_id, own.methods)
    with open_run(where, run_id) as opened:
        period = opened.run.period
        readings = [reading for reading in opened.readings if reading.period == period]
    try:
        decision: Decision | Undefined = decide(readings, arguments.by, own.criteria)
    except NotEnoughData as lacking:
        decision = lacking.undefined
    if console.as_json:
        console.data(_as_json(own, study, decision, run_id))
    else:
        _show(console, own, study, decision)
    return DONE


def _standing(workspace: Workspace, console: Console, methods: list[str], weights: dict[str, float]) -> Chosen:
    """Return what the firm has chosen on the page, as far as no flag says otherwise."""
    if not has_records(workspace):
        return chosen(EVERYWHERE, methods, weights)
    prepare(workspace, console)
    # Django must be loaded before its models are.
    from crmeter.records.firm.queries import firm  # noqa: PLC0415 - see above

    standing = firm()
    kept = standing.methods
    return chosen(standing.sector, methods or kept.get("methods"), weights or kept.get("criteria"))


def _weight(words: str) -> tuple[str, float]:
    name, _, number = words.partition("=")
    try:
        weight = float(number)
    except ValueError:
        weight = -1.0
    if not 0 <= weight <= 100:
        raise Misused(
            "weight_unreadable",
            Text(
                "--weight viết dạng CHỈ_SỐ=SỐ từ 0 đến 100, không phải {words}",
                "--weight is written MEASURE=N with N from 0 to 100, not {words}",
            ).fill(words=words),
        )
    return name, weight


def _show(console: Console, own: Chosen, study: MethodStudy, decision: Decision | Undefined) -> None:
    def say(text: Text) -> None:
        console.show(text.in_(console.language))

    say(Text("{sector}: {why}", "{sector} – {why}").fill(sector=own.sector.title, why=own.sector.why))
    if isinstance(decision, Undefined):
        say(decision.reason)
    else:
        say(sentence_of(decision))
    for compared in study.questions:
        say(
            Text("\n{question} ({n} dòng)", "\n{question} (n = {n})").fill(
                question=compared.question.title, n=compared.n
            )
        )
        if compared.undefined is not None:
            say(compared.undefined.reason)
        for answer in compared.answers:
            console.show(
                f"  {answer.method.title.in_(console.language):<28} {_told(console, compared, study.currency, answer)}"
            )
        if compared.actual is not None:
            came = _written(console, compared, study.currency, compared.actual)
            say(Text("  Thực tế: {came}", "  What came: {came}").fill(came=came))
        for words in compared.disagreements:
            say(Text("  ! Không thống nhất: {words}", "  ! They disagree: {words}").fill(words=words))
        for words in compared.misses:
            say(Text.same("  ! {words}").fill(words=words))


def _told(console: Console, compared: Compared, currency: str, answer: Answer) -> str:
    if answer.undefined is not None:
        return answer.undefined.reason.in_(console.language)
    value = formats.EMPTY if answer.value is None else _written(console, compared, currency, answer.value)
    bounds = ""
    if answer.low is not None and answer.high is not None:
        bounds = (
            f" [{formats.span(*(_written(console, compared, currency, each) for each in (answer.low, answer.high)))}]"
        )
    named = "" if answer.words is None else f"{answer.words.in_(console.language)} "
    fit = "" if answer.fit is None else f"   {_fit(console, compared, answer.fit)}"
    return f"{named}{value}{bounds}{fit}"


def _fit(console: Console, compared: Compared, fit: float) -> str:
    title = compared.question.fit.in_(console.language)
    if compared.question.name == "value":
        return f"{title}: {formats.number(fit, console.language, 2)}"
    if compared.question.name == "again":
        return f"{title}: {formats.points(fit, console.language)}"
    return f"{title}: {formats.percent(fit, console.language)}"


def _written(console: Console, compared: Compared, currency: str, value: float) -> str:
    if compared.unit == "money":
        return formats.compact_money(value, currency, console.language)
    # Methods weigh drivers on scales of their own: a coefficient is no share.
    if compared.unit == "words":
        return formats.number(value, console.language, 2)
    return formats.percent(value, console.language)


def _as_json(own: Chosen, study: MethodStudy, decision: Decision | Undefined, run_id: str) -> dict[str, Any]:
    return {
        "schema": "crmeter.methods/1",
        "run": run_id,
        "sector": own.sector.name,
        "methods": list(own.methods),
        "criteria": dict(own.criteria),
        "test": None if study.day is None else [study.day.isoformat(), study.until.isoformat()],
        "currency": study.currency,
        "questions": [_question_as_json(each) for each in study.questions],
        "decision": _decision_as_json(decision),
    }


def _question_as_json(compared: Compared) -> dict[str, Any]:
    return {
        "question": compared.question.name,
        "unit": compared.unit,
        "n": compared.n,
        "actual": compared.actual,
        "undefined": compared.undefined and compared.undefined.reason.to_json(),
        "answers": [
            {
                "method": each.method.name,
                "value": each.value,
                "interval": None if each.low is None else [each.low, each.high],
                "fit": each.fit,
                "fit_interval": None if each.fit_low is None else [each.fit_low, each.fit_high],
                "named": each.words and each.words.to_json(),
                "undefined": each.undefined and each.undefined.reason.to_json(),
            }
            for each in compared.answers
        ],
        "disagreements": [each.to_json() for each in compared.disagreements],
        "misses": [each.to_json() for each in compared.misses],
    }


def _decision_as_json(decision: Decision | Undefined) -> dict[str, Any]:
    if isinstance(decision, Undefined):
        return {"undefined": decision.reason.to_json()}
    added = decision.sum
    assert added.total.low is not None  # noqa: S101 - always given
    assert added.total.high is not None  # noqa: S101 - always given
    return {
        "by": decision.by,
        "criteria": [
            {"measure": each.name, "weight": each.weight, "higher_is_better": each.is_higher_better}
            for each in decision.criteria
        ],
        "parts": [
            {
                "part": added.alternatives[at],
                "score": float(added.total.value[at]),
                "interval": [float(added.total.low[at]), float(added.total.high[at])],
                "scores": added.scores[at].tolist(),
            }
            for at in added.order
        ],
        "first_stays": [
            {
                "measure": each.criterion,
                "from": 0.0 if each.below is None else each.below.weight,
                "to": 1.0 if each.above is None else each.above.weight,
            }
            for each in added.sensitivity
        ],
    }
