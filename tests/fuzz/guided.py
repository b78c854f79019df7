"""One target under atheris: python -m tests.fuzz.guided TARGET [CORPUS] [options of libFuzzer]."""

from __future__ import annotations

import importlib
import sys

#: Whose branches guide the input: ours; an update is read by the library alone.
OURS, LIBRARY = ["bot"], ["telegram"]


def main() -> None:
    """Hand the process over to atheris, which instruments what is imported from here on."""
    atheris = importlib.import_module("atheris")
    name = sys.argv.pop(1)
    with atheris.instrument_imports(include=LIBRARY if name == "updates" else OURS):
        targets = importlib.import_module("tests.fuzz.targets").TARGETS
    target = targets[name]
    atheris.Setup(sys.argv, target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
