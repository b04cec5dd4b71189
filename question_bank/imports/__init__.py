"""Imports: questions of other systems and of plain text, as draft items in our YAML.

Nothing is guessed. What a file does not say clearly becomes a finding with file, line, what
is odd and what to do; the question is then left out, or taken with that one field open. What
comes out is valid YAML of our schema with ``status: draft``: an author completes chapter,
level, sources, tests and the other language.

Add a reader: one new file ``readers/NAME.py``. It binds ``READER``, a
:class:`~question_bank.imports.reader.Reader`, whose function takes the file's bytes and
yields :class:`~question_bank.imports.draft.Draft` and
:class:`~question_bank.imports.draft.Finding` in the order of the file.

Files are data: XML is read without DTDs, entities or the network, workbooks without formulas,
and nothing in them is run or followed.
"""
