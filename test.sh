#!/usr/bin/env bash
# Builds everything and runs all tests; installs what is missing when it may.
#   ./test.sh            everything that fits into a quarter of an hour
#   ./test.sh NAME...    only the test projects named, e.g. ./test.sh Model.Tests Yang.Tests
# Closes with "N passed, N failed". Exit codes: 0 all passed, 1 a test failed, 2 it does not build, 3 something is missing.
set -euo pipefail
cd "$(dirname "$0")"
. tools/requirements.sh

case "${1:-}" in -h|--help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;; esac

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
passed=0 failed=0
need_sdk
packages=(frr=zebra iproute2=ip nftables=nft iputils-ping=ping libyang2-tools=yanglint chromium=chromium jq=jq procps=ps curl=curl util-linux=nsenter
    "postgresql-15=/usr/lib/postgresql/*/bin/postgres")
read -ra missing <<<"$(missing_packages "${packages[@]}")"
if [ "${#missing[@]}" -gt 0 ]; then
    install_packages "${missing[@]}" || { [ "${CI:-}" != true ] || exit 3; say "Going on; tests that need them are skipped."; }
fi

progress "Building (Debug)" dotnet build RouterAlertAssurance.sln -v quiet "-clp:NoSummary;ErrorsOnly" || exit 2

# count LOG: adds the figures of a test run's summary.
count() {
    local ok bad
    ok=$(sed -n 's/^ *succeeded: *\([0-9]*\).*/\1/p' "$1" | tail -n 1)
    bad=$(sed -n 's/^ *failed: *\([0-9]*\).*/\1/p' "$1" | tail -n 1)
    passed=$((passed + ${ok:-0})) failed=$((failed + ${bad:-0}))
}

# run_project NAME: one test project; a project that dies without a summary counts as one failure.
run_project() {
    local log start status=0
    log=$(mktemp) start=$SECONDS
    printf '%s ... ' "$1" >&2
    dotnet test --project "tests/$1" --no-build --no-progress --ignore-exit-code 8 >"$log" 2>&1 || status=$?
    if [ "$status" -eq 0 ]; then
        printf '%d s\n' $((SECONDS - start)) >&2
    else
        printf 'failed\n' >&2
        tail -n 200 "$log" >&2
        grep -q '^ *failed: *[1-9]' "$log" || failed=$((failed + 1))
    fi
    count "$log"
    rm -f "$log"
}

if [ $# -gt 0 ]; then
    projects=("$@")
else
    projects=()
    for project in tests/*.Tests; do projects+=("$(basename "$project")"); done
fi
for project in "${projects[@]}"; do run_project "$project"; done

# The lab's own test, where namespaces can be made.
if [ $# -eq 0 ] && [ -x lab/test ]; then
    if [ "$(id -u)" -eq 0 ]; then
        log=$(mktemp)
        printf 'lab ... ' >&2
        start=$SECONDS
        if lab/test >"$log" 2>&1; then printf '%d s\n' $((SECONDS - start)) >&2; else printf 'failed\n' >&2; tail -n 60 "$log" >&2; fi
        closing=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
        [ -n "$closing" ] || closing="0 passed, 1 failed"
        passed=$((passed + ${closing%% passed*})) failed=$((failed + $(sed 's/.*, \([0-9]*\) failed/\1/' <<<"$closing")))
        rm -f "$log"
    elif [ "${CI:-}" = true ]; then
        say "The lab needs root in CI."
        failed=$((failed + 1))
    fi
fi

if [ $# -eq 0 ]; then
    if progress "Building (Release)" dotnet build RouterAlertAssurance.sln -c Release -v quiet "-clp:NoSummary;ErrorsOnly"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
