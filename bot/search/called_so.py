"""What texts are called, where that is no kind of its own: grants, framework agreements.

A "grant agreement" is an agreement, by which any text is meant; that it is a grant must not be
dropped, or all of the register would be told of it. So the word is looked for in the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.search.index import Index
from bot.search.kinds_named import names_any_text
from bot.search.normal_form import NormalText
from bot.search.question import Mode, Question, Word
from bot.search.senses import Mention
from bot.search.words import stem, words_of

#: Nouns that texts are called by as by a kind.
_NOUNS = frozenset({"grant"})
#: "Did the Cabinet grant approval" gives something; it is no grant.
_IS_VERB_BEFORE = re.compile(
    r"\b(?:to|did|does|do|will|would|must|can|could|should|may|we|they|it|you|cabinet|"
    r"government|ministry)\s+$"
)
_IS_VERB_AFTER = re.compile(
    r"\s+(?:approval|permission|access|consent|leave|us|them|him|her|me|it|full powers)\b"
)


def with_names_of_kinds(
    folded: str, words: Iterable[Word], mentions: Iterable[Mention], index: Index
) -> tuple[Word, ...]:
    """Return the words to look for, with what texts are called among those that decide."""
    read = [replace(w, is_decisive=True) if _is_called(folded, w) else w for w in words]
    for mention in (m for m in mentions if m.text.isascii() and names_any_text(m)):
        said = words_of(NormalText(mention.text.lower(), mention.text))[:-1]
        read += [
            Word(word.text, mention.start + word.start, is_decisive=word.text in _NOUNS)
            for word in said
            if index.knows(stem(word.text))
        ]
    return tuple({word.text: word for word in read}.values())


def _is_called(folded: str, word: Word) -> bool:
    if stem(word.text) not in _NOUNS or not word.is_held:
        return False
    plural = word.text not in _NOUNS
    before, after = folded[: word.start], folded[word.start + len(word.text) :]
    return plural or not (_IS_VERB_BEFORE.search(before) or _IS_VERB_AFTER.match(after))


def with_held_words(question: Question) -> Question:
    """Return a question that narrows nothing but by words on record as one for these words.

    "Framework agreements on file" is not answered with everything that is on record.
    """
    several = question.mode in (Mode.LIST, Mode.COUNT) and question.mentions_texts
    words = [replace(word, is_decisive=True) for word in question.words if not word.is_plain]
    if not several or not words or not all(word.is_held for word in words):
        return question
    return replace(question, words=tuple(words))
