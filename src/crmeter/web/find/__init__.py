"""What the palette finds beside pages and actions: records, customers of evaluated data, measures."""
