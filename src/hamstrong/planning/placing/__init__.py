"""Where in its week a session stands: places, points, search."""
