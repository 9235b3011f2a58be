"""Document → Release: reads what a source gave and normalises it once. Pure: no clock, no network."""
