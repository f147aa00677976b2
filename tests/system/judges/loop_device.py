# SPDX-License-Identifier: Apache-2.0
"""Loop devices by ioctl: nodes of one's own that come and go with their events. Source: loop(4), linux/loop.h."""

import contextlib
import errno
import fcntl
import os
import pathlib
import struct

_CTL_ADD, _CTL_REMOVE = 0x4C80, 0x4C81
_CLR_FD, _SET_CAPACITY, _CONFIGURE = 0x4C01, 0x4C07, 0x4C0A
_READ_ONLY, _DIRECT_IO = 1, 16


def add_node(number):
    """Whether the loop device of that number is new; it is not when there was one. The kernel sends `add`."""
    with open("/dev/loop-control", "rb", buffering=0) as control:
        try:
            fcntl.ioctl(control, _CTL_ADD, number)
            return True
        except OSError as error:
            if error.errno != errno.EEXIST:
                raise
            return False


def remove_node(number):
    """Whether the loop device is gone now, with a `remove`; not while somebody holds it open or something is attached."""
    with open("/dev/loop-control", "rb", buffering=0) as control:
        try:
            fcntl.ioctl(control, _CTL_REMOVE, number)
        except OSError as error:
            if error.errno in (errno.EBUSY, errno.EAGAIN):
                return False
            if error.errno not in (errno.ENODEV, errno.EINVAL):
                raise
    return True


def node_of(number):
    return pathlib.Path(f"/dev/loop{number}")


def sysfs_of(number):
    return pathlib.Path(f"/sys/block/loop{number}")


def attribute(number, name):
    """The text of a sysfs attribute, or None."""
    try:
        return (sysfs_of(number) / name).read_text(encoding="utf-8").strip()
    except OSError:
        return None


def is_attached(number):
    return attribute(number, "loop/backing_file") is not None


@contextlib.contextmanager
def _opened(number, flags):
    descriptor = os.open(node_of(number), flags | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def attach(number, file, *, read_only=False, sector_size=512):
    """Whether `file` is attached now, with direct I/O; not while the device has another file or is claimed."""
    flags = _DIRECT_IO | (_READ_ONLY if read_only else 0)
    with _opened(number, os.O_RDWR) as device:
        backing = os.open(file, (os.O_RDONLY if read_only else os.O_RDWR) | os.O_CLOEXEC)
        try:
            # struct loop_config: descriptor, block size, struct loop_info64, eight reserved words
            info = struct.pack("=5Q4I64s64s32s2Q", *[0] * 5, 0, 0, 0, flags, b"", b"", b"", 0, 0)
            fcntl.ioctl(device, _CONFIGURE, struct.pack("=II", backing, sector_size) + info + bytes(64))
        except OSError as error:
            if error.errno == errno.EBUSY:
                return False
            raise
        finally:
            os.close(backing)
    return True


def take_new_size(number):
    """The size of the attached file as it is now; the kernel sends `change`."""
    with _opened(number, os.O_RDONLY) as device:
        fcntl.ioctl(device, _SET_CAPACITY, 0)


def detach(number):
    """At once, or when the last holder closes it."""
    try:
        with _opened(number, os.O_RDONLY) as device:
            fcntl.ioctl(device, _CLR_FD, 0)
    except OSError as error:
        if error.errno not in (errno.ENXIO, errno.ENOENT, errno.ENODEV):
            raise


def announce(number, action):
    """The kernel sends an event for the device again, or one that its state does not give: `change`, `remove`."""
    with contextlib.suppress(FileNotFoundError):
        (sysfs_of(number) / "uevent").write_text(action, encoding="ascii")


def attached_below(folder):
    """Numbers of the loop devices with a file below `folder`."""
    prefix = str(folder).rstrip("/") + "/"
    numbers = []
    for path in pathlib.Path("/sys/block").glob("loop*"):
        number = int(path.name.removeprefix("loop"))
        if (attribute(number, "loop/backing_file") or "").startswith(prefix):
            numbers.append(number)
    return sorted(numbers)
