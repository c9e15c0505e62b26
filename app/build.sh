# Sourced by app/run and tests/run: installs what is missing, configures and builds. Says what it does.
# shellcheck shell=bash

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
preset=release

say() { printf '== %s\n' "$*" >&2; }

# packages KIND…: the names in app/packages whose first word is one of the kinds.
packages() {
    local kind
    for kind in "$@"; do
        awk -v kind="$kind" '$1 == kind { print $2 }' "$here/app/packages"
    done
}

is_installed() { dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

# install_packages KIND…: installs what is missing, on systems with apt.
install_packages() {
    local missing=() name sudo=
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "This is no Debian or Ubuntu. Please make sure these are installed (Debian's names): $(packages "$@" | tr '\n' ' ')"
        return
    fi
    for name in $(packages "$@"); do
        is_installed "$name" || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return
    if [ "$(id -u)" -ne 0 ]; then
        sudo=sudo
        command -v sudo >/dev/null || { say "Missing: ${missing[*]}. Install them as root: apt-get install ${missing[*]}"; exit 1; }
    fi
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    $sudo apt-get update -qq
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build OPTION… -- TARGET…: configures with the options and builds the targets.
build() {
    local options=()
    while [ "$1" != -- ]; do options+=("$1"); shift; done
    shift
    cd "$here"
    say "Configuring (preset $preset)"
    mkdir -p build
    cmake --preset "$preset" "${options[@]}" >build/configure.log 2>&1 || { cat build/configure.log >&2; exit 1; }
    say "Building; a few minutes the first time, seconds after that"
    cmake --build --preset "$preset" --target "$@" >&2
}
