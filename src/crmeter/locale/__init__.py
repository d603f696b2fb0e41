"""The words of the pages in Vietnamese and English, and how each writes what Django formats by itself."""
