"""Tables of products, or of ratings, that were sent in for a value map."""
