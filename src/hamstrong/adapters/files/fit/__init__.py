"""FIT files that Hamstrong writes: workouts for watches, and sessions that were done."""
