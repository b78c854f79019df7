"""Whether pictures can be drawn here: the drawing library is an extra, taken in when first used.

Why lazily: importing it costs a good part of a second and tens of megabytes, and most answers
are words.
"""

# ruff: noqa: N818 - the name already says what is wrong; "PicturesNotInstalledError" says it twice

from __future__ import annotations

from importlib.util import find_spec


class PicturesNotInstalled(Exception):
    """The extra `pictures` is not installed, so nothing can be drawn; the text says what to do."""

    def __init__(self) -> None:
        super().__init__("pictures need the extra: pip install 'sanya[pictures]'")


def can_draw() -> bool:
    """Return whether the drawing library is there; cheap, nothing is imported."""
    return find_spec("matplotlib") is not None
