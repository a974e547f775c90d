#!/usr/bin/env bash
# Run all tests on SQLite, then on PostgreSQL when it answers; arguments go to pytest.
set -uo pipefail
. "$(dirname "$0")/lib.sh"

scripts/siapkan.sh uji || exit 1
LABD_CHROMIUM=$(find_chromium)
export LABD_CHROMIUM
counts=$(mktemp -d)
trap 'rm -rf "$counts"' EXIT
processes=${LABD_UJI_PROSES:-$(nproc)}
[ "$processes" -le 4 ] || processes=4
status=0

# run NAME ARGUMENT... : one round of pytest; its counts end up in $counts/NAME.
run() {
    local name=$1 code=0
    shift
    printf '\n== %s ==\n' "$name"
    LABD_UJI_HASIL=$counts/$name "$VENV_PYTHON" -m pytest -n "$processes" --dist worksteal "$@" || code=$?
    # 5: none of the tests asked for belongs to this round, as browser tests on PostgreSQL.
    [ $code -eq 0 ] || { [ $code -eq 5 ] && [ "$name" != SQLite ]; } || status=1
    [ -s "$counts/$name" ] || printf 'terhenti' >"$counts/$name"
}

unset DATABASE_URL
run SQLite "$@"

url=$("$VENV_PYTHON" scripts/postgres_uji.py 2>"$counts/alasan")
if [ -n "$url" ]; then
    DATABASE_URL=$url run PostgreSQL -m 'not peramban and not drill' "$@"
else
    printf 'tidak diuji (%s)' "$(cat "$counts/alasan")" >"$counts/PostgreSQL"
fi

printf '\nDiuji: SQLite %s; PostgreSQL %s\n' "$(cat "$counts/SQLite")" "$(cat "$counts/PostgreSQL")"
exit $status
