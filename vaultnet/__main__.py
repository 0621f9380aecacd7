"""`vaultnet` and `python -m vaultnet`: hand the arguments to the command line."""

import sys


def main() -> None:
    """Run the command that the arguments name; ends the process."""
    from vaultnet.cli import run  # noqa: PLC0415 - the quickest answers need no command line library

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
