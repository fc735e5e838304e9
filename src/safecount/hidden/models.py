"""Which log-linear models there are: sets of interactions closed under taking parts."""

import functools
import itertools

import numpy as np

from safecount.arrays import Floats, Ints

#: A model is its interaction terms of two or more lists, each a bit mask.
Model = tuple[int, ...]


@functools.cache
def hierarchical_models(lists: int, order: int | None = None) -> tuple[Model, ...]:
    """All hierarchical models with every main effect and no term of all lists.

    order    the largest number of lists in a term; None means lists - 1
    returns  8 models for three lists, 113 for four, 6,893 for five; 1,024 of these are of order 2
    """
    highest = lists - 1 if order is None else min(order, lists - 1)
    models: list[tuple[int, ...]] = [()]
    for size in range(2, highest + 1):
        terms = masks_of_size(lists, size)
        parts = {term: _parts(term, size) for term in terms}
        models = [
            model + chosen for model in models for chosen in _extensions(model, terms, parts, size)
        ]
    return tuple(models)


def _extensions(
    model: Model, terms: tuple[int, ...], parts: dict[int, tuple[int, ...]], size: int
) -> list[Model]:
    have = set(model)
    allowed = [term for term in terms if size == 2 or all(part in have for part in parts[term])]
    return [
        chosen
        for count in range(len(allowed) + 1)
        for chosen in itertools.combinations(allowed, count)
    ]


@functools.cache
def masks_of_size(lists: int, size: int) -> tuple[int, ...]:
    """Bit masks with `size` lists, in the order (1,2), (1,3), (2,3), (1,4), ..."""
    return tuple(mask for mask in range(1 << lists) if mask.bit_count() == size)


@functools.cache
def main_terms(lists: int) -> tuple[int, ...]:
    """The constant and the main effects."""
    return (0, *(1 << n for n in range(lists)))


@functools.cache
def contains(lists: int) -> Floats:
    """1 where term a is part of pattern c, as a matrix.    shape (2**lists, 2**lists)"""
    masks = np.arange(1 << lists)
    return np.asarray((masks[:, None] & masks[None, :]) == masks[:, None], dtype=float)


def padded(models: list[Model], lists: int) -> Ints:
    """Terms of each model, constant and main effects first, padded with -1."""
    start = main_terms(lists)
    width = len(start) + max((len(model) for model in models), default=0)
    terms = np.full((len(models), width), -1, dtype=np.int64)
    for row, model in enumerate(models):
        terms[row, : len(start)] = start
        terms[row, len(start) : len(start) + len(model)] = model
    return terms


def as_lists(model: Model) -> list[list[int]]:
    """Terms as lists of list numbers from 1, small terms first."""
    named = [[n + 1 for n in range(term.bit_length()) if term >> n & 1] for term in model]
    return sorted(named, key=lambda term: (len(term), term))


def _parts(term: int, size: int) -> tuple[int, ...]:
    return tuple(term & ~(1 << n) for n in range(term.bit_length()) if term >> n & 1)
