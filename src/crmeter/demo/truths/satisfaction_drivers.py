"""What satisfaction follows, in its order."""

from crmeter.demo.books import Books
from crmeter.demo.surveys import ASPECT_EFFECTS, ASPECTS
from crmeter.demo.truths.truth import Truth
from crmeter.vocabulary import Text

SENTENCE = Text(
    "Khách hài lòng trước hết vì {first}, rồi đến {second}, {third}; {last} hầu như không đáng kể.",
    "Customers are satisfied by {first} before all, then by {second} and {third}; {last} hardly counts.",
)


def satisfaction_drivers(books: Books) -> Truth:
    """Return what a point more of each aspect adds to the overall feeling, the largest first."""
    names = dict(zip(("first", "second", "third", "last"), ASPECTS, strict=True))
    return Truth(
        id="satisfaction_drivers",
        sentence=SENTENCE.fill(**{place: Text.same(name) for place, name in names.items()}),
        figures={
            "effects": dict(zip(ASPECTS, ASPECT_EFFECTS, strict=True)),
            "asked": len(books.surveys.waves.customer),
            "answered": len(books.surveys.waves.given),
        },
    )
