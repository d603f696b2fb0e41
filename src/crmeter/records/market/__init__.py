"""Figures of the market: its size, shares and price level by period, each with who said it and when."""
