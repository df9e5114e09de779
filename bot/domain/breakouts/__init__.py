"""Breakout rooms: who sits with whom in each round; NumPy and SciPy are loaded when the first plan is made."""

from bot.domain.breakouts.problem import PROFILES, Person, Plan, Problem, Room, Seats, Weights

__all__ = ["PROFILES", "Person", "Plan", "Problem", "Room", "Seats", "Weights"]
