"""What evaluators find more important, from comparing two things at a time."""
