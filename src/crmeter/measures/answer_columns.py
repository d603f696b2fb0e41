"""What lists behind figures of answers show, and by what these figures can be cut."""

# Of an answer of a customer on a scale.
OPENS = (
    "source_key",
    "wave",
    "question",
    "score",
    "low",
    "high",
    "answered_on",
    "came_by",
    "agent",
    "product",
    "segment",
)
# Of one that counts by its weight.
OPENS_WEIGHTED = (*OPENS[:6], "weight", *OPENS[6:])
SLICES = ("segment", "wave", "agent", "product", "came_by")

# Of an answer that measures a component of the brand.
OPENS_BRAND = ("source_key", "survey", "wave", "score", "answered_on", "segment")
SLICES_BRAND = ("segment", "wave")
