"""Names of files that come from outside, as they can be kept."""

import unicodedata

_MOST_BYTES_OF_A_NAME = 160
_MOST_BYTES_OF_AN_ENDING = 16


def safe_name(name: str) -> str:
    """Return the name of a file without folders and control characters, short enough for every file system."""
    bare = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    bare = "".join(letter for letter in bare if letter.isprintable()).strip().strip(".")
    stem, dot, ending = bare.rpartition(".")
    if not dot or len(ending.encode()) > _MOST_BYTES_OF_AN_ENDING:
        stem, ending = bare, ""
    kept = stem.encode()[:_MOST_BYTES_OF_A_NAME].decode("utf-8", "ignore").strip() or "file"
    return f"{kept}.{ending}" if ending else kept
