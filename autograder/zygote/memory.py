"""Memory of warm processes in large pages: a fork copies a line of a table instead of a page of it.

A process with pandas and matplotlib in it holds twenty thousand pages. Forking it and ending the
child take time for each of them, together longer than many a cell. The kernel has pages of 2 MB
where it is asked for them, and still copies only the small parts that a child writes to; for that
the allocators' memory must lie together. Where anything of this is not to be had, all works the
same, only slower.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

LARGE = 2 << 20
RESERVED = 256 << 20  # of addresses: memory is only taken for what is used
PIECE = 96 << 10  # the C library takes larger ones from elsewhere while its heap is small
PIECES = 64
PAD = 128 << 10
# Where the C library goes by itself once a program has freed a few large arrays; it stops doing
# that when it is told anything (mallopt(3)).
MAPPED, KEPT = 4 << 20, 8 << 20

# malloc.h, sys/mman.h, pymem.h
M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_THRESHOLD = -1, -2, -3
MADV_HUGEPAGE = 14
PYMEM_DOMAIN_RAW = 0


class _Allocator(ctypes.Structure):
    """What CPython allocates by (PyMemAllocatorEx)."""

    _fields_ = tuple(
        (name, ctypes.c_void_p) for name in ("context", "malloc", "calloc", "realloc", "free")
    )


class _ArenaAllocator(ctypes.Structure):
    """Where CPython gets memory for small objects (PyObjectArenaAllocator)."""

    _fields_ = tuple((name, ctypes.c_void_p) for name in ("context", "alloc", "free"))


_usual: list[_ArenaAllocator] = []  # while memory is gathered


def gather() -> None:
    """Have everything that is allocated from now on lie together, in large pages.

    For a process with one thread, before it imports what is large; `settle` ends it.
    """
    libc = _libc()
    if libc is None or _usual:
        return
    libc.mallopt(M_TRIM_THRESHOLD, RESERVED)
    libc.mallopt(M_TOP_PAD, RESERVED)
    begin = libc.sbrk(0)
    pieces: list[int] = []
    while libc.sbrk(0) == begin and len(pieces) < PIECES:
        pieces.append(libc.malloc(PIECE))
    for piece in pieces:
        libc.free(piece)
    first = -(-begin // LARGE) * LARGE
    libc.madvise(first, max(0, libc.sbrk(0) - first), MADV_HUGEPAGE)
    raw, usual = _Allocator(), _ArenaAllocator()
    ctypes.pythonapi.PyMem_GetAllocator(PYMEM_DOMAIN_RAW, ctypes.byref(raw))
    ctypes.pythonapi.PyObject_GetArenaAllocator(ctypes.byref(usual))
    # CPython's own way of giving back stays: it must also do for what was there before. Unmapping
    # pieces of the heap fails, as they begin within a page; the few of them are not used again.
    arenas = _ArenaAllocator(raw.context, raw.malloc, usual.free)
    ctypes.pythonapi.PyObject_SetArenaAllocator(ctypes.byref(arenas))
    _usual.append(usual)


def settle() -> None:
    """Give back what was not used, and let what comes be in small pages: it is short-lived."""
    libc = _libc()
    if libc is None or not _usual:
        return
    ctypes.pythonapi.PyObject_SetArenaAllocator(ctypes.byref(_usual.pop()))
    libc.mallopt(M_TOP_PAD, PAD)
    libc.mallopt(M_MMAP_THRESHOLD, MAPPED)
    piece = libc.malloc(PIECE)
    libc.mallopt(M_TRIM_THRESHOLD, PAD)
    libc.free(piece)  # cuts the heap's end off
    libc.mallopt(M_TRIM_THRESHOLD, KEPT)


def _libc() -> Any:
    """Return the C library; `None` where it is not glibc."""
    libc = ctypes.CDLL(None)
    if sys.platform != "linux" or not hasattr(libc, "mallopt"):
        return None
    libc.malloc.restype = libc.sbrk.restype = ctypes.c_void_p
    libc.malloc.argtypes = [ctypes.c_size_t]
    libc.free.argtypes = [ctypes.c_void_p]
    libc.sbrk.argtypes = [ctypes.c_ssize_t]
    libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    return libc
