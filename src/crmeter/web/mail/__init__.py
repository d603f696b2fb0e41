"""Pages of mail: where it goes, its templates, where each message stands, and the page that ends messages."""
