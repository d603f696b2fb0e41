"""The price, which customers feel between the waves."""

import numpy as np

from crmeter.demo.books import Books
from crmeter.demo.surveys import ASPECTS, PRICE, PRICE_FELT
from crmeter.demo.truths.truth import Truth, points
from crmeter.vocabulary import Text

SENTENCE = Text(
    "Giữa hai đợt khảo sát, khách chấm giá thấp đi {fall} điểm trên thang 5.",
    "Between both waves of the survey customers rate the price lower by {fall} points of five.",
)


def price_felt(books: Books) -> Truth:
    """Return the planted fall, and the mean rating of each aspect in each wave as it came out."""
    waves = books.surveys.waves
    given = waves.given
    means = {
        aspect: [round(float(np.mean(waves.ratings[given[waves.wave[given] == wave], place])), 4) for wave in (1, 2)]
        for place, aspect in enumerate(ASPECTS)
    }
    return Truth(
        id="price_felt",
        sentence=SENTENCE.fill(fall=points(-PRICE_FELT)),
        figures={"aspect": ASPECTS[PRICE], "fall": -PRICE_FELT, "means": means},
    )
