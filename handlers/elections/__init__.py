"""Elections: from the set-up to the minutes, one file a use case."""
