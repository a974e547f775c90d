#!/usr/bin/env bash
# Resolve requirements/*.in again into the locks, for every Python and machine we serve.
# Versions already locked stay unless they no longer fit; NAIK=1 takes the newest that fit.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

scripts/siapkan.sh periksa
"$VENV_PYTHON" -m uv --version >/dev/null 2>&1 || "$VENV_PYTHON" -m pip install --quiet uv

for name in app test; do
    "$VENV_PYTHON" -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-emit-index-url --no-emit-find-links ${NAIK:+--upgrade} \
        "requirements/$name.in" --output-file "requirements/$name.txt"
done
