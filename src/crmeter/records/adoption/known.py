"""What the names that a source uses stand for here: numbers of records, people, stages and queues."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.models import Tag
from crmeter.records.deals.models import Pipeline, Stage
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.models import User
from crmeter.records.tickets.models import TicketQueue
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import folded, spelled

# By link, the concept of the record that it leads to.
LINKS = {
    "campaign": "campaigns",
    "competitor": "competitors",
    "contact": "contacts",
    "customer": "customers",
    "deal": "deals",
    "lead": "leads",
    "order": "orders",
    "parent": "customers",
    "product": "products",
    "task": "activities",
    "ticket": "tickets",
}


class Known:
    """The numbers of what one source names; what is written is learned.

    Args:
        source: its name.
        people: who is meant by words that name nobody here.
    """

    def __init__(self, source: str, people: Mapping[str, int] | None = None) -> None:
        self.source = source
        self._meant = {spelled(word): pk for word, pk in (people or {}).items()}
        self._numbers: dict[str, dict[str, int]] = {}
        self._people: dict[str, int] | None = None

    def number(self, link: str, key: str) -> int:
        """Return the number of the record that a link leads to.

        Raises:
            Refused: the source holds none of that name, or it comes later.
        """
        concept = LINKS[link]
        found = self._of(concept).get(key)
        if found is None:
            raise Refused(
                "unknown_link",
                Text("{what} “{key}” không có ở nguồn", "the source holds no {what} “{key}”").fill(
                    what=CONCEPTS[concept].one, key=key
                ),
            )
        return found

    def learn(self, concept: str, numbers: Iterable[tuple[str, int]]) -> None:
        """Keep the numbers of records that were written."""
        self._of(concept).update(numbers)

    def person(self, word: str) -> int | None:
        """Return the number of whoever is named by a word; of no word nobody."""
        if self._people is None:
            self._people = people_by_word() | self._meant
        return self._people.get(spelled(word)) if word else None

    def tag(self, word: str) -> int:
        """Return the number of a tag.

        Raises:
            Refused: nobody has made it.
        """
        found = self._tags.get(folded(word))
        if found is None:
            raise Refused("unknown_tag", Text("chưa có nhãn “{tag}”", "there is no tag “{tag}”").fill(tag=word))
        return found

    @cached_property
    def _tags(self) -> dict[str, int]:
        return dict(Tag.objects.values_list("folded", "pk"))

    @cached_property
    def stages(self) -> dict[str, list[Stage]]:
        """By kind, the stages of the first pipeline in their order."""
        pipeline = Pipeline.objects.filter(is_closed=False).order_by("position", "id").first()
        found: dict[str, list[Stage]] = defaultdict(list)
        for stage in Stage.objects.filter(pipeline=pipeline, is_removed=False).order_by("position", "id"):
            found[stage.kind].append(stage)
        return found

    def stage(self, kind: str, place: int) -> Stage:
        """Return a stage of a kind by its place among them; where there are fewer, the last.

        Raises:
            Refused: no pipeline that deals can go through has a stage of the kind.
        """
        there = self.stages[kind]
        if not there:
            raise Refused("no_stage", Text("chưa có quy trình bán hàng", "there is no pipeline"))
        return there[min(place, len(there) - 1)]

    @cached_property
    def queue(self) -> int:
        """The first queue that tickets can be in."""
        first = TicketQueue.objects.filter(is_closed=False).order_by("position", "id").first()
        if first is None:
            raise Refused("no_queue", Text("chưa có hàng đợi nào", "there is no queue"))
        return first.pk

    def _of(self, concept: str) -> dict[str, int]:
        if concept not in self._numbers:
            rows = CONCEPTS[concept].table._default_manager.filter(external_source=self.source)
            self._numbers[concept] = dict(rows.exclude(external_id="").values_list("external_id", "pk"))
        return self._numbers[concept]


def people_by_word() -> dict[str, int]:
    """Return the people by the words that name one of them and nobody else."""
    named: dict[str, set[int]] = defaultdict(set)
    for pk, email, name, others in User.objects.values_list("pk", "email", "display_name", "names_in_data"):
        for word in (email, name, *others):
            named[spelled(word)].add(pk)
    return {word: next(iter(people)) for word, people in named.items() if word and len(people) == 1}
