"""What an opening hands back: it opens one file's texts and no others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fristed.sealing import items
from fristed.vault import keeper
from fristed.vault.choices import History
from fristed.vault.fields import SealedText


@dataclass(frozen=True)
class Line:
    """One line of a file's ledger, as the keeper chains it."""

    number: int
    id: str
    slot: str
    part: str
    digest: bytes


@dataclass
class ReadGrant:
    """Leave to read one file, given by the gate and decided again by the keeper.

    Data keys live here and nowhere else, and end with the request.
    """

    file: str
    assertion: str = field(repr=False)
    purpose: str
    history: History = History.UNCHECKED
    pending: int = 0
    _keys: dict[str, bytes] = field(default_factory=dict, repr=False)
    _broken: set[str] = field(default_factory=set, repr=False)
    _withheld: set[str] = field(default_factory=set, repr=False)

    def unlock(
        self, texts: Iterable[SealedText | None], manifest: Sequence[Line] | None = None
    ) -> None:
        """Ask the keeper, once, for the keys of these texts.

        manifest   the whole ledger of the file (`vault.queries.manifest`): with it the keeper
                   says whether anything was inserted, removed, moved or copied

        :raises KeeperAway: nothing can be read now.
        :raises KeeperRefused: no grant, another part, a cap reached.
        """
        wanted = [text for text in texts if text is not None]
        answer = keeper.call(
            "open",
            assertion=self.assertion,
            purpose=self.purpose,
            files=[
                {
                    "file": self.file,
                    "items": [_asked(text) for text in wanted],
                    "manifest": None if manifest is None else _with_digests(manifest, wanted),
                }
            ],
        )["files"][0]
        self._keys |= {item: keeper.as_bytes(key) for item, key in answer["keys"].items()}
        self._broken |= set(answer.get("broken", ()))
        self._withheld |= set(answer.get("refused", ()))
        self.history = History(answer["history"])
        self.pending = int(answer.get("pending", 0))
        if manifest is not None and (self._broken or _misplaced(manifest, wanted)):
            self.history = History.INCOMPLETE

    def withholds(self, sealed: SealedText | None) -> bool:
        """Whether it is in a part of the file she may not read. Asked after `unlock`."""
        return sealed is not None and sealed.header.item in self._withheld

    def text(self, sealed: SealedText) -> str:
        """One text; asks the keeper for its key when `unlock` has not.

        :raises TextBroken: it is not what was sealed here.
        """
        item = sealed.header.item
        if item not in self._keys and item not in self._broken | self._withheld:
            self.unlock([sealed])
        if item not in self._keys:
            raise TextBroken
        try:
            return items.open_item(
                sealed.blob, data_key=self._keys[item], file=self.file, slot=sealed.slot
            )
        except items.SealBroken as broken:
            raise TextBroken from broken


class TextBroken(Exception):
    """A text that was moved, copied or changed. The page says "historikken er ufullstendig"."""


def unlock_names(assertion: str, texts: Mapping[str, SealedText]) -> dict[str, str]:
    """Open the working names of a person's own list: one call, one count, one line.

    texts   file reference -> its sealed working name
    returns file reference -> name; a name that does not open is left out
    """
    answer = keeper.call(
        "open",
        assertion=assertion,
        purpose="names",
        files=[
            {"file": file, "items": [_asked(text)], "manifest": None}
            for file, text in texts.items()
        ],
    )
    names = {}
    for opened in answer["files"]:
        text = texts[opened["file"]]
        key = opened["keys"].get(text.header.item)
        if key is not None:
            names[opened["file"]] = items.open_item(
                text.blob, data_key=keeper.as_bytes(key), file=opened["file"], slot=text.slot
            )
    return names


def _asked(text: SealedText) -> dict[str, object]:
    header = text.header
    return {
        "id": header.item,
        "slot": text.slot,
        "part": header.part,
        "wrapped": header.wrapped,
    }


def _with_digests(manifest: Sequence[Line], wanted: Sequence[SealedText]) -> list[object]:
    """The ledger with the digests of what is really there, for the texts at hand."""
    actual = {text.header.item: items.digest(text.blob) for text in wanted}
    return [
        {
            "number": line.number,
            "id": line.id,
            "slot": line.slot,
            "part": line.part,
            "digest": actual.get(line.id, line.digest),
        }
        for line in manifest
    ]


def _misplaced(manifest: Sequence[Line], wanted: Sequence[SealedText]) -> bool:
    """Whether a text at hand is not the newest one the ledger has for its place."""
    newest = {line.slot: line.id for line in manifest}
    return any(newest.get(text.slot) != text.header.item for text in wanted)
