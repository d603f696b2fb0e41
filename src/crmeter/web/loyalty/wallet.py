"""Share of wallet: of what customers spend in the category, how much each brand has."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from crmeter.records.readings.queries import StoredRun
from crmeter.records.surveys.queries import questions_of, survey
from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS, results_of
from crmeter.vocabulary import NotEnoughData, Text, Undefined
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.loyalty.wallet_explained import wallet_explained
from crmeter.web.loyalty.words import RUN_GONE
from crmeter.web.readings.opened import open_current, scope_for, words_for
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.surveys.readers import for_survey_readers

if TYPE_CHECKING:
    from crmeter.evaluation.external.wallet_study import WalletStudy

_MEMORY, _THREADS = "512MB", 2


@for_survey_readers
@for_own_rows
def wallet(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    opened, scope = open_current(request), scope_for(request)
    context: dict[str, Any] = {"nothing_yet": True}
    if opened is not None:
        words = None if scope.kind == "all" else words_for(scope)
        asked = request.GET.get("survey", "")
        surveys, study = _studied(opened.run, words, int(asked) if asked.isdecimal() and len(asked) < 10 else None)
        context = {**opened.context(), **_told(opened.run, surveys, study)}
    return page_or_explanation(request, "loyalty/wallet.html", context)


# A published run is never changed, so what was studied once serves every reader who may see it.
@lru_cache(maxsize=8)
def _studied(
    run: StoredRun, words: frozenset[str] | None, asked: int | None
) -> tuple[tuple[int, ...], tuple[int, "WalletStudy"] | Undefined]:
    """Return the waves in which brands are rated, and the study of the one that is asked for, or of the newest."""
    from crmeter.evaluation.external.wallet_study import (  # noqa: PLC0415 - loads numpy and DuckDB
        study_wallet,
        surveys_with_brands,
    )
    from crmeter.evaluation.opened_run import opened_run  # noqa: PLC0415 - see above

    try:
        with opened_run(settings.WORKSPACE, run.id, _MEMORY, _THREADS, names=True, words=words) as opened:
            found = surveys_with_brands(opened)
            if not found:
                return (), _NOT_ASKED
            chosen = asked if asked in found else found[0]
            return found, (chosen, study_wallet(opened, chosen))
    except NotEnoughData as nothing:
        return (), nothing.undefined
    except FileNotFoundError:
        return (), RUN_GONE


def _told(run: StoredRun, surveys: tuple[int, ...], found: "tuple[int, WalletStudy] | Undefined") -> dict[str, Any]:
    if isinstance(found, Undefined):
        return {"refused": found}
    number, study = found
    view = survey(number)
    named = {} if view is None else _words(number)
    told = {
        "surveys": [(each, _name(each)) for each in surveys],
        "survey_number": number,
        "name": _name(number),
        "least": LEAST_ANONYMOUS,
    }
    if view is not None and results_of(view).is_hidden:
        return told | {"is_hidden": True}
    spent = study.spent
    explained = wallet_explained(study, named, view, run.currency, run.made_at)
    return told | {
        "study": study,
        "explained": explained,
        "shares": [
            (named.get(brand, Text.same(brand)), each, explained[f"share_{place}"], explained[f"among_{place}"])
            for place, (brand, each) in enumerate(study.shares.items())
        ],
        "spent": None if isinstance(spent, Undefined) else spent,
        "no_spent": spent if isinstance(spent, Undefined) else None,
    }


def _name(number: int) -> str:
    view = survey(number)
    return f"#{number}" if view is None else f"{view.name} ({view.wave})" if view.wave > 1 else view.name


def _words(number: int) -> dict[str, Text]:
    """Return what brands are called now, by the key that answers say."""
    return {option.key: option.words for question in questions_of(number) for option in question.options.choices}


_NOT_ASKED = Undefined(
    "not_asked",
    Text("chưa khảo sát nào hỏi khách chấm điểm các hãng họ dùng", "no survey has asked to rate the brands in use"),
    Text(
        "một khảo sát theo mẫu so sánh các hãng, đã có câu trả lời và một lần đánh giá sau đó",
        "a survey from the template that compares brands, with answers and an evaluation after them",
    ),
)
