"""By which word the sample company is told from the firm."""

# The source of its rows in files, and of its records.
SAMPLE_SOURCE = "an-khang-water"
