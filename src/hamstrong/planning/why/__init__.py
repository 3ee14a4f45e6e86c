"""Why this and not that, asked of what the planner decides by."""
