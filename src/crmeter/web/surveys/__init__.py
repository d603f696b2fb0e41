"""Pages of surveys: the list, the builder, sending, results, and the page on which they are answered."""
