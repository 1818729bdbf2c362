"""Several machines: replicas as processes of their own on one PostgreSQL, killed while many workspaces use them.

fleet.py     the processes: started, killed, started anew
crowd.py     many workspaces that installed the app, their people typing, and what must hold afterwards
storm.py     a fleet under a crowd with a kill every few seconds; counts what was lost, doubled or out of order
__main__.py  `make replicas`: two replicas and a playground to try it by hand
"""
