#!/usr/bin/python3
"""193 states for ten years: at most a second of processor time and 128 MB per run."""
import os
import resource
import subprocess
import tempfile

from tap import CBMSIM, SOURCE, check, finish, note, skip

HERE = tempfile.TemporaryDirectory(prefix="cbmsim-test-")
SCENARIO = os.path.join(SOURCE, "scenarios", "world-193.json")


def seconds(runs, days):
    """Returns the user time of `runs` runs of the policy "with", and the maximum memory so far in
    MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(
        [CBMSIM, "run", SCENARIO, "--policy", "with", "-n", str(runs), "-s", "1", "-j", "1",
            "--trace-level", "none", "--set", "/horizon_days=%g" % days, "--quiet",
            "-o", os.path.join(HERE.name, "%d-%g" % (runs, days))], check=True,
        stdout=subprocess.DEVNULL)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime - before, usage.ru_maxrss / 1024


check("the scenario is what scripts/world-193 writes",
    subprocess.run([os.path.join(SOURCE, "scripts", "world-193"), "--check"]).returncode == 0)
if os.environ.get("SANITIZE"):
    skip("193 states in a second", "sanitizers are slow")
    finish()
one, _ = seconds(1, 3652.5)
four, memory = seconds(4, 3652.5)
run = (four - one) / 3
note("%.2f s per run, %.2f s to start, %.0f MB" % (run, one - run, memory))
check("ten years take at most a second", run < 1, run)
check("a run needs at most 128 MB", 16 < memory < 128, memory)
century, _ = seconds(1, 36525)
check("runs ten times as long would be detected", century - one > 5 * run, century)
finish()
