"""The facts of each page, one file per page: what both languages show and neither types."""
