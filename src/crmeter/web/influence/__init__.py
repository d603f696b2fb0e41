"""What matters most: which data go with what becomes of customers, and which more of them would tell."""
