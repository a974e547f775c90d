#!/usr/bin/env bash
# Everything that can be said about the code without running it; all of it, then one verdict.
set -uo pipefail
. "$(dirname "$0")/lib.sh"

scripts/siapkan.sh periksa || exit 1
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
unset DATABASE_URL LABD_DEBUG
failed=()

check() {
    local name=$1
    shift
    printf '== %s\n' "$name"
    "$@" || failed+=("$name")
}

demo() { env LABD_DEMO=1 LABD_DATA_DIR="$data" "$VENV_PYTHON" manage.py "$@"; }

# As a kabupaten's server would run: no demo, a key and a name from outside.
real() {
    env -u LABD_DEMO LABD_DATA_DIR="$data" LABD_ALLOWED_HOSTS=labd.contoh.go.id \
        LABD_SECRET_KEY="$("$VENV_PYTHON" -c 'import secrets; print(secrets.token_urlsafe(64))')" \
        "$VENV_PYTHON" manage.py "$@"
}

check "ruff check" "$VENV_PYTHON" -m ruff check
check "ruff format" "$VENV_PYTHON" -m ruff format --check
check "djlint" "$VENV_PYTHON" -m djlint --lint --quiet templates
check "migrasi lengkap" demo makemigrations --check --dry-run
check "pengaturan server" real check --deploy --fail-level WARNING

if [ ${#failed[@]} -gt 0 ]; then
    printf 'Belum lolos: %s\n' "$(printf '%s, ' "${failed[@]}" | sed 's/, $//')"
    exit 1
fi
printf 'Lolos semua pemeriksaan.\n'
