"""The proof that a lab is fair to every student, seed by seed.

A lab whose data are each student's own is many labs. For each seed, in a process of its own:

reference
    earns full marks in every check;
stub
    what is released earns nothing in any check;
misconceptions
    each that the checks name costs points somewhere, and is named where it does;
degenerate
    no answer is empty, not a number, infinite, zero throughout or the same throughout
    (`course.labs.proof.answers`);
ill-conditioned
    the reference passes the same checks, with the same expected values, when every amount in
    the data is moved in its ninth digit (`course.labs.proof.perturbed`): no mark may hang on a
    tie at a boundary or on the digit where an optimiser stopped.

``python -m course.labs.proof SOURCE SEED...`` proves a source notebook and prints one line of
JSON for each seed. The code is the instructor's own and runs with the rights of whoever asks.
"""
