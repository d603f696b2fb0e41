"""What the pages of stored figures share: opening the run, drawing its parts, saying what is not there."""
