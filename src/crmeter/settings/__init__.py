"""Where the rooms are put together to a running product; nobody imports it but Django."""
