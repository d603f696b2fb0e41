"""The audit log: who changed what, from what to what; filtered, sent as a file, checked."""
