#!/usr/bin/python3
"""A result names every version and floating-point environment that computed some of its runs."""
import os

from sweeps import SCENARIO, cbmsim, differences, manifest, output_of, path
from tap import check, finish, skip

OTHER = dict(os.environ, GLIBC_TUNABLES="glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4")


def run(directory, *words, **options):
    return cbmsim("run", SCENARIO, "-o", directory, "-q", *words, **options)


def platforms(directory):
    return [(one["fingerprint"], one["runs"]) for one in manifest(directory)["runs_computed_by"]]


done = run("whole", "-n", "8")
here = manifest("whole")["floating_point"]["fingerprint"]
check("a result of one process names one environment", platforms("whole") == [(here, 24)] and not done.stderr,
    output_of(done), platforms("whole"))
check("it is the version of the program", manifest("whole")["runs_computed_by"][0]["cbmsim"] ==
    manifest("whole")["versions"]["cbmsim"])
run("resumed", "-n", "4")
done = run("resumed", "-n", "8", env=OTHER)
other = manifest("resumed")["floating_point"]["fingerprint"]
if other == here:
    skip("a resumed result with two environments", "this processor or C library has only one environment")
    finish()
BOTH = [(here, 12), (other, 12)]


def named(text):
    """Whether a text names both environments and their runs."""
    return all("fingerprint %s: %d runs" % (fingerprint[:16], runs) in text for fingerprint, runs in BOTH)


check("a resumed result warns of two environments", done.returncode == 0 and named(done.stderr) and
    "come from 2 different versions of cbmsim or floating-point environments" in done.stderr, output_of(done))
check("the manifest of a resumed result lists both", platforms("resumed") == BOTH, platforms("resumed"))
done = cbmsim("status", "resumed")
check("status prints both", done.returncode == 0 and named(done.stdout), output_of(done))
done = cbmsim("verify", "resumed")
check("verify prints both", done.returncode == 0 and named(done.stderr), output_of(done))
check("the numbers do not depend on it", not differences("resumed", "whole"), differences("resumed", "whole"))
run("part-1", "-n", "8", "--shard", "1/2")
run("part-2", "-n", "8", "--shard", "2/2", env=OTHER)
done = cbmsim("merge", "part-1", "part-2", "-o", "merged", "-q")
check("merge warns of two environments", done.returncode == 0 and named(done.stderr), output_of(done))
check("the manifest of a merged result lists both", platforms("merged") == BOTH, platforms("merged"))
os.remove(path("merged", "journal", "blocks"))
done = cbmsim("status", "merged")
check("status knows both without the journal", named(done.stdout), output_of(done))
text = cbmsim("report", "resumed", "-o", "-").stdout
check("the report names both", here in text and other in text)
finish()
