"""Feeds from outside: fetched within limits, from checked addresses only, and read in a process of their own."""
