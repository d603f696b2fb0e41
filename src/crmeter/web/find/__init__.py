"""What the palette finds beside pages: customers and measures."""
