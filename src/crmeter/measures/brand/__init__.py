"""What customers know and think of the firm's own brand, as it was said to be measured."""
