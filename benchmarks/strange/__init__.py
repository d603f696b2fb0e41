"""Order files of shapes that the importer was not written against, each with the truth of its own generator."""
