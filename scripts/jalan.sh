#!/usr/bin/env bash
# Serve the demo on this machine. PORT= changes the port, LABD_DATA_DIR= the folder of the data.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

export LABD_DEMO=1 PORT=${PORT:-8000}
[[ $PORT =~ ^[0-9]{1,5}$ ]] && ((10#$PORT >= 1 && 10#$PORT <= 65535)) || stop "PORT berisi $PORT. Isi dengan nomor port, misalnya 8001."
data=${LABD_DATA_DIR:-var}

scripts/siapkan.sh jalan

"$VENV_PYTHON" - <<'PY' || stop "Port $PORT di 127.0.0.1 sedang dipakai. Pilih yang lain, misalnya: make run PORT=8001"
import os, socket, sys

with socket.socket() as probe:
    sys.exit(probe.connect_ex(("127.0.0.1", int(os.environ["PORT"]))) == 0)
PY

# Collecting compresses every file; do it again only when a file or a library has changed.
collect_static() {
    local sum
    sum=$({ find static -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum && cat requirements/app.txt; } | sha256sum)
    [ "$(cat "$data/static/.kunci" 2>/dev/null)" = "$sum" ] && return 0
    say "Menyiapkan berkas tampilan …"
    "$VENV_PYTHON" manage.py collectstatic --noinput --clear --verbosity 0
    printf '%s\n' "$sum" >"$data/static/.kunci"
}

"$VENV_PYTHON" manage.py migrate --noinput --verbosity 0
collect_static
"$VENV_PYTHON" manage.py demo

printf '\nRakorcam LABD siap dibuka di http://127.0.0.1:%s/ — tekan Ctrl+C untuk berhenti.\n' "$PORT"
exec "$VENV_PYTHON" -m gunicorn -c labd/gunicorn.conf.py
