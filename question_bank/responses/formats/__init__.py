"""Files of answers; one file here, one format.

A module defines ``TITLE`` (a Text), ``fits(head, suffix)``, which tells from the first line and
the file's suffix whether it is this format, and ``read(text, file)``, which returns the
responses. ``write(responses)``, where there is one, returns the file's text.
"""
