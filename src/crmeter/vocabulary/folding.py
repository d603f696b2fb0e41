"""How names are compared that people write now with accents and now without."""

import unicodedata


def folded(text: str) -> str:
    """Return a text in lower case without accents, đ as d, one space between words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    # đ is a letter of its own and no accent comes off it.
    return " ".join(plain.lower().replace("đ", "d").split())
