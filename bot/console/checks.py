"""What is wrong or doubtful in the names of `data/`: claimed twice, unknown members, circles."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.vocabulary import load_vocabulary
from bot.search.senses import Category
from bot.search.vocabulary import Vocabulary
from bot.search.words import stem


def data_problems() -> list[str]:
    """Return a sentence for each problem of the parties and glossaries."""
    vocabulary = load_vocabulary()
    return [*_claimed_twice(vocabulary), *_unknown_members(vocabulary), *_unknown_areas(vocabulary)]


def _claimed_twice(vocabulary: Vocabulary) -> Iterator[str]:
    declared = {" ".join(map(stem, name.split())) for name in vocabulary.ambiguous}
    for spelling, senses in vocabulary.lexicon.claimed_twice():
        category = senses[0].category
        # Brussels is the seat of a bloc too: the register, or the asker, decides.
        if category in (Category.CUE, Category.BLOCKER, Category.CAPITAL) or declared & {
            spelling,
            " ".join(map(stem, spelling.split())),
        }:
            continue
        ids = {sense.id for sense in senses}
        if category is Category.PARTY and _is_of_each_country(ids, vocabulary):
            continue
        claimants = ", ".join(sorted(ids))
        yield f"the name “{spelling}” is claimed by {claimants}"


def _is_of_each_country(ids: set[str], vocabulary: Vocabulary) -> bool:
    """Whether each is a body of another country: of several ministries of commerce, say.

    The country, or the asker, decides then; of two countries themselves nothing could.
    """
    known = [vocabulary.directory.get(i) for i in ids]
    countries = {party.country for party in known if party and party.country}
    return len(countries) == len(ids)


def _unknown_members(vocabulary: Vocabulary) -> Iterator[str]:
    for party in vocabulary.directory:
        for name, ids in (("members", party.members), ("successors", party.successors)):
            for other in ids:
                if other not in vocabulary.directory:
                    yield f"{party.id}, {name}: {other} is not in the parties files"


def _unknown_areas(vocabulary: Vocabulary) -> Iterator[str]:
    for area in vocabulary.glossary:
        for broader in area.broader:
            if broader not in vocabulary.glossary:
                yield f"{area.id}, broader: {broader} is not in the glossaries"
        wider = (vocabulary.glossary.wider(broader) for broader in area.broader)
        if area.id in area.broader or any(area.id in ids for ids in wider):
            yield f"{area.id}, broader: it contains itself"
