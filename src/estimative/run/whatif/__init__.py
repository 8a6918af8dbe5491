"""A scenario run ahead at the command line, and what one change in a case moves: set by hand, or edited since last."""
