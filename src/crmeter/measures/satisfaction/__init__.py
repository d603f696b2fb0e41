"""What customers, employees and partners say when they are asked."""
