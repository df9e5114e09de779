"""Elections: ballots, their counts, and what may be published of them."""
