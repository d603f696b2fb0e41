"""Built segments: the list of them, the builder, their members as a list, as a file and in a campaign."""
