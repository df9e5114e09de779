"""Words for what can be heard, shown, asked and said; the standard library and Babel are all they need."""
