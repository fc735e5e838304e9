"""A program of its own: a PDF in, one of its pages out as JPEG. Run by `pages`, never imported.

It takes away what it does not need before it reads a stranger's file: time, memory, writing files.
"""

import resource
import sys

import pypdfium2

SECONDS = 10
MEMORY = 2 * 1024**3  # bytes
PIXELS = 1400  # of the longer side
LARGEST_SCALE = 3  # pixels per point


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    page = document[int(sys.argv[1]) - 1]
    scale = min(PIXELS / max(*page.get_size(), 1), LARGEST_SCALE)
    picture = page.render(scale=scale, may_draw_forms=False).to_pil()
    picture.convert("RGB").save(sys.stdout.buffer, "JPEG", quality=85)


if __name__ == "__main__":
    main()
