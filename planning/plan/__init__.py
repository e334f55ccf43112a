"""Rules of the plan: priorities, votes, quick wins, budget, roadmap, who works together."""
