"""The studio: a build-time workshop whose body demonstrates the exercises of the library."""
