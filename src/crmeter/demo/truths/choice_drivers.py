"""What people choose a brand by, in its order."""

from crmeter.demo.books import Books
from crmeter.demo.comparison import BRANDS, DRIVER_EFFECTS, DRIVERS, INERTIA
from crmeter.demo.truths.truth import Truth
from crmeter.vocabulary import Text

SENTENCE = Text(
    "Khách chọn hãng trước hết theo {first}, rồi {second}, {third}, {fourth}; {last} ít quan trọng nhất.",
    "Customers choose a brand by {first} before all, then {second}, {third}, {fourth}; {last} counts least.",
)


def choice_drivers(books: Books) -> Truth:
    """Return what a point more of each driver adds to the utility of a brand, the largest first."""
    names = dict(zip(("first", "second", "third", "fourth", "last"), DRIVERS, strict=True))
    return Truth(
        id="choice_drivers",
        sentence=SENTENCE.fill(**{place: Text.same(name) for place, name in names.items()}),
        figures={
            "brands": list(BRANDS),
            "effects": dict(zip(DRIVERS, DRIVER_EFFECTS, strict=True)),
            "inertia": INERTIA,
            "answered": len(books.surveys.comparison.customer),
        },
    )
