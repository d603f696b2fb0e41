"""The quiet segment, which waits for its deliveries."""

import numpy as np

from crmeter.demo.books import Books
from crmeter.demo.segments import QUIET, SEGMENTS
from crmeter.demo.surveys import ASPECTS, DELIVERY, QUIET_WAITS
from crmeter.demo.truths.truth import Truth, points
from crmeter.vocabulary import Text

SENTENCE = Text(
    "Ở đợt khảo sát thứ hai, {segment} chấm giao hàng thấp đi {fall} điểm và kém hài lòng hơn mọi phân khúc khác.",
    "In the second wave {segment} rate delivery lower by {fall} points and are less satisfied than any other segment.",
)


def cafes_wait(books: Books) -> Truth:
    """Return the planted fall, and how the segment and all others rate delivery in the second wave."""
    waves = books.surveys.waves
    given = waves.given[waves.wave[waves.given] == 2]
    its = books.customers.segment[waves.customer[given]] == QUIET
    rated = waves.ratings[given, DELIVERY]
    return Truth(
        id="cafes_wait",
        sentence=SENTENCE.fill(segment=SEGMENTS[QUIET].name, fall=points(-QUIET_WAITS)),
        figures={
            "segment": SEGMENTS[QUIET].name.vi,
            "aspect": ASPECTS[DELIVERY],
            "fall": -QUIET_WAITS,
            "mean": round(float(np.mean(rated[its])), 4),
            "mean_of_others": round(float(np.mean(rated[~its])), 4),
        },
    )
