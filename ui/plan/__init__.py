"""Priorities, votes, quick wins, the budget year, the roadmap, and who works together."""
