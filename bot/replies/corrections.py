"""What was read as something else, and what of a question could not be used."""

from __future__ import annotations

from collections.abc import Iterator

from bot.agreements.text import has_thai
from bot.replies.lines import Line
from bot.replies.words import Words
from bot.search.answer import Answer, AnswerKind
from bot.search.normal_form import NormalText
from bot.search.question import Correction, Question, Word
from bot.search.thai_cutting import known_thai, whole_words
from bot.search.vocabulary import Vocabulary
from bot.search.words import words_of

#: The mark over a silent letter, which people leave out.
_SILENCER = "์"
#: What is no longer than this was left over from cutting Thai into words.
LONGEST_SCRAP = 2
#: So many unused words are told.
_MOST_UNUSED = 4


def correction_lines(answer: Answer, vocabulary: Vocabulary, words: Words) -> Iterator[Line]:
    """Yield the words that were read as others, and those that were left aside."""
    question = answer.question
    for correction in question.corrections:
        if not _is_open(answer, correction):
            read = _spoken(correction.read, vocabulary)
            yield words.line("correction", typed=correction.typed, read=read)
    for vague in question.vague_times:
        yield words.line("one.vague-time", time=vague)
    # A text found by its code or name may well not say what else was asked of it.
    by_name = question.codes or question.names
    left_aside = [
        w
        for w in question.words
        if not (w.is_held or w.is_plain or (w.is_decisive and not by_name))
        and len(w.text) > LONGEST_SCRAP
    ]
    unused = list(
        dict.fromkeys(filter(None, (_whole(w, question, vocabulary) for w in left_aside)))
    )
    if unused and answer.kind is not AnswerKind.NONE:
        quoted = ", ".join(f"“{word}”" for word in unused[:_MOST_UNUSED])
        yield words.line("one.unused-words", words=quoted)


def _whole(word: Word, question: Question, vocabulary: Vocabulary) -> str:
    """Return a word as it was typed, of Thai no piece that was cut out of a longer one.

    Nothing where it was cut out of ordinary words, of which there is nothing to tell.
    """
    text = question.normal
    if not has_thai(word.text) or not text.startswith(word.text, word.start):
        return word.text
    run = next(w for w in words_of(NormalText(text, text)) if w.start <= word.start < w.end)
    start = word.start - run.start
    known = known_thai(vocabulary)
    whole, is_ordinary = whole_words(run.text, start, start + len(word.text), known)
    return "" if is_ordinary else whole


def _is_open(answer: Answer, correction: Correction) -> bool:
    """Whether it was read as several names at once, of which none is the reading."""
    spellings = {correction.typed.casefold(), correction.read.casefold()}
    parties = answer.question.parties
    return any(slot.is_doubtful and slot.written.casefold() in spellings for slot in parties)


def _spoken(read: str, vocabulary: Vocabulary) -> str:
    """Return a corrected word as it is written: Finland rather than finland."""
    for sense in vocabulary.lexicon.senses(read):
        known = vocabulary.directory.get(sense.id)
        if known and read.casefold() in (w.casefold() for w in known.name.wordings):
            return next(w for w in known.name.wordings if w.casefold() == read.casefold())
        area = vocabulary.glossary.get(sense.id)
        whole = read + _SILENCER
        if area and whole in (*area.name.wordings, *area.aliases):
            return whole  # known without its last mark too, which is no spelling to show
    return read
