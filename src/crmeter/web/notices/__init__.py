"""What somebody is told, in one place."""
