"""What is asked of the list: words, filters, an order and a place in it, as an address holds them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from crmeter.evaluation.report.words import SLICE_WORDS
from crmeter.measures.measure import BUILT_SEGMENT
from crmeter.records.customers.queries import Filters, Sort
from crmeter.vocabulary import Text
from crmeter.web.customers.words import FILTERS, SEARCHED, SORTS, STAGES

_LONGEST = 200
_LONGEST_BUILT = 30
_LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as somebody looks at it.

    Args:
        words: that customers are found by.
        filters: what they are narrowed down to.
        sort: one of `SORTS`, or nothing for the order of the list itself.
        after: the key that the page comes after.
        before: the key that it comes before.
        built: the segment whose members they are, by its number or as `rfm.` and a cell; see `web/segments/members`.
    """

    words: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: str = ""
    after: int | None = None
    before: int | None = None
    built: str = ""

    @property
    def order(self) -> Sort | None:
        """In which order the customers come; None for that of the list itself."""
        return Sort(self.sort.lstrip("-"), self.sort.startswith("-")) if self.sort else None

    def query(self, **changed: str | int) -> str:
        """Return how an address goes on, with some things changed; a page of its own is not kept."""
        kept: dict[str, str | int] = {
            "q": self.words,
            "built": self.built,
            **asdict(self.filters),
            "sort": self.sort,
        } | changed
        told = {name: value for name, value in kept.items() if value != ""}
        return f"?{urlencode(told)}" if told else ""

    def chips(
        self, choices: Mapping[str, tuple[tuple[str, str], ...]], built: Text | None = None
    ) -> list[tuple[Text, Text, str]]:
        """Return what narrows the list down: name, value, and the address without it; `built` names the segment."""
        found = [(SEARCHED, Text.same(self.words), self.query(q=""))] if self.words else []
        if built is not None:
            found.append((SLICE_WORDS[BUILT_SEGMENT], built, self.query(built="")))
        for by, word in asdict(self.filters).items():
            if word:
                written = STAGES.get(word, Text.same(word)) if by == "stage" else _written(choices.get(by, ()), word)
                found.append((FILTERS[by], written, self.query(**{by: ""})))
        return found


def asked_of(request: HttpRequest) -> Asked:
    """Return what a request asks of the list; what cannot be asked is left out."""
    get = request.GET
    sort = get.get("sort", "")
    stage = get.get("stage", "")
    return Asked(
        words=get.get("q", "").replace("\0", "").strip()[:_LONGEST],
        filters=Filters(
            stage=stage if stage in STAGES else "",
            **{by: get.get(by, "").replace("\0", "")[:_LONGEST] for by in ("segment", "region", "source", "owner")},
        ),
        sort=sort if sort in SORTS else "",
        after=_key(get, "after"),
        before=_key(get, "before"),
        built=get.get("built", "").replace("\0", "")[:_LONGEST_BUILT],
    )


def _key(get: QueryDict, name: str) -> int | None:
    word = get.get(name, "")
    if not (word.isascii() and word.isdecimal() and len(word) < 20):
        return None
    return key if (key := int(word)) <= _LARGEST_KEY else None


def _written(choices: tuple[tuple[str, str], ...], word: str) -> Text:
    return Text.same(dict(choices).get(word, word))
