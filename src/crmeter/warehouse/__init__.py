"""The columnar copy of what happened: contracts, connectors that fill them, snapshots that pin them."""
