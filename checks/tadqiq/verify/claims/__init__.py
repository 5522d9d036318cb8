"""Find numbers that two articles give differently for one thing.

Each batch leaves a row for every number that may be compared (numbers): its value, what it counts, and the words around it. Over the
collection, rows that stand among the same words are joined into candidate pairs (aligned).
"""
