#!/usr/bin/env bash
# Builds everything and runs all tests; installs what is missing when it may.
#   ./test.sh            everything that fits into a quarter of an hour
#   ./test.sh NAME...    only the test projects named, e.g. ./test.sh Model.Tests Yang.Tests
#   ./test.sh long       what takes longer: every fault of Router Alert, half an hour of a healthy network (RAA_LONG_MINUTES sets another time), rates of probes measured again and again
# Closes with "N passed, N failed". Exit codes: 0 all passed, 1 a test failed, 2 it does not build, 3 something is missing.
set -euo pipefail
cd "$(dirname "$0")"
. tools/requirements.sh

case "${1:-}" in -h|--help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;; esac

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
passed=0 failed=0
need_sdk
packages=(frr=zebra iproute2=ip nftables=nft iputils-ping=ping libyang2-tools=yanglint chromium=chromium jq=jq procps=ps curl=curl util-linux=nsenter iptables=iptables python3=python3 tshark=tshark
    "postgresql-15=/usr/lib/postgresql/*/bin/postgres")
read -ra missing <<<"$(missing_packages "${packages[@]}")"
if [ "${#missing[@]}" -gt 0 ]; then
    install_packages "${missing[@]}" || { [ "${CI:-}" != true ] || exit 3; say "Going on; tests that need them are skipped."; }
fi

progress "Building (Debug)" dotnet build RouterAlertAssurance.sln -v quiet "-clp:NoSummary;ErrorsOnly" || exit 2

# Tests that take long are marked, and are for './test.sh long' alone.
readonly LONG_PROJECTS=(EndToEnd.Tests Probes.Tests Packets.Tests)
length=(--filter-not-trait "Length=long")
results=$(mktemp -d)
lanes=()
trap '[ "${#lanes[@]}" -eq 0 ] || kill "${lanes[@]}" 2>/dev/null || true; rm -rf "$results"' EXIT

# report NAME PASSED FAILED START: one line, and the figures for the closing one.
report() {
    printf '%s: %d passed, %d failed, %d s\n' "$1" "$2" "$3" $((SECONDS - $4)) >&2
    echo "$2 $3" >"$results/$1.count"
}

# figure LOG WORD: a number of the summary of "dotnet test"; 0 when there is none.
figure() {
    local found
    found=$(sed -n "s/^ *$2: *\([0-9]*\).*/\1/p" "$1" | tail -n 1)
    echo "${found:-0}"
}

# run_project NAME: one test project; a project that dies without a summary counts as one failure.
run_project() {
    local log=$results/$1.log start=$SECONDS status=0 bad
    dotnet test --project "tests/$1" --no-build --no-progress --ignore-exit-code 8 "${length[@]}" >"$log" 2>&1 || status=$?
    bad=$(figure "$log" failed)
    if [ "$status" -ne 0 ]; then
        tail -n 200 "$log" >&2
        [ "$bad" -gt 0 ] || bad=1
    fi
    report "$1" "$(figure "$log" succeeded)" "$bad" "$start"
}

# run_lab: the lab's own test, where namespaces can be made.
run_lab() {
    local log=$results/lab.log start=$SECONDS closing
    if [ "$(id -u)" -ne 0 ]; then
        say "The lab needs root; its own test is left out."
        [ "${CI:-}" != true ] || report lab 0 1 "$start"
        return
    fi
    lab/test "$@" >"$log" 2>&1 || tail -n 60 "$log" >&2
    closing=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
    [ -n "$closing" ] || closing="0 passed, 1 failed"
    report lab "${closing%% passed*}" "$(sed 's/.*, \([0-9]*\) failed/\1/' <<<"$closing")" "$start"
}

# run_others: everything but the browser's tests beside it and the end-to-end tests, which promise times and want the machine for themselves.
run_others() {
    local project
    for project in tests/*.Tests; do
        case "$(basename "$project")" in
            EndToEnd.Tests|WebUi.Tests) ;;
            *) run_project "$(basename "$project")" ;;
        esac
    done
    run_lab --quick
}

# run_release: builds what is shipped and the benchmarks as they are used, behind the tests; the analyzers have seen the same sources in the first build.
run_release() {
    local project log=$results/release.log start=$SECONDS failed=0
    for project in src/Cli bench/Benchmarks; do
        nice -n 10 dotnet build "$project" -c Release --no-restore -p:RunAnalyzers=false -v quiet "-clp:NoSummary;ErrorsOnly" >>"$log" 2>&1 || failed=1
    done
    if [ "$failed" -ne 0 ]; then tail -n 60 "$log" >&2; fi
    report "Building (Release)" $((1 - failed)) "$failed" "$start"
}

if [ "${1:-}" = long ]; then
    length=(--filter-trait "Length=long")
    run_lab
    for project in "${LONG_PROJECTS[@]}"; do run_project "$project"; done
elif [ $# -gt 0 ]; then
    for project in "$@"; do run_project "$project"; done
else
    run_others & lanes+=($!)
    run_release & lanes+=($!)
    run_project WebUi.Tests
    for lane in "${lanes[@]}"; do wait "$lane" || { say "A part of the tests beside the browser's ended early."; failed=$((failed + 1)); }; done
    lanes=()
    run_project EndToEnd.Tests
fi
while read -r good bad; do passed=$((passed + good)) failed=$((failed + bad)); done < <(cat "$results"/*.count)

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
