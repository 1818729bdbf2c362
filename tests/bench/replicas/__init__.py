"""How much more two replicas take than one, and what an event costs beside few and many stored lines."""
