"""What goes out to people and comes back from them: behind one gate, told by the outbox."""
