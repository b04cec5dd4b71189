"""QTI: items, test and manifest as one tree, written as version 2.1 or as version 3."""
