"""Parts that pages are made of; each is a function that returns Dash components."""
