"""The price, which is felt beside those of competitors too."""

from crmeter.demo.books import Books
from crmeter.demo.comparison import BRANDS, DRIVER_EFFECTS, DRIVERS, PRICE, PRICE_FELT
from crmeter.demo.truths.truth import Truth, points
from crmeter.vocabulary import Text

SENTENCE = Text(
    "Giữa hai đợt so sánh, {brand} bị chấm {driver} thấp đi {fall} điểm, nên khách ít chọn hãng hơn; các mặt khác không"
    " đổi.",
    "Between both waves of the comparison {brand} is rated {fall} points lower on {driver}, so it is chosen less;"
    " nothing else moves.",
)


def price_moved_choice(books: Books) -> Truth:
    """Return the planted fall, and how our brand is rated in each wave as it came out."""
    means = [books.surveys.comparison.mean_ratings(wave)[0] for wave in (1, 2)]
    return Truth(
        id="price_moved_choice",
        sentence=SENTENCE.fill(brand=BRANDS[0], driver=DRIVERS[PRICE], fall=points(PRICE_FELT)),
        figures={
            "brand": BRANDS[0],
            "driver": DRIVERS[PRICE],
            "fall": PRICE_FELT,
            "effect": DRIVER_EFFECTS[PRICE],
            "means": {driver: [round(float(wave[place]), 4) for wave in means] for place, driver in enumerate(DRIVERS)},
        },
    )
