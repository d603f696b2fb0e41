"""The only writer of summaries, and of who wants them."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import NoVersion, Stale
from crmeter.records.notices.actions import tell_of_summary
from crmeter.records.staff.queries import Person, actor_of, people_numbered
from crmeter.strategy.alerts.rights import may_see
from crmeter.strategy.summary.days import called, last_span
from crmeter.strategy.summary.kinds import Every
from crmeter.strategy.summary.models import Summary, SummaryChoice
from crmeter.strategy.summary.queries import SummaryView, summary_numbered, summed_up


def choose_summary(person: Person, every: Every | None, *, by_mail: bool, version: int | None) -> int:
    """Say how often the reader wants a summary, and whether by mail too; return the new version.

    Args:
        person: whose choice it is.
        every: how often; None for never.
        by_mail: whether by mail beside the notice.
        version: of the choice that was seen; 0 where there was none.

    Raises:
        Refusal: it has changed.
    """
    if version is None:
        raise NoVersion
    chosen = "" if every is None else every.value
    with transaction.atomic():
        there = SummaryChoice.objects.filter(user=person.id).values_list("pk", flat=True).first()
        after = {"every": chosen, "by_mail": by_mail}
        if there is None:
            if version:
                raise Stale(0)
            row = SummaryChoice(user_id=person.id, every=chosen, by_mail=by_mail)
            row.save(force_insert=True)
            audit(actor_of(person), "summary.chosen", row, after=after)
            return row.version
        row = held(SummaryChoice, there, version)
        before = {"every": row.every, "by_mail": row.by_mail}
        row.every, row.by_mail = chosen, by_mail
        new = keep(row, "every", "by_mail")
        audit(actor_of(person), "summary.chosen", row, before=before, after=after)
    return new


def sum_up_what_is_over(today: date | None = None) -> list[tuple[SummaryView, list[Person]]]:
    """Keep the summaries whose days are over and that nobody has made, inside the caller's transaction.

    Whoever wants one is told, as far as they see all rows.

    Args:
        today: by default today.

    Returns:
        Each new one with those who want it by mail.
    """
    now = timezone.now()
    made = []
    for every in Every:
        since, until = last_span(every, today or timezone.localdate(now))
        wanted = dict(SummaryChoice.objects.filter(every=every).values_list("user_id", "by_mail"))
        if not wanted or Summary.objects.filter(every=every, until=until).exists():
            continue
        found = summed_up(every, since, until)
        if found is None:
            continue
        run, said = found
        kept = [{"vi": s.words.vi, "en": s.words.en, "tone": s.tone, "address": s.address} for s in said]
        with transaction.atomic(savepoint=False):
            row = Summary(every=every, since=since, until=until, run=run, made_at=now, said=kept)
            row.save(force_insert=True)
            people = [each for each in people_numbered(wanted) if may_see(each)]
            tell_of_summary([each.id for each in people], row.pk, called(every, since, until), at=now)
        view = summary_numbered(row.pk)
        if view is not None:
            made.append((view, [each for each in people if wanted[each.id]]))
    return made
