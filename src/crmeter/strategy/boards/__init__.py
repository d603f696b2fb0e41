"""Boards: figures that somebody has chosen, how each is drawn, and who finds them."""
