"""Decide, record, do: the decorator of every action and the maker of every opening."""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, Protocol, TypeVar

from fristed.audit import trail
from fristed.gate.actors import Someone
from fristed.gate.decisions import Decision, Denied
from fristed.gate.scopes import scope
from fristed.kernel.rules import RuleBroken
from fristed.vault.fields import SealedText
from fristed.vault.reading import ReadGrant, unlock_names


class Subject(Protocol):
    """What something is done to: a row with an opaque reference."""

    @property
    def ref(self) -> Any: ...


A = TypeVar("A", bound=Someone)
S = TypeVar("S", bound=Subject)
A_contra = TypeVar("A_contra", bound=Someone, contravariant=True)
S_contra = TypeVar("S_contra", bound=Subject, contravariant=True)
P = ParamSpec("P")
R = TypeVar("R")


class Opening(Protocol[A_contra, S_contra]):
    """Opens one file for somebody; `reason` is a code that stands in the trail, never a text."""

    def __call__(self, actor: A_contra, subject: S_contra, /, *, reason: str = "") -> ReadGrant: ...


WORKER: Final = "worker"
GATED: dict[str, str] = {}
"""Every action and opening there is: name -> "module.function"; two of one name fail."""


def action(
    name: str, *, may: Callable[[A, S], Decision]
) -> Callable[[Callable[Concatenate[A, S, P], R]], Callable[Concatenate[A, S, P], R]]:
    """Make a function an action: asked first, recorded always, done in one transaction.

    `begun` (or `refused`) is on the trail, committed on the trail's own connection, before
    the first line of the function runs; `done` commits together with the work.

    :raises Denied: `may` said no; nothing was done.
    """

    def gated(do: Callable[Concatenate[A, S, P], R]) -> Callable[Concatenate[A, S, P], R]:
        _declare(name, f"{do.__module__}.{do.__name__}")

        @wraps(do)
        def decided(actor: A, subject: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            _decide(name, may, actor, subject)
            entry = trail.begin(actor.door, name, actor.ref, subject.ref)
            try:
                with scope(actor):
                    result = do(actor, subject, *args, **kwargs)
                    trail.done(entry)
            except RuleBroken as broken:
                trail.fail(actor.door, entry, broken.code)
                raise
            except Denied as denied:
                trail.fail(actor.door, entry, denied.reason)
                raise
            except Exception:
                trail.fail(actor.door, entry, "fault")
                raise
            return result

        decided.gate = name  # type: ignore[attr-defined]  # what the architecture test looks for
        return decided

    return gated


def opening(name: str, *, may: Callable[[A, S], Decision], purpose: str = "read") -> Opening[A, S]:
    """Make a way to open one file: decided, recorded, and only then readable.

    The answer opens that file's texts and no others; the keeper decides again on its own.
    """

    def opened(actor: A, subject: S, /, *, reason: str = "") -> ReadGrant:
        _decide(name, may, actor, subject)
        trail.opened(actor.door, name, actor.ref, subject.ref, detail=reason)
        return ReadGrant(file=subject.ref, assertion=actor.assertion, purpose=purpose)

    opened.gate = name  # type: ignore[attr-defined]  # as above
    opened.may = may  # type: ignore[attr-defined]
    return opened


def opening_names(name: str) -> Callable[[A, Mapping[str, SealedText]], dict[str, str]]:
    """Make a way to open the working names of a person's own list of files.

    One entry on the trail, one call to the keeper, one count against her cap, however many.
    It opens names only: the keeper refuses any other part.
    """

    def opened(actor: A, texts: Mapping[str, SealedText], /) -> dict[str, str]:
        if not texts:
            return {}
        trail.opened(actor.door, name, actor.ref, actor.ref, detail=str(len(texts)))
        return unlock_names(actor.assertion, texts)

    opened.gate = name  # type: ignore[attr-defined]  # as above
    return opened


def asking(name: str, *, may: Callable[[A, S], Decision]) -> Callable[[A, S], None]:
    """Make a way to ask before a form is shown that opens nothing: a no is recorded and raised."""

    def asked(actor: A, subject: S, /) -> None:
        _decide(name, may, actor, subject)

    asked.gate = name  # type: ignore[attr-defined]  # as above
    return asked


def note_refused(door: str, name: str, *, who: str, about: str = "", reason: str) -> None:
    """Record a refusal where there is no actor yet: a wrong password, a wrong code."""
    trail.refuse(door, name, who, about, reason)


def note_opened(name: str, *, who: str, about: Iterable[str], detail: str) -> None:
    """Record that a job is about to have the keeper open something of each of these files.

    who   the person who started it
    """
    for subject in about:
        trail.opened(WORKER, name, who, subject, detail=detail)


def _decide(name: str, may: Callable[[A, S], Decision], actor: A, subject: S) -> None:
    decision = may(actor, subject)
    if not decision:
        trail.refuse(actor.door, name, actor.ref, subject.ref, decision.reason)
        raise Denied(decision.reason)


def _declare(name: str, where: str) -> None:
    if GATED.setdefault(name, where) != where:
        raise RuntimeError(f"two actions are called {name}: {GATED[name]} and {where}")
