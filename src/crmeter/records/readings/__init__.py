"""Published evaluation runs and their readings: what pages show without computing anything."""
