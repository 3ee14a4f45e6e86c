"""Rules R1 to R15 for run plans (evidence 6.6): one small function each, one table of values."""
