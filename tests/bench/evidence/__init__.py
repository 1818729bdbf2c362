"""How often verdicts are wrong and intervals right, by simulation, and how long it all takes."""
