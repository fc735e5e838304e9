"""A page's text as its writers keep it, and the blocks it is made of. No markup, so no script."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from fristed.portal.choices import BlockKind

DIGEST_LETTERS = 8
HARD_SPACE = "\u00a0"
LINES = {"## ": BlockKind.HEADING, "!! ": BlockKind.SAFETY}
CODES = {"law:": BlockKind.LAW, "help:": BlockKind.HELP, "page:": BlockKind.PAGE}


@dataclass(frozen=True)
class Block:
    """One piece of a page.

    text    the words; of a tick, what she may recognise
    then    what to know when she does
    items   lines of a list, or codes of what is shown
    """

    kind: str
    text: str = ""
    then: str = ""
    items: tuple[str, ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        return cls(kept["kind"], kept["text"], kept["then"], tuple(kept["items"]))

    def as_kept(self) -> dict[str, Any]:
        return asdict(self) | {"items": list(self.items)}

    @property
    def digest(self) -> str:
        """Changes when the block does: what a translation was made from."""
        said = "\x1f".join((self.kind, self.text, self.then, *self.items))
        return hashlib.sha256(said.encode()).hexdigest()[:DIGEST_LETTERS]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Each text that is read in one go."""
        if self.kind in {BlockKind.LAW, BlockKind.HELP, BlockKind.PAGE}:
            return ()
        return tuple(text for text in (self.text, self.then, *self.items) if text)


@dataclass(frozen=True)
class Said:
    """All that one version says.

    made_from   of a translation: the digest of each Norwegian block it was made from
    """

    title: str
    lead: str
    blocks: tuple[Block, ...]
    made_from: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Each text that is read in one go."""
        within = (text for block in self.blocks for text in block.paragraphs)
        return (self.title, self.lead, *within)


def unbroken(text: str) -> str:
    """A telephone number on one line, its groups in order also where the text runs from the right:
    with plain spaces between them 116 111 would stand there as 111 116."""
    return re.sub(r"(?<=\d) (?=\d)", HARD_SPACE, text)


def parse(body: str) -> tuple[Block, ...]:
    """Blocks of a text: one line or paragraph each, lines of one list or kind of code together."""
    return tuple(_joined([_block(line) for line in body.splitlines() if line.strip()]))


def _block(line: str) -> Block:
    line = line.strip()
    for start, kind in LINES.items():
        if line.startswith(start):
            return Block(kind, line.removeprefix(start).strip())
    for start, kind in CODES.items():
        if line.startswith(start):
            return Block(kind, items=tuple(line.removeprefix(start).split()))
    if line == "write:":
        return Block(BlockKind.WRITE)
    if line.startswith("- "):
        return Block(BlockKind.LIST, items=(line[2:].strip(),))
    if line.startswith("? "):
        text, _, then = line[2:].partition(" | ")
        return Block(BlockKind.TICK, text.strip(), then.strip())
    return Block(BlockKind.TEXT, line)


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """Neighbours of one kind that hold items become one."""
    held: Block | None = None
    for block in blocks:
        if held and block.items and held.kind == block.kind:
            held = Block(held.kind, items=held.items + block.items)
            continue
        if held:
            yield held
        held = block
    if held:
        yield held


def changed_since(made_from: Sequence[str], blocks: Sequence[Block]) -> tuple[int, ...]:
    """Which blocks of the Norwegian text are not those a translation was made from."""
    return tuple(
        number
        for number, block in enumerate(blocks)
        if [*made_from[number : number + 1]] != [block.digest]
    )


def followed(
    made_from: Sequence[str], blocks: Sequence[Block], gone_through: Collection[int]
) -> list[str]:
    """What a translation is made from, once somebody has gone through these blocks of it again."""
    return [
        block.digest if at in gone_through else "".join(made_from[at : at + 1])
        for at, block in enumerate(blocks)
    ]


def is_held_back(made_from: Sequence[str], blocks: Sequence[Block]) -> bool:
    """A translation whose safety blocks are outdated, or that lacks a block, is not shown."""
    if len(made_from) != len(blocks):
        return True
    return any(
        blocks[number].kind == BlockKind.SAFETY for number in changed_since(made_from, blocks)
    )
