#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Run a suite and keep a record of how it went: run_pytest.sh RECORD_FOLDER PYTHON PYTEST-ARGUMENT...
# The folder then holds pytest's own cache and exit_code: 128 and more means that a signal ended the tests' process.
set -u
record=$1
python=$2
shift 2

# Python writes bytecode, as it does for an artist, and numpy leaves the cores to the processes beside.
unset PYTHONDONTWRITEBYTECODE
export OPENBLAS_NUM_THREADS=1

mkdir -p "$record"
rm -f "$record/exit_code" "$record/crashed"
"$python" -m pytest -q -o "cache_dir=$record" "$@"
code=$?
echo "$code" >"$record/exit_code"
exit "$code"
