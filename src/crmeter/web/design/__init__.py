"""The page that shows every component in each of its states, for those who build pages and for visual tests."""
