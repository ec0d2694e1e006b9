"""forked.py - runs Python scripts in copies of the process of the test.

The start of Python and the import of large modules take most of the time of a short script. A test that runs a script
many times imports these modules once, and calls run() instead of subprocess.run().
"""
import os
import runpy
import subprocess
import sys
import tempfile
import traceback


def _become(script, words, cwd):
    """Runs the script in the copy, and returns its exit status."""
    os.chdir(cwd)
    sys.argv = [script, *words]
    sys.path.insert(0, os.path.dirname(script))
    sys.stdout, sys.stderr = (open(fd, "w", encoding="utf-8", closefd=False) for fd in (1, 2))
    try:
        runpy.run_path(script, run_name="__main__")
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: B902
        traceback.print_exc()
        return 1
    return 0


def run(script, *words, cwd):
    """Like subprocess.run([script, *words]) with pipes; the output is in bytes."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(errors.fileno(), 2)
            status = _become(script, words, cwd)
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0)
        errors.seek(0)
        return subprocess.CompletedProcess([script, *words], status, out.read(), errors.read())
