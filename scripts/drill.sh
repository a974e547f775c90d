#!/usr/bin/env bash
# The long drills: hundreds of random examples, on SQLite only. Arguments go to pytest.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

scripts/siapkan.sh uji
LABD_CHROMIUM=$(find_chromium)
export LABD_CHROMIUM
unset DATABASE_URL
processes=${LABD_UJI_PROSES:-$(nproc)}
[ "$processes" -le 4 ] || processes=4
exec "$VENV_PYTHON" -m pytest -n "$processes" --dist worksteal -m drill "$@"
