"""What fills the warehouse from outside: files now, other systems beside them."""
