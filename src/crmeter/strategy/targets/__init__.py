"""What figures are to reach, by which day, and who said so."""
