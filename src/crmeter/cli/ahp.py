"""`crmeter ahp`: what matters how much, from evaluators who compare two things at a time."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from crmeter.cli.console import DONE, Console
from crmeter.cli.equity_words import pair
from crmeter.cli.ranking import ranking_as_json, ranking_lines
from crmeter.cli.reading_flags import add_reading_flags, reading_of
from crmeter.cli.shown_estimates import left_out_as_json
from crmeter.estimators import AHP
from crmeter.estimators.preference.random_index import RANDOM_INDEX
from crmeter.evaluation.external.alternative_scores import rank_alternatives
from crmeter.evaluation.external.judgement_file import JudgementFile, read_judgements_of
from crmeter.evaluation.external.preference_study import PreferenceStudy, study_preferences
from crmeter.vocabulary import Language, Misused, Text, formats
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="mỗi dòng một so sánh, hoặc ma trận / a row for each comparison, or a matrix",
    )
    parser.add_argument("--evaluator", default="evaluator", metavar="COLUMN", help="người đánh giá / who judges")
    parser.add_argument("--left", default="left", metavar="COLUMN", help="mục bên trái / what is compared")
    parser.add_argument("--right", default="right", metavar="COLUMN", help="mục bên phải / with what")
    parser.add_argument(
        "--value",
        default="value",
        metavar="COLUMN",
        help="bên trái hơn bên phải mấy lần / how many times left is preferred to right: 3, 1/5",
    )
    parser.add_argument(
        "--table", choices=tuple(RANDOM_INDEX), default="saaty_1980", help="bảng chỉ số ngẫu nhiên / random index"
    )
    parser.add_argument("--weights", metavar="A=N,B=N", help="trọng số từng người / how much each evaluator counts")
    parser.add_argument(
        "--alternatives",
        type=Path,
        metavar="FILE",
        help="mỗi dòng một phương án, mỗi cột điểm theo một mục / a row per alternative, a column of scores per thing",
    )
    parser.add_argument("--alternative", default="alternative", metavar="COLUMN", help="tên phương án / its name")
    add_reading_flags(parser)


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:  # noqa: ARG001 - as all commands
    """Run the command."""
    told = JudgementFile(arguments.evaluator, arguments.left, arguments.right, arguments.value)
    reading = reading_of(arguments)
    judged = read_judgements_of(arguments.file, told, reading, console.work())
    for left in judged.left_out:
        console.say(Text("Không dùng {n}: {reason}", "Left out {n}: {reason}").fill(n=left.n, reason=left.reason))
    study = study_preferences(judged, table=arguments.table, votes=_votes(arguments.weights))
    ranking = None
    if arguments.alternatives is not None:
        weights, of_scores = study.by_judgements.weights, replace(reading, sheet=None)
        ranking = rank_alternatives(arguments.alternatives, arguments.alternative, judged.names, weights, of_scores)
    if console.as_json:
        console.data({**_as_json(study), "ranking": None if ranking is None else ranking_as_json(ranking)})
    else:
        for line in _lines(study, console.language):
            console.show(line)
        for line in ranking_lines(ranking, console.language) if ranking else ():
            console.show(line)
    return DONE


def _votes(word: str | None) -> dict[str, float] | None:
    if word is None:
        return None
    votes: dict[str, float] = {}
    for who, written in (pair(each) for each in word.split(",")):
        try:
            vote = float(written)
        except ValueError:
            vote = 0.0
        if not 0 < vote < float("inf") or who in votes:
            raise Misused("wrong_weight", _WRONG_WEIGHT.fill(who=who, word=written))
        votes[who] = vote
    return votes


def _lines(study: PreferenceStudy, language: Language) -> Iterator[str]:
    judged, fits = study.judged, list(study.own.values())
    opening = Text("{n} đánh giá của {k} người về {m} mục", "{n} judgements of {k} evaluators on {m} things")
    yield opening.fill(n=judged.n, k=len(fits), m=len(judged.names)).in_(language)
    width = max(len(name) for name in judged.names)
    for who, fit in study.own.items():
        title = Text("{who} (trọng số {vote}):", "{who} (counts {vote}):") if len(fits) > 1 else Text.same("{who}:")
        yield title.fill(who=who, vote=_share(study.votes[who])).in_(language)
        yield from _weights(judged.names, [fit.weights_.tolist()], width, language)
        yield from _consistency(fit, language)
    if len(fits) == 1:
        return
    together = Text(
        "Gộp chung: theo đánh giá (AIJ), theo trọng số (AIP):",
        "Together: by judgements (AIJ), by weights (AIP):",
    )
    yield together.in_(language)
    both = [study.by_judgements.weights.tolist(), study.by_priorities.weights.tolist()]
    yield from _weights(judged.names, both, width, language)
    if study.by_judgements.combined is not None:
        yield from _consistency(study.by_judgements.combined, language)


def _weights(names: tuple[str, ...], columns: list[list[float]], width: int, language: Language) -> Iterator[str]:
    for name, *weights in zip(names, *columns, strict=True):
        yield f"  {name:<{width}} " + " ".join(f"{formats.percent(each, language):>7}" for each in weights)


def _consistency(fit: AHP, language: Language) -> Iterator[str]:
    if fit.consistency_ratio_ is not None:
        ratio = Text("  CR {ratio} (bảng {table}), λ {size}", "  CR {ratio} (table {table}), λ {size}")
        told = {"ratio": _number(fit.consistency_ratio_, 3), "size": _number(fit.lambda_max_, 4)}
        yield ratio.fill(table=fit.table_, **told).in_(language)
    if fit.missing_:
        missing = Text("  số cặp chưa được đánh giá: {n}", "  pairs without a judgement: {n}")
        yield missing.fill(n=fit.missing_).in_(language)
    if fit.diagnosis_ is not None:
        yield "  " + fit.diagnosis_.in_(language)
    triple = fit.worst_triple_
    if triple is not None:
        words = Text(
            "  mâu thuẫn nhất: {names}; {first} so với {second} là {given}, hai đánh giá kia cho thấy {agreeing}",
            "  least consistent: {names}; {first} against {second} is {given}, the two others say {agreeing}",
        )
        judgements = {"given": _times(triple.given), "agreeing": _times(triple.agreeing)}
        names = ", ".join(triple.names)
        yield words.fill(names=names, first=triple.first, second=triple.second, **judgements).in_(language)
        if not triple.is_on_scale:
            yield Text("  (ngoài thang 1/9 – 9)", "  (off the scale 1/9 – 9)").in_(language)


def _times(judgement: float) -> Text:
    """Write a judgement as evaluators do: 3 or 1/3."""
    if judgement >= 1:
        return _number(round(judgement, 2))
    return Text.join((Text.same("1"), _number(round(1 / judgement, 2))), "/")


def _number(value: float, digits: int | None = None) -> Text:
    return Text(formats.number(value, "vi", digits), formats.number(value, "en", digits))


def _share(value: float) -> Text:
    return Text(formats.percent(value, "vi"), formats.percent(value, "en"))


def _as_json(study: PreferenceStudy) -> dict[str, Any]:
    judged, combined = study.judged, study.by_judgements.combined
    return {
        "schema": "crmeter.ahp/1",
        "n": judged.n,
        "left_out": [left_out_as_json(each) for each in judged.left_out],
        "names": list(judged.names),
        "evaluators": [
            {"name": who, "counts": study.votes[who], **_fit_as_json(fit)} for who, fit in study.own.items()
        ],
        "by_judgements": combined and _fit_as_json(combined),
        "by_priorities": {"weights": _by_name(judged.names, study.by_priorities.weights.tolist())},
    }


def _fit_as_json(fit: AHP) -> dict[str, Any]:
    triple = fit.worst_triple_
    return {
        "weights": _by_name(fit.names_, fit.weights_.tolist()),
        "lambda_max": fit.lambda_max_,
        "consistency_index": fit.consistency_index_,
        "consistency_ratio": fit.consistency_ratio_,
        "random_index": fit.random_index_,
        "table": fit.table_,
        "consistent": fit.is_consistent_,
        "missing": fit.missing_,
        "diagnosis": fit.diagnosis_ and fit.diagnosis_.to_json(),
        "worst_triple": triple
        and {
            "names": list(triple.names),
            "gap": triple.gap,
            "left": triple.first,
            "right": triple.second,
            "given": triple.given,
            "agreeing": triple.agreeing,
            "on_scale": triple.is_on_scale,
        },
    }


def _by_name(names: tuple[str, ...], weights: list[float]) -> dict[str, float]:
    return dict(zip(names, weights, strict=True))


_WRONG_WEIGHT = Text(
    "trọng số của {who} là một số dương, nói một lần, không phải {word}",
    "the weight of {who} is a positive number, told once, not {word}",
)
