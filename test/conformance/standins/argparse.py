"""Only the command lines of the modules use it."""
