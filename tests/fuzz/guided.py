"""One target under atheris: python -m tests.fuzz.guided TARGET [CORPUS] [options of libFuzzer]."""

from __future__ import annotations

import importlib
import sys


def main() -> None:
    """Hand the process over to atheris, which instruments what is imported from here on."""
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["bot"]):
        targets = importlib.import_module("tests.fuzz.targets").TARGETS
    target = targets[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
