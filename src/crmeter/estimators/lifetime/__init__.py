"""What customers who may leave unseen will buy, and what it is worth."""
