"""What people have said about being written to: per address, channel and purpose; nothing is ever overwritten."""
