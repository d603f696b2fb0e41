"""Files written into records: what columns mean, whom a row is about, what became of each."""
