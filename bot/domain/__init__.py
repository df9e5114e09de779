"""What is true: pure functions and frozen dataclasses; no clock, no I/O, no SQL, no language."""
