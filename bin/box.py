#!/usr/bin/env python3
"""The project's box of tools: sets the machine up, runs the demo, the tests and the bench.

Needs nothing but Python's standard library, because it runs before `.venv` exists.  This file looks
only for a Python that is new enough, so it keeps to words that older ones understand; the work is
done in the package `toolbox` beside it.
"""

import os
import shutil
import sys


def main():
    # type: () -> int
    """Hand the arguments to the toolbox, under Python 3.11 or newer."""
    if sys.version_info < (3, 11):  # noqa: UP036  it runs before anything has seen to the version
        for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
            newer = shutil.which(name)
            if newer:
                os.execv(newer, [newer, *sys.argv])  # noqa: S606  the very same words, newer Python
        sys.stderr.write(
            "box: this needs Python 3.11 or newer, and none is on PATH. Install one and run again.\n"
        )
        return 1
    from toolbox.commands import run_command

    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
