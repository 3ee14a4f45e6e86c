"""The schema's history; run by `hamstrong.adapters.db.database.migrate` at every start."""
