"""A mailbox in memory, with what is asked of a real one; it can be gone at the worst moment."""

from collections.abc import Iterable, Mapping, Sequence

from fristed.adapters.mailbox import MailboxAway, Waiting


class FakeMailbox:
    """
    sizes      what it says of a mail's size instead of the truth
    is_gone    whether it goes away just before mails are taken out
    """

    def __init__(self, *mails: bytes) -> None:
        self.mails = dict(enumerate(mails, start=1))
        self.sizes: dict[int, int] = {}
        self.is_gone = False

    def waiting(self) -> Sequence[Waiting]:
        return [Waiting(uid, self.sizes.get(uid, len(raw))) for uid, raw in self.mails.items()]

    def contents(self, uids: Sequence[int], *, most: int) -> Mapping[int, bytes]:
        return {uid: self.mails[uid][:most] for uid in uids if uid in self.mails}

    def remove(self, uids: Iterable[int]) -> None:
        if self.is_gone:
            raise MailboxAway
        for uid in uids:
            del self.mails[uid]
