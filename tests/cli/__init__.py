"""The command line as it is started: demo, doctor, and how soon help is there."""
