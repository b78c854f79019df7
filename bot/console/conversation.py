"""One conversation with a register as every front end has it: question in, answer and reply out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.agreements.text import Language
from bot.people.roles import OPERATOR
from bot.register import AgreementRegister
from bot.replies.answers import reply_to
from bot.replies.lines import Reply
from bot.search.answer import Answer
from bot.search.context import Context


@dataclass(frozen=True, slots=True)
class Turn:
    """One question answered, and the context it leaves for the next."""

    answer: Answer
    reply: Reply
    context: Context | None


def take_turn(
    register: AgreementRegister,
    text: str,
    today: date,
    *,
    context: Context | None = None,
    language: Language | None = None,
) -> Turn:
    """Answer one text."""
    answer = register.ask(text, today, context=context, language=language)
    reply = reply_to(answer, register.view(today), language, inside=OPERATOR.is_inside)
    return Turn(answer, reply, Context.after(answer, context))
