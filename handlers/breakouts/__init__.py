"""Breakout rooms: one file for each thing that one does with them."""
