"""output - how a script writes a file: as a whole or not at all, and never over what is not its own."""
import os
import secrets
import stat
import sys


class Refused(Exception):
    """The output would replace something that the script must not replace."""


def is_result(folder):
    """Whether a folder holds a result of cbmsim, finished or not."""
    if os.path.isfile(os.path.join(folder, "journal", "blocks")):
        return True
    try:
        with open(os.path.join(folder, "manifest.json"), encoding="utf-8", errors="replace") as file:
            return '"program": "cbmsim"' in file.read(1000)
    except OSError:
        return False


def result_around(path):
    """The result of cbmsim that a file would be in, None if in none."""
    folder = os.path.dirname(os.path.realpath(path))
    while not is_result(folder):
        if os.path.dirname(folder) == folder:
            return None
        folder = os.path.dirname(folder)
    return folder


def same_file(a, b):
    """Whether two names are of one file, which need not exist yet."""
    try:
        return os.path.samefile(a, b)
    except OSError:
        return os.path.realpath(a) == os.path.realpath(b)


def check(path, others=()):
    """
    Raises Refused unless the path is free or has a plain file that may be replaced: no link, no device,
    none of `others` (inputs and outputs of the same command), no file of a result of cbmsim.
    """
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        mode = None  # it does not exist, or the attempt to write says why it cannot
    for other in others:
        if other != "-" and same_file(path, other):
            raise Refused("%s: is the input or another output of this command: give another name" % path)
    if mode is not None and stat.S_ISLNK(mode):
        raise Refused("%s: is a symbolic link, which is not replaced: give another name" % path)
    if mode is not None and not stat.S_ISREG(mode):
        raise Refused("%s: is a directory or a device, and no file to replace: give another name" % path)
    result = result_around(path)
    if result is not None:
        raise Refused("%s: is in a result of cbmsim (%s): give a name elsewhere" % (path, result))


def write(path, text, others=()):
    """Writes UTF-8. `-` is standard output. Raises Refused (see check) or OSError, which names the path."""
    if path == "-":
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    check(path, others)
    beside = "%s.%s.part" % (path, secrets.token_hex(8))
    try:
        fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, path) from None
    try:
        with open(fd, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException as fault:
        os.unlink(beside)
        if isinstance(fault, OSError):
            raise OSError(fault.errno, fault.strerror, path) from None
        raise
