"""What customers get for what they pay, against what others offer them."""
