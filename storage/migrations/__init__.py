"""The recorded steps of the schema, in `versions/`; `python -m storage.migrations.new "message"` writes the next one."""
