"""What becomes of a mark when an answer is marked anew; one file, one policy.

A module defines ``SAYS`` (a Text for students) and ``share(old, new)``: the share of the points
that stands, given the share that an answer had and the one that it would have now.
"""
