"""Elections: from the roll to the minutes, in chat."""
