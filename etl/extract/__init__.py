"""Facts from the text of one release: pure functions, no clock, network, database or globals."""
