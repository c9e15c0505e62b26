# Sourced by app/run and tests/run: installs what is missing, configures and builds. Says what it does and how far it is; where
# there is nothing to do it says nothing. What was interrupted goes on where it was.
# shellcheck shell=bash

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
preset=release
folder=$here/build/$preset

say() { printf '== %s\n' "$*" >&2; }

# packages KIND…: the names in app/packages whose first word is one of the kinds.
packages() {
    local kind
    for kind in "$@"; do
        awk -v kind="$kind" '$1 == kind { print $2 }' "$here/app/packages"
    done
}

# "1 min 20 s"
duration() {
    if [ "$1" -ge 60 ]; then printf '%d min %d s' $(($1 / 60)) $(($1 % 60 / 10 * 10)); else printf '%d s' "$1"; fi
}

# status WHAT DONE ALL: one line that is written over on a terminal, a line every 15 seconds elsewhere. Time left is guessed from the
# steps done so far. Uses status_began and status_shown, seconds of the shell.
status() {
    local seconds=$((SECONDS - status_began)) left=
    [ "$seconds" -ge 5 ] && [ "$2" -ge 10 ] && left=", about $(duration $((seconds * ($3 - $2) / $2 + 1))) left"
    if [ -t 2 ]; then
        printf '\r== %s: %d of %d%s\033[K' "$1" "$2" "$3" "$left" >&2
    elif [ $((SECONDS - status_shown)) -ge 15 ]; then
        status_shown=$SECONDS
        say "$1: $2 of $3$left"
    fi
}

clear_status() { if [ -t 2 ]; then printf '\r\033[K' >&2; fi; }

# What apt-get prints, as progress: each package is fetched, unpacked and set up.
installing() {
    local line done=0 all=1 status_began=$SECONDS status_shown=$SECONDS
    while IFS= read -r line; do
        printf '%s\n' "$line"
        case $line in
            *" newly installed"*) line=${line%% newly installed*}; all=$((3 * ${line##*, })) ;;
            Get:*|Unpacking*|"Setting up"*) done=$((done + 1)); status "Installing packages" "$((done < all ? done : all))" "$all" ;;
        esac
    done
    clear_status
}

# install_packages KIND…: installs what is missing, on systems with apt.
install_packages() {
    local missing sudo=()
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "This is no Debian or Ubuntu. Please make sure these are installed (Debian's names): $(packages "$@" | tr '\n' ' ')"
        return
    fi
    mapfile -t missing < <(comm -23 <(packages "$@" | sort -u) \
        <(packages "$@" | xargs dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null | awk '$2 == "installed" { print $1 }' | sort -u))
    [ ${#missing[@]} -eq 0 ] && return
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { say "Missing: ${missing[*]}. Install them as root: apt-get install ${missing[*]}"; exit 1; }
        sudo=(sudo)
    fi
    say "Installing ${#missing[@]} packages and what they need: ${missing[*]}"
    mkdir -p "$here/build"
    {
        # An installation that was interrupted is finished first.
        "${sudo[@]}" dpkg --configure -a &&
        "${sudo[@]}" apt-get update -qq &&
        "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
    } </dev/null 2>&1 | installing >"$here/build/packages.log" || {
        tail -20 "$here/build/packages.log" >&2
        say "The packages could not be installed; apt's own words stand above, all of them in build/packages.log."
        exit 1
    }
}

# Whether the folder is configured, here, and with tests where they are asked for.
is_configured() {
    [ -f "$folder/build.ninja" ] && grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$here" "$folder/CMakeCache.txt" &&
        { [ "$1" != ON ] || grep -q '^BUILD_TESTING:BOOL=ON' "$folder/CMakeCache.txt"; }
}

# What ninja prints, as progress; what it says of errors stays.
building() {
    local line status_began=$SECONDS status_shown=$SECONDS
    while IFS= read -r line; do
        if [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\ (.*) ]]; then
            # Looking for new files is a step of its own in every build.
            [[ ${BASH_REMATCH[3]} == Re-* ]] || status Building "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
        elif [[ $line != "ninja: no work to do." && $line != "-- "* && -n $line ]]; then
            clear_status
            printf '%s\n' "$line" >&2
        fi
    done
    clear_status
}

# build ON|OFF TARGET…: configures, with or without tests, and builds the targets. Tests once configured stay: app/run after
# tests/run builds nothing anew.
build() {
    local tests=$1
    shift
    cd "$here"
    if ! is_configured "$tests"; then
        say "Configuring; then building, a minute or two the first time and seconds after that"
        mkdir -p build
        cmake --fresh --preset "$preset" -DBUILD_TESTING="$tests" >build/configure.log 2>&1 || { cat build/configure.log >&2; exit 1; }
    fi
    NINJA_STATUS='[%f/%t] ' cmake --build --preset "$preset" --target "$@" 2>&1 | building
}
