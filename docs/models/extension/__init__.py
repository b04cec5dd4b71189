"""What turns cards and prose into pages: directives, formulas, plots."""
