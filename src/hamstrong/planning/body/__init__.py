"""What the athlete logged and feels: rungs, readiness, pain, fatigue."""
