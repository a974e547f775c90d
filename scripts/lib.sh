# Shared by the scripts beside it: speak, stop with one sentence, install what the system lacks.
# shellcheck shell=bash

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
# shellcheck disable=SC2034 # read by the scripts that source this file
readonly VENV_PYTHON=.venv/bin/python

say() { printf '%s\n' "$*" >&2; }

stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

known_to_apt() {
    apt-cache show "$1" >/dev/null 2>&1
}

# Run apt-get as root, or with sudo after asking; otherwise say what a person has to install.
as_root() {
    local packages=$1
    shift
    if [ "$(id -u)" = 0 ]; then
        DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo >/dev/null && may_use_sudo "$packages"; then
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        stop "Paket sistem berikut belum ada: $packages. Pasang dengan: apt-get install $packages — lalu ulangi perintah ini."
    fi
}

SUDO_ANSWER=
may_use_sudo() {
    if [ -z "$SUDO_ANSWER" ]; then
        [ -t 0 ] || return 1
        read -r -p "Paket sistem berikut perlu dipasang: $1. Pasang sekarang dengan sudo? [y/T] " SUDO_ANSWER
    fi
    case $SUDO_ANSWER in [yY]*) return 0 ;; *) return 1 ;; esac
}

# need_packages PACKAGE... : install those that are missing. One written with a question mark in
# front (?libfoo) is taken where the distribution has it and done without elsewhere.
need_packages() {
    command -v dpkg-query >/dev/null || return 0 # not Debian's family: the later checks speak
    local needed=() wished=() package
    for package; do
        installed "${package#\?}" && continue
        case $package in
            \?*) wished+=("${package#\?}") ;;
            *) needed+=("$package") ;;
        esac
    done
    if [ ${#needed[@]} -gt 0 ]; then
        # Offline, what apt already knows may be enough.
        as_root "${needed[*]}" apt-get -qq -o DPkg::Lock::Timeout=120 update || true
    elif [ "$(id -u)" != 0 ]; then
        return 0 # nobody is asked for a password for the sake of a wish
    fi
    for package in "${wished[@]}"; do
        known_to_apt "$package" && needed+=("$package")
    done
    [ ${#needed[@]} -gt 0 ] || return 0
    say "Memasang paket sistem: ${needed[*]} …"
    local log
    log=$(mktemp)
    # apt tells a long story; it is of interest only when it ends badly.
    if ! as_root "${needed[*]}" apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 \
        -o DPkg::Lock::Timeout=120 install "${needed[@]}" >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        stop "Paket sistem tidak terpasang: ${needed[*]}. Pasang dengan: apt-get install ${needed[*]} — lalu ulangi perintah ini."
    fi
    rm -f "$log"
}

# The first browser of Chromium's family that really starts; a snap stub in a bare container does not.
find_chromium() {
    local name
    for name in ${LABD_CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable}; do
        if command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}
