"""SQLite today, PostgreSQL when it grows: tables, migrations, and the coach's store."""
