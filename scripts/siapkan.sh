#!/usr/bin/env bash
# Make the machine ready: siapkan.sh jalan | periksa | uji
# A second run finds everything in place and costs a fraction of a second.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

purpose=${1:-jalan}

find_python() {
    local name
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$name"
            return 0
        fi
    done
    return 1
}

venv_works() { "$VENV_PYTHON" -c 'import pip' 2>/dev/null; }
python_can_make_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

# install_locked STAMP FILE... : install the lock files unless exactly these were installed before.
install_locked() {
    local stamp=.venv/.$1 sum file arguments=()
    shift
    sum=$({ "$VENV_PYTHON" -VV && cat "$@"; } | sha256sum)
    [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ] && return 0
    for file; do arguments+=(-r "$file"); done
    say "Memasang pustaka Python dari ${*} (sekali saja) …"
    "$VENV_PYTHON" -m pip install --quiet --disable-pip-version-check --require-hashes \
        "${arguments[@]}" || stop "Pustaka Python tidak terpasang. Periksa sambungan internet, lalu ulangi perintah ini."
    "$VENV_PYTHON" -c 'import weasyprint' 2>/dev/null ||
        stop "WeasyPrint tidak menemukan Pango. Pasang pustaka Pango (di Debian dan Ubuntu: libpango-1.0-0 libpangoft2-1.0-0), lalu ulangi perintah ini."
    printf '%s\n' "$sum" >"$stamp"
}

packages=(libpango-1.0-0 libpangoft2-1.0-0 '?libharfbuzz-subset0' fonts-liberation)
if ! venv_works; then
    python=$(find_python) ||
        stop "Python 3.11 atau lebih baru tidak ditemukan. Pasang paket python3 dari Debian 12, Ubuntu 24.04, atau yang lebih baru."
    python_can_make_venv "$python" || packages+=("${python##*/}-venv")
fi
if [ "$purpose" = uji ]; then
    # What drives the browser in the tests is built against it.
    packages+=(libatomic1)
    find_chromium >/dev/null || packages+=(chromium)
fi
need_packages "${packages[@]}"

if ! venv_works; then
    python_can_make_venv "$python" ||
        stop "Modul venv untuk $python belum ada. Pasang paket ${python##*/}-venv, lalu ulangi perintah ini."
    say "Membuat .venv …"
    "$python" -m venv --clear .venv
fi
if [ "$purpose" = jalan ]; then
    install_locked kunci-app requirements/app.txt
else
    install_locked kunci-uji requirements/app.txt requirements/test.txt
fi
if [ "$purpose" = uji ]; then
    find_chromium >/dev/null ||
        stop "Peramban Chromium tidak ditemukan atau tidak dapat dijalankan. Pasang paket chromium, atau tunjuk berkasnya dengan LABD_CHROMIUM."
fi
