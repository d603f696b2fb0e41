"""The market: its size, shares and price level looked ahead at, and what our growth owes to it."""
