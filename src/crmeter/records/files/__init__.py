"""Files that are kept with records; their bytes lie in the workspace and are never shown as a part of a page."""
