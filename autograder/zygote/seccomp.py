"""The system call filter of student processes, compiled by libseccomp.

Everything that scientific Python needs passes. What is refused either reaches out of the
namespaces (mounts, new namespaces, kernel keys, virtual-machine sockets), reads or steers other
processes (ptrace and its relatives), holds memory that no limit counts, or is a well-known way
into the kernel (bpf, io_uring, userfaultfd, perf).
"""

from __future__ import annotations

import ctypes
import errno
import os
import tempfile

from autograder.zygote import syscalls

ALLOW = 0x7FFF0000
ERRNO = 0x00050000
EQUAL, GREATER, MASKED_EQUAL = 4, 6, 7

REFUSED = """
    mount umount2 pivot_root chroot move_mount open_tree fsopen fsconfig fsmount fspick
    mount_setattr unshare setns
    ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_getfd
    add_key request_key keyctl bpf perf_event_open userfaultfd
    io_uring_setup io_uring_enter io_uring_register
    open_by_handle_at name_to_handle_at fanotify_init quotactl quotactl_fd
    kexec_load kexec_file_load init_module finit_module delete_module reboot syslog
    swapon swapoff acct settimeofday clock_settime clock_adjtime adjtimex
    sethostname setdomainname iopl ioperm personality vhangup nfsservctl lookup_dcookie
    mknod mknodat memfd_create memfd_secret shmget msgget semget mq_open
    migrate_pages move_pages mbind set_mempolicy
""".split()  # noqa: SIM905 - a list of names reads better


class _Compare(ctypes.Structure):
    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("a", ctypes.c_uint64),
        ("b", ctypes.c_uint64),
    )


def load_library() -> ctypes.CDLL:
    """Load libseccomp; `OSError` if the machine has none."""
    library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_init.argtypes = [ctypes.c_uint32]
    library.seccomp_rule_add_array.argtypes = [
        ctypes.c_void_p,
        ctypes.c_uint32,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_void_p,
    ]
    library.seccomp_export_bpf.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.seccomp_release.argtypes = [ctypes.c_void_p]
    return library


def compile_filter() -> bytes:
    """Return the filter as a BPF program for `syscalls.install_filter`."""
    library = load_library()
    context = library.seccomp_init(ALLOW)

    def refuse(name: str, number: int = errno.EPERM, compare: _Compare | None = None) -> None:
        call = library.seccomp_syscall_resolve_name(name.encode())
        if call < 0:  # unknown to this kernel's architecture
            return
        count = 0 if compare is None else 1
        pointer = None if compare is None else ctypes.byref(compare)
        result = library.seccomp_rule_add_array(context, ERRNO | number, call, count, pointer)
        if result < 0:
            raise OSError(-result, f"seccomp rule for {name}: {os.strerror(-result)}")

    for name in REFUSED:
        refuse(name)
    refuse("clone3", errno.ENOSYS)  # its flags lie in memory, out of a filter's sight
    for bit in range(64):
        if syscalls.NAMESPACES >> bit & 1:
            refuse("clone", errno.EPERM, _Compare(0, MASKED_EQUAL, 1 << bit, 1 << bit))
    # of all address families only Unix (1) and the empty network's IPv4 (2) and IPv6 (10) are
    # confined by the network namespace; vsock, for one, would reach the machine below
    for family in (0, *range(3, 10)):
        refuse("socket", errno.EAFNOSUPPORT, _Compare(0, EQUAL, family, 0))
    refuse("socket", errno.EAFNOSUPPORT, _Compare(0, GREATER, 10, 0))
    with tempfile.TemporaryFile() as file:
        result = library.seccomp_export_bpf(context, file.fileno())
        library.seccomp_release(context)
        if result < 0:
            raise OSError(-result, f"seccomp export: {os.strerror(-result)}")
        file.seek(0)
        return file.read()
