"""What every concept of the records has in common: described fields, lists, one gate, one way to be changed."""
