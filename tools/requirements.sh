# Sourced by run.sh and test.sh: looks for what the product or its tests need, and installs it or says how to get it.
# Sets nothing but functions; expects `set -euo pipefail`.

say() { printf '%s\n' "$*" >&2; }

die() { say "$*"; exit 3; }

# need_sdk: the .NET SDK that global.json pins, and Node.js for the dashboard's scripts.
need_sdk() {
    command -v dotnet >/dev/null || die "The .NET SDK is missing. Install version $(sed -n 's/.*"version": "\([^"]*\)".*/\1/p' global.json) from https://dotnet.microsoft.com/download and try again."
    dotnet --version >/dev/null 2>&1 || die "The .NET SDK found does not satisfy global.json: $(dotnet --version 2>&1 | head -n 3)"
    command -v npm >/dev/null || die "Node.js with npm is missing (20 or newer). Install it (Debian: apt-get install nodejs npm) and try again."
    local major
    major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
    [ "$major" -ge 20 ] || die "Node.js $(node --version) is too old; version 20 or newer is needed."
}

# missing_packages NAME=PROBE...: prints the Debian packages whose probe (a command name or an absolute path pattern) is not there.
missing_packages() {
    local entry name probe
    for entry in "$@"; do
        name=${entry%%=*} probe=${entry#*=}
        case "$probe" in
            /*) compgen -G "$probe" >/dev/null || printf '%s ' "$name" ;;
            *) command -v "$probe" >/dev/null || [ -x "/usr/sbin/$probe" ] || [ -x "/usr/lib/frr/$probe" ] || printf '%s ' "$name" ;;
        esac
    done
}

# install_packages NAME...: through apt-get when root, otherwise says what to run.
install_packages() {
    [ $# -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        say "Missing: $*"
        say "Install them with: sudo apt-get install --no-install-recommends $*"
        return 3
    fi
    say "Installing $* ..."
    # The server's packages would start a database of their own on a port; ours runs privately.
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
    local log
    log=$(mktemp)
    if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        die "apt-get could not install: $*"
    fi
    rm -f "$log"
}

# progress TEXT COMMAND...: runs quietly; shows the text, the time it took, and the output only when it fails.
progress() {
    local text=$1 log start status=0
    shift
    log=$(mktemp)
    start=$SECONDS
    printf '%s ... ' "$text" >&2
    "$@" >"$log" 2>&1 || status=$?
    if [ "$status" -eq 0 ]; then
        printf '%d s\n' $((SECONDS - start)) >&2
    else
        printf 'failed\n' >&2
        tail -n 60 "$log" >&2
    fi
    rm -f "$log"
    return "$status"
}
