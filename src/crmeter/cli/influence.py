"""`crmeter influence`: which data go with what becomes of customers, and which more of them would tell."""

import argparse
from typing import Any

from crmeter.cli.console import DONE, Console
from crmeter.cli.shown_estimates import left_out_as_json
from crmeter.evaluation.explain_run import latest_run
from crmeter.evaluation.influence.outcomes import OUTCOMES
from crmeter.evaluation.influence.sentence import sentence_of, size_of, span_of, unit_of
from crmeter.evaluation.influence.study import LEVEL, Influence, InfluenceStudy, study_influence
from crmeter.vocabulary import Text, formats
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("outcome", nargs="?", default="bought_again", metavar="OUTCOME", help=" | ".join(OUTCOMES))
    parser.add_argument("--run", dest="run_id", metavar="ID", help="lần đánh giá / evaluation run (default: latest)")
    parser.add_argument("--days", type=int, metavar="N", help="độ dài kỳ kết quả / days of the period of the outcome")


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    where, run_id = latest_run(workspace, arguments.run_id)
    study = study_influence(where, run_id, arguments.outcome, arguments.days)
    if console.as_json:
        console.data(_as_json(study, run_id))
    else:
        _show(console, study)
    return DONE


def _show(console: Console, study: InfluenceStudy) -> None:
    def say(text: Text) -> None:
        console.show(text.in_(console.language))

    def share(value: float | None) -> str:
        return formats.EMPTY if value is None else formats.percent(value, console.language, 0)

    say(sentence_of(study))
    for left in study.left_out:
        console.say(Text("Không dùng {n} {reason}", "Left out {n} {reason}").fill(n=left.n, reason=left.reason))
    chance = Text(
        "Ngẫu nhiên đã cho khoảng {chance} cột có khoảng 80% không chứa 0; {n} còn đứng vững khi tính điều đó (*).",
        "By chance alone about {chance} columns have an 80% interval without 0; {n} stand when that is counted (*).",
    )
    say(chance.fill(chance=study.by_chance, n=len(study.standing)))
    unit = unit_of(study).in_(console.language)
    for each in study.influences:
        trust = formats.EMPTY if each.trust is None else formats.number(each.trust, console.language, 0)
        for place, effect in enumerate(each.effects):
            mark = ("*" if each.stands else " ") if place == 0 else "|"
            told = f"{size_of(effect.value).in_(console.language):>7} [{span_of(effect).in_(console.language)}] {unit}"
            beside = f"{share(each.share):>5}  {trust:>4}" if place == 0 else ""
            console.show(f"  {mark} {effect.title.in_(console.language):<34} {told:<38} {beside}")
    say(Text("Thêm dữ liệu nào sẽ biết rõ hơn nhất:", "Which more data would tell most:"))
    for more in study.more:
        now = formats.EMPTY if more.now is None else formats.number(100 * more.now, console.language, 1)
        then = formats.number(100 * more.then, console.language, 1)
        title, needs = more.title.in_(console.language), more.needs.in_(console.language)
        console.show(f"  ± {now} → {then}  {title} ({share(more.known)}): {needs}")


def _as_json(study: InfluenceStudy, run_id: str) -> dict[str, Any]:
    return {
        "schema": "crmeter.influence/1",
        "run": run_id,
        "outcome": study.outcome.name,
        "unit": "probability" if study.is_yes_no else "grade",
        "period": [study.day.isoformat(), study.until.isoformat()],
        "n": study.n,
        "left_out": [left_out_as_json(each) for each in study.left_out],
        "r2": study.r2,
        "found_by_chance": study.by_chance,
        "influences": [_influence_as_json(each) for each in study.influences],
        "more_data": [
            {
                "data": each.title.to_json(),
                "needs": each.needs.to_json(),
                "known": each.known,
                "half_interval_now": each.now,
                "half_interval_complete": each.then,
            }
            for each in study.more
        ],
    }


def _influence_as_json(each: Influence) -> dict[str, Any]:
    return {
        "share": each.share,
        "p_value": each.p_value,
        "stands": each.stands,
        "trust": each.trust,
        "effects": [
            {
                "column": effect.name,
                "title": effect.title.to_json(),
                "table": effect.table,
                "value": effect.value,
                "interval": {"level": LEVEL, "low": effect.low, "high": effect.high},
                "known": effect.known,
                "trust": effect.trust.score,
            }
            for effect in each.effects
        ],
    }
