"""A document's bytes: sealed, kept in chunks beside the file, opened whole."""

from collections.abc import Iterable

from fristed.sealing import blobs
from fristed.sealing.hpke import SealBroken
from fristed.vault.models import BlobChunk, File

__all__ = ["SealBroken", "chunks_of", "drop", "keep", "opened"]

BATCH = 32  # chunks in one statement


def keep(file: File, ref: str, content: bytes) -> bytes:
    """Seal and keep a document; answers its key, to be sealed in the file's own item.

    ref   the row the document belongs to
    """
    key = blobs.new_key()
    chunks = blobs.seal_blob(content, key=key, file=file.ref, blob=ref)
    BlobChunk.objects.bulk_create(
        (
            BlobChunk(file_id=file.id, blob=ref, number=number, data=chunk)
            for number, chunk in enumerate(chunks)
        ),
        batch_size=BATCH,
    )
    return key


def chunks_of(file_id: int, ref: str) -> list[bytes]:
    """The sealed chunks, in order. Inside the caller's scope."""
    rows = BlobChunk.objects.filter(file_id=file_id, blob=ref).order_by("number")
    return [bytes(data) for data in rows.values_list("data", flat=True)]


def opened(chunks: Iterable[bytes], *, key: bytes, file: str, ref: str, length: int) -> bytes:
    """:raises SealBroken: chunks are missing, moved or changed."""
    return blobs.open_blob(chunks, key=key, file=file, blob=ref, length=length)


def drop(file_id: int, ref: str) -> None:
    """Remove the bytes for good. What was written about them stays."""
    BlobChunk.objects.filter(file_id=file_id, blob=ref).delete()
