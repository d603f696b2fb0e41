"""The only writer of scenarios of customer equity that are kept."""

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.values import plain
from crmeter.records.ledger.actions import audit, held
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.surveys.models import LONGEST_NAME, Survey, SurveyScenario
from crmeter.records.surveys.rights import refuse_unless_reader
from crmeter.records.surveys.scenario_queries import Kept
from crmeter.vocabulary import Text

MOST_SCENARIOS = 50
_LONGEST_ASKED = 4_000


def save_scenario(person: Person, survey: int, name: str, asked: str, figures: Kept) -> int:
    """Keep a scenario with its figures, and return its number.

    Args:
        person: who keeps it.
        survey: whose answers it stands on.
        name: of it.
        asked: the address of the page without the path.
        figures: that came out.

    Raises:
        Refused: they may not, the survey is gone, it has no name, or there are too many.
    """
    refuse_unless_reader(person)
    called = plain(name)
    if not called or len(called) > LONGEST_NAME:
        raise Refused("no_name", _NO_NAME.fill(most=LONGEST_NAME))
    with transaction.atomic():
        of = Survey.objects.select_for_update().filter(pk=survey).first()
        if of is None or len(asked) > _LONGEST_ASKED:
            raise Refused("unknown", _GONE)
        if of.scenarios.count() >= MOST_SCENARIOS:
            raise Refused("many_scenarios", _MANY.fill(most=MOST_SCENARIOS))
        row = SurveyScenario.objects.create(
            survey=of, name=called, asked=asked, figures=figures.to_json(), saved_at=timezone.now(),
            saved_by_id=person.id,
        )  # fmt: skip
        audit(actor_of(person), "surveys.scenario_saved", row, after=_shown(row))
    return row.pk


def remove_scenario(person: Person, pk: int, *, version: int | None) -> None:
    """Take a scenario off the list.

    Raises:
        Refusal: they may not, or it has changed or is gone.
    """
    refuse_unless_reader(person)
    with transaction.atomic():
        row = held(SurveyScenario, pk, version)
        audit(actor_of(person), "surveys.scenario_removed", row, before=_shown(row))
        SurveyScenario.objects.filter(pk=row.pk).delete()


def _shown(row: SurveyScenario) -> dict[str, object]:
    return {"survey": row.survey_id, "name": row.name, "asked": row.asked, "figures": row.figures}


_NO_NAME = Text("kịch bản phải có tên, dài nhất {most} ký tự", "a scenario has a name, at most {most} characters long")
_GONE = Text("khảo sát này không còn", "this survey is not there any more")
_MANY = Text("một khảo sát giữ nhiều nhất {most} kịch bản", "a survey keeps at most {most} scenarios")
