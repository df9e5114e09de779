"""Committees: who represents the network where and until when, and what they call for."""
