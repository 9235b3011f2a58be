"""A corpus of any size for measurements: invented, the same each time, skewed as the real one is."""
