"""The quotas that a reader sees: all of them, or their own and those of their teams."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate

from crmeter.records.staff.queries import Person, scope_of, visible_to
from crmeter.strategy.targets.kinds import WHOSE, Whose
from crmeter.strategy.targets.quotas import Quota, quotas
from crmeter.strategy.targets.rights import may_set
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class ShownQuota:
    """A quota as pages show it.

    Args:
        quota: with how far it is.
        holder: whose it is.
        records: where the deals behind it are listed; empty for those of a team of nobody, which has none.
    """

    quota: Quota
    holder: Text
    records: str


@dataclass(frozen=True, slots=True)
class Quotas:
    """The quotas of a page.

    Args:
        shown: the firm's first.
        may_set: whether the reader sets targets.
    """

    shown: Sequence[ShownQuota]
    may_set: bool


def quotas_for(reader: Person) -> Quotas:
    """Return the quotas that run today, as far as the reader sees whose they are.

    Args:
        reader: who looks.
    """
    people = None if scope_of(reader).kind == "all" else {each.id for each in visible_to(reader)}
    return Quotas([_shown(each) for each in quotas(localdate(), people)], may_set(reader))


def _shown(quota: Quota) -> ShownQuota:
    target = quota.target
    whose = WHOSE[Whose.FIRM] if target.whose is Whose.FIRM else Text.same(target.whose_name or "–")
    clauses = [f"won_on.from.{target.starts_on}", f"won_on.to.{target.reach_by}"]
    if quota.people is not None:
        clauses.append("|".join(f"owner.is.{number}" for number in sorted(quota.people)))
    # Without an owner to look for, the list would be of everybody's deals.
    is_of_nobody = quota.people is not None and not quota.people
    records = "" if is_of_nobody else reverse("deals") + "?" + "&".join(f"where={clause}" for clause in clauses)
    return ShownQuota(quota, Text(whose.vi[0].upper() + whose.vi[1:], whose.en[0].upper() + whose.en[1:]), records)
