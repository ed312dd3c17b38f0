"""Only deprecated names use it."""
