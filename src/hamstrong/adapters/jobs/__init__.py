"""Background work carried by a thread of the app."""
