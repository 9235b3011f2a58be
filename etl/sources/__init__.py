"""Where documents come from: each source yields a `Document`, or an `Issue` for what it could not read."""
