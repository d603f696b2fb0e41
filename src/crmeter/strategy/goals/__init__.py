"""What the firm is for, its goals with number, unit and day, and who agreed to them."""
