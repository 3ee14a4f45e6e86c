"""What a session may hold on a day, and how much of it."""
