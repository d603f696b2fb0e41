"""What matters most: which data of customers go with what becomes of them, and which more of them would tell."""
