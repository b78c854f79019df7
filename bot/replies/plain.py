"""A reply as plain text, for a terminal, a file or a messenger that refused the markup."""

from __future__ import annotations

from bot.replies.lines import Line, Reply, Span, Style

_TERMINAL = {Style.BOLD: "\033[1m", Style.ITALIC: "\033[3m", Style.CODE: "\033[36m"}
_RESET = "\033[0m"


def plain_text(reply: Reply) -> str:
    """Return the lines without styles; addresses follow the words they belong to."""
    return "\n".join("".join(map(_plain, line.spans)) for line in reply.lines)


def _plain(span: Span) -> str:
    if span.link and span.link != span.text:
        return f"{span.text} <{span.link}>"
    return span.text


def terminal_text(reply: Reply, *, styled: bool) -> str:
    """Return the reply for a terminal, with styles where it shows them."""
    if not styled:
        return plain_text(reply)
    return "\n".join(_styled(line) for line in reply.lines)


def _styled(line: Line) -> str:
    parts = []
    for span in line.spans:
        mark = _TERMINAL.get(span.style, "")
        parts.append(f"{mark}{_plain(span)}{_RESET}" if mark else _plain(span))
    return "".join(parts)
