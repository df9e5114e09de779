"""Introductions: every few weeks people of different groups meet somebody new, if they want to."""
