"""output - write a file atomically, and never replace a file that does not belong to the script."""
import os
import secrets
import stat
import sys


class Refused(Exception):
    """The output would replace something that the script must not replace."""


def is_result(folder):
    """Whether a folder is a result directory of cbmsim, complete or not."""
    if os.path.isfile(os.path.join(folder, "journal", "blocks")):
        return True
    try:
        with open(os.path.join(folder, "manifest.json"), encoding="utf-8", errors="replace") as file:
            return '"program": "cbmsim"' in file.read(1000)
    except OSError:
        return False


def result_around(path):
    """The result directory of cbmsim that contains the path, or None."""
    folder = os.path.dirname(os.path.realpath(path))
    while not is_result(folder):
        if os.path.dirname(folder) == folder:
            return None
        folder = os.path.dirname(folder)
    return folder


def same_file(a, b):
    """Whether two paths name the same file. The file need not exist."""
    try:
        return os.path.samefile(a, b)
    except OSError:
        return os.path.realpath(a) == os.path.realpath(b)


def check(path, others=()):
    """
    Raises Refused unless the path does not exist or is a regular file that may be replaced. It may not be a
    symbolic link, a device, one of `others` (inputs and outputs of the same command), or inside a result
    directory of cbmsim.
    """
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        mode = None  # the path does not exist; any other error will be reported on writing
    for other in others:
        if other != "-" and same_file(path, other):
            raise Refused("%s: is an input or another output of this command: choose another name" % path)
    if mode is not None and stat.S_ISLNK(mode):
        raise Refused("%s: is a symbolic link, which is never replaced: choose another name" % path)
    if mode is not None and not stat.S_ISREG(mode):
        raise Refused("%s: is a directory or a device: choose another name" % path)
    result = result_around(path)
    if result is not None:
        raise Refused("%s: is inside a result directory of cbmsim (%s): choose another directory" % (path, result))


def write(path, text, others=()):
    """Writes the text as UTF-8; `-` means standard output. The file appears complete or not at all.
    Raises Refused (see check), or an OSError whose filename is the path."""
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
