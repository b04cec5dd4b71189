"""The judge's process, started by `autograder.judge.process` as ``python -m autograder.judge``."""

import sys

from autograder.zygote import memory

if __name__ == "__main__":
    memory.gather()  # before anything else is imported
    from autograder.judge.serving import main

    main(sys.argv[1:])
