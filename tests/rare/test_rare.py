#!/usr/bin/python3
"""The command rare: equal bytes over threads and interruptions, agreement with crude simulation, gain,
histories that can be repeated, errors with their place. CBMSIM_LONG=yes: more runs."""
import csv
import os
import shutil
import subprocess
import tempfile

from tap import LONG, PROGRAM, SOURCE, check, finish, note
