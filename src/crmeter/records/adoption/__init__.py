"""What another system holds taken into the records as one, counted from one moment on, and taken out as one."""
