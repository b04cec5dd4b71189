"""Generators draw the values of an item from a seed; one file, one generator.

A module here defines ``generate(draw)``: it takes a :class:`question_bank.draw.Draw`, draws
the parameters, computes the key and the typical wrong results with ``crm_models``, and
returns all of them by name. An item names its generator; its texts and numbers name the
values. The module's docstring says what is drawn.
"""
