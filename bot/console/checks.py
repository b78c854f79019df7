"""What is wrong or doubtful in the names of `data/`: claimed twice, unknown members, circles."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.vocabulary import load_vocabulary
from bot.search.lexicon import Category
from bot.search.vocabulary import Vocabulary


def data_problems() -> list[str]:
    """Return a sentence for each problem of the parties and glossaries."""
    vocabulary = load_vocabulary()
    return [*_claimed_twice(vocabulary), *_unknown_members(vocabulary), *_unknown_areas(vocabulary)]


def _claimed_twice(vocabulary: Vocabulary) -> Iterator[str]:
    declared = set(vocabulary.ambiguous)
    for spelling, senses in vocabulary.lexicon.claimed_twice():
        category = senses[0].category
        if category in (Category.CUE, Category.BLOCKER) or spelling in declared:
            continue
        ids = {sense.id for sense in senses}
        countries = {vocabulary.directory.country_of(i) for i in ids}
        if category is Category.PARTY and len(countries) == len(ids) and "" not in countries:
            # Every ministry of commerce is one: the country, or the asker, decides.
            continue
        claimants = ", ".join(sorted(ids))
        yield f"the name “{spelling}” is claimed by {claimants}"


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
        if area.id in vocabulary.glossary.wider(area.id):
            yield f"{area.id}, broader: it contains itself"
