#!/usr/bin/env bash
# Runs one benchmark and prints its figures, a line each: "figure: value unit".
#   bench/run.sh                    lists the names
#   bench/run.sh NAME [OPTIONS]     builds what it needs (Release) and runs it
# Exit codes: 0 done, 1 failed, 2 no such name or it does not build, 3 something is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/requirements.sh
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

list() {
    cat <<'TEXT'
decomposition 10,000 services from facts, and one fact that changes
engine        100,000 services, a million subservices: build, samples, latency, memory, --services N
engine-vs-prometheus   the same rules over the same samples in Prometheus and here
expressions   evaluations a second and bytes allocated for each
graph         the graph of 10,000 services: merge, edit, health from the leaves up, memory, --services N for another number
idle          a running product at rest: memory and processor, --data DIR [--seconds N]
packets       raa inspect beside tcpdump and tshark on a capture of five million packets (needs 3 GB in the folder for temporary files), then packets-live
packets-live  the last part of packets alone: what packets cost as they come, in namespaces of its own (root)
planning      the orchestrator's plan of 10,000 services: from nothing, one service or fact that changes, --services N
yang          the RFC 9418 datastore of a thousand nodes as JSON
TEXT
}

case "${1:-}" in
    "") list ;;
    -h|--help) sed -n '2,5s/^# \{0,1\}//p' "$0" ;;
    idle) shift; exec bench/idle.sh "$@" ;;
    packets)
        command -v dotnet >/dev/null || die "The .NET SDK is missing."
        command -v tcpdump >/dev/null && command -v tshark >/dev/null || die "tcpdump and tshark are missing (apt-get install tcpdump tshark)."
        progress "Building (Release)" dotnet build bench/Benchmarks -c Release -v quiet "-clp:NoSummary;ErrorsOnly" || exit 2
        progress "Building raa (Release)" dotnet build src/Cli -c Release -v quiet "-clp:NoSummary;ErrorsOnly" || exit 2
        exec artifacts/bin/RouterAlertAssurance.Benchmarks/release/RouterAlertAssurance.Benchmarks packets artifacts/bin/RouterAlertAssurance.Cli/release/raa ;;
    decomposition|engine|engine-vs-prometheus|expressions|graph|packets-live|planning|yang)
        command -v dotnet >/dev/null || die "The .NET SDK is missing."
        progress "Building (Release)" dotnet build bench/Benchmarks -c Release -v quiet "-clp:NoSummary;ErrorsOnly" || exit 2
        exec artifacts/bin/RouterAlertAssurance.Benchmarks/release/RouterAlertAssurance.Benchmarks "$@" ;;
    *) say "There is no benchmark '$1'. Known:"; list >&2; exit 2 ;;
esac
