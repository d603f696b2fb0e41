"""What files tell of how the firm reaches out, answers and delivers."""
