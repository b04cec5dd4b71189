"""The kinds of assignment: one file each.

A kind binds ``MARKER``, the file that makes a folder an assignment of this kind, and
``build(folder, out_dir, *, lang)``, which writes the nbgrader source of the assignment into
`out_dir`. Its title stands in the marker file.
"""
