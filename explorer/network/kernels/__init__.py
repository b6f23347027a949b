"""Searches over `TieArrays`, compiled. Imported only where they are about to run: that loads the compiler.

Three things run through all of them:

- A *key* is `cost * HOP_ROOM + ties`: one integer that orders by cost, then by number of ties. Sums of keys are keys, nothing is rounded.
- A *label* is a way to an actor: its key and its ties. Of the ways to one actor only those are kept that no other beats in both.
- Lists of ties are strongest first, so looking along one stops at the first tie that is too weak for the bound known by then.
"""
