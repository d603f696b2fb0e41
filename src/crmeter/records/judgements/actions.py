"""The only writer of decisions: made, changed, their evaluators invited, their weights set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.values import plain
from crmeter.records.judgements.kinds import Purpose, Together, Weighing
from crmeter.records.judgements.models import LONGEST_TITLE, Decision, Evaluator, Judgement
from crmeter.records.judgements.queries import DECISIONS, options_of
from crmeter.records.judgements.rights import refuse_unless_lead
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.notices.actions import tell_beside
from crmeter.records.notices.models import NoticeKind
from crmeter.records.staff.queries import Person, actor_of, people_numbered
from crmeter.records.surveys.options import LONGEST_OPTION, Option
from crmeter.vocabulary import Text
from crmeter.vocabulary.brand_components import BRAND_COMPONENTS

# Beyond ten things there is no random index, and nobody keeps that many apart.
MOST_THINGS = 10
_LONGEST_ABOUT = 2_000
_WHOLE = 100.0
_ROUNDING = 0.051


@dataclass(frozen=True, slots=True)
class DecisionAsked:
    """What a decision is to be; see the model."""

    title: str
    purpose: Purpose
    about: str
    criteria: Sequence[Option]
    alternatives: Sequence[Option] = ()


def make_decision(person: Person, asked: DecisionAsked, evaluators: Iterable[int]) -> int:
    """Make a decision, invite evaluators, and return its number.

    Raises:
        Refused: they may not, something is missing or too much, or an evaluator has no open account.
    """
    refuse_unless_lead(person)
    with transaction.atomic():
        row = Decision(purpose=asked.purpose, created_at=timezone.now(), created_by_id=person.id)
        _put(row, asked)
        row.save(force_insert=True)
        audit(actor_of(person), "judgements.made", row, after=_shown(row))
        _invite(person, row, evaluators)
    return row.pk


def change_decision(person: Person, pk: int, asked: DecisionAsked, *, version: int | None) -> int:
    """Change a decision, and return its new version; once somebody has judged, criteria keep their keys.

    Raises:
        Refusal: they may not, it has changed or is gone, or what was judged would change.
    """
    refuse_unless_lead(person)
    with transaction.atomic():
        row = held(Decision, pk, version)
        before, kept = _shown(row), (_keys(row.criteria), _keys(row.alternatives), row.purpose)
        if Judgement.objects.filter(evaluator__decision=row).exists():
            asked = _called(row, asked)
        row.purpose = asked.purpose
        _put(row, asked)
        if kept != (now := (_keys(row.criteria), _keys(row.alternatives), row.purpose)):
            if Judgement.objects.filter(evaluator__decision=row).exists():
                raise Refused("frozen", _FROZEN)
            if kept[0] != now[0]:
                row.set_weights, row.weighing = {}, Weighing.JUDGED
        new = keep(row, "title", "purpose", "about", "criteria", "alternatives", "set_weights", "weighing")
        note_changes(DECISIONS, [pk])
        audit(actor_of(person), "judgements.changed", row, before=before, after=_shown(row))
    return new


def remove_decision(person: Person, pk: int, *, version: int | None) -> None:
    """Take a decision out of all lists.

    Raises:
        Refusal: they may not, or it has changed or is gone.
    """
    refuse_unless_lead(person)
    with transaction.atomic():
        row = held(Decision, pk, version)
        row.removed_at = timezone.now()
        keep(row, "removed_at")
        note_changes(DECISIONS, [pk])
        audit(actor_of(person), "judgements.removed", row, before=_shown(row))


def invite(person: Person, pk: int, evaluators: Iterable[int], *, version: int | None) -> tuple[int, ...]:
    """Ask people of the firm to judge, and return who was not asked before; the others stay.

    Raises:
        Refusal: they may not, the decision has changed or is gone, or an evaluator has no open account.
    """
    refuse_unless_lead(person)
    with transaction.atomic():
        return _invite(person, held(Decision, pk, version), evaluators)


def uninvite(person: Person, seat: int, *, version: int | None) -> None:
    """Take back an invitation, and with it what was judged.

    Raises:
        Refusal: they may not, or the evaluator has judged since or is gone.
    """
    refuse_unless_lead(person)
    with transaction.atomic():
        row = held(Evaluator, seat, version)
        note_changes(DECISIONS, [row.decision_id])
        audit(actor_of(person), "judgements.uninvited", row, before={"decision": row.decision_id, "user": row.user_id})
        row.delete()


def take_together(person: Person, pk: int, together: Together, *, version: int | None) -> int:
    """Say how evaluators are taken together, go back to judged weights, and return the new version.

    Raises:
        Refusal: they may not, or it has changed or is gone.
    """
    return _weigh(person, pk, version, weighing=Weighing.JUDGED, together=together)


def set_weights(person: Person, pk: int, weights: Mapping[str, float], *, version: int | None) -> int:
    """Set the weights by hand, and return the new version.

    Args:
        person: who sets them.
        pk: of the decision.
        weights: percent of each criterion, by its key; they add up to 100.
        version: that was seen.

    Raises:
        Refusal: they may not, it has changed or is gone, or the weights are not one each that make 100 %.
    """
    total = sum(weights.values())
    if min(weights.values(), default=-1.0) < 0 or not abs(total - _WHOLE) < _ROUNDING:
        raise Refused("not_whole", _NOT_WHOLE.fill(total=round(total, 1)))
    return _weigh(person, pk, version, weighing=Weighing.SET, set_weights=dict(weights))


def _weigh(person: Person, pk: int, version: int | None, **changes: object) -> int:
    refuse_unless_lead(person)
    with transaction.atomic():
        row = held(Decision, pk, version)
        if "set_weights" in changes and set(changes["set_weights"]) != set(_keys(row.criteria)):  # type: ignore[call-overload]
            raise Refused("not_one_each", _NOT_ONE_EACH)
        before = {name: getattr(row, name) for name in changes}
        for name, value in changes.items():
            setattr(row, name, value)
        new = keep(row, *changes)
        note_changes(DECISIONS, [pk])
        audit(actor_of(person), "judgements.weighed", row, before=before, after=dict(changes))
    return new


def _invite(person: Person, row: Decision, evaluators: Iterable[int]) -> tuple[int, ...]:
    wanted = sorted(set(evaluators))
    if len(people_numbered(wanted)) != len(wanted):
        raise Refused("unknown", _NO_ACCOUNT)
    there = set(Evaluator.objects.filter(decision=row).values_list("user_id", flat=True))
    new, now = tuple(user for user in wanted if user not in there), timezone.now()
    with transaction.atomic():
        for user in new:
            seat = Evaluator.objects.create(decision=row, user_id=user, invited_at=now)
            audit(actor_of(person), "judgements.invited", seat, after={"decision": row.pk, "user": user})
        others = [user for user in new if user != person.id]
        tell_beside(others, NoticeKind.INVITED, ("decisions", row.pk), row.title, by=person.id, at=now)
    return new


def _put(row: Decision, asked: DecisionAsked) -> None:
    title, about = plain(asked.title), plain(asked.about, keeps_lines=True)
    if not title or len(title) > LONGEST_TITLE:
        raise Refused("no_name", _NO_TITLE.fill(most=LONGEST_TITLE))
    if len(about) > _LONGEST_ABOUT:
        raise Refused("too_long", _LONG.fill(most=_LONGEST_ABOUT))
    criteria, alternatives = tuple(asked.criteria), tuple(asked.alternatives)
    if asked.purpose == Purpose.BRAND:
        if any(each.key not in BRAND_COMPONENTS for each in criteria):
            raise Refused("unknown_choice", _NO_COMPONENT)
        alternatives = ()
    if not 2 <= len(criteria) <= MOST_THINGS:
        raise Refused("wrong_number", _CRITERIA.fill(most=MOST_THINGS))
    if len(alternatives) == 1 or len(alternatives) > MOST_THINGS:
        raise Refused("wrong_number", _ALTERNATIVES.fill(most=MOST_THINGS))
    if any(
        len(words) > LONGEST_OPTION for each in (*criteria, *alternatives) for words in (each.words.vi, each.words.en)
    ):
        raise Refused("too_long", _LONG.fill(most=LONGEST_OPTION))
    if {each.key for each in criteria} & {each.key for each in alternatives}:
        raise Refused("same_name", _SAME)
    row.title, row.about = title, about
    row.criteria, row.alternatives = _kept(criteria), _kept(alternatives)


def _called(row: Decision, asked: DecisionAsked) -> DecisionAsked:
    """Return what is asked with the keys that were judged, place by place, where there are as many."""
    told = []
    for kept, new in ((row.criteria, asked.criteria), (row.alternatives, asked.alternatives)):
        own = options_of(kept)
        is_same = len(own) == len(new) and row.purpose != Purpose.BRAND
        told.append([Option(a.key, b.words) for a, b in zip(own, new, strict=True)] if is_same else list(new))
    return DecisionAsked(asked.title, asked.purpose, asked.about, *told)


def _kept(things: Sequence[Option]) -> list[dict[str, str]]:
    return [{"key": each.key, **each.words.to_json()} for each in things]


def _keys(kept: Sequence[Mapping[str, str]]) -> list[str]:
    return [each["key"] for each in kept]


def _shown(row: Decision) -> dict[str, object]:
    names = ("title", "purpose", "about", "criteria", "alternatives", "weighing", "together", "set_weights")
    return {name: getattr(row, name) for name in names}


_NO_TITLE = Text("quyết định phải có tên, dài nhất {most} ký tự", "a decision has a title, at most {most} characters")
_LONG = Text("dài nhất {most} ký tự", "it has at most {most} characters")
_NO_COMPONENT = Text("không có thành phần thương hiệu này", "there is no such component of a brand")
_CRITERIA = Text("cần từ 2 đến {most} tiêu chí", "there are 2 to {most} criteria")
_ALTERNATIVES = Text(
    "hãy để trống phương án, hoặc ghi từ 2 đến {most}", "leave the alternatives empty, or name 2 to {most} of them"
)
_SAME = Text("một tiêu chí và một phương án trùng tên", "a criterion and an alternative are called the same")
_FROZEN = Text(
    "đã có người đánh giá nên chỉ sửa được câu chữ; muốn so sánh thứ khác, hãy lập quyết định mới",
    "somebody has judged, so only words can be corrected; make a new decision to compare other things",
)
_NO_ACCOUNT = Text("có người không còn tài khoản mở", "somebody has no open account")
_NOT_WHOLE = Text(
    "các trọng số phải cộng lại bằng 100%, đang là {total}%", "weights add up to 100%, these make {total}%"
)
_NOT_ONE_EACH = Text("mỗi tiêu chí cần một trọng số", "each criterion has a weight")
