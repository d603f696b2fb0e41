"""Records that are one and the same: found while somebody types, joined without a loss, taken apart again."""
