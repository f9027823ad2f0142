#!/usr/bin/env bash
# Measures a running "raa standalone" at rest, by /proc: memory of the standalone process and of each agent, and the share of one core
# that all of them together take, the database apart. Touches nothing.
#   bench/run.sh idle --data DIR [--seconds N]      DIR is the product's data folder; N is 60 unless given
# Exit codes: 0 done, 1 the product ended meanwhile, 2 bad flags, 3 no product with that folder runs.
set -euo pipefail

data="" seconds=60
while [ $# -gt 0 ]; do
    case "$1" in
        --data) data=${2:?--data needs a folder}; shift 2 ;;
        --data=*) data=${1#--data=}; shift ;;
        --seconds) seconds=${2:?--seconds needs a number}; shift 2 ;;
        -h|--help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) echo "unknown flag $1" >&2; exit 2 ;;
    esac
done
[ -n "$data" ] || { echo "name the product's data folder: --data DIR" >&2; exit 2; }
[[ $seconds =~ ^[1-9][0-9]*$ ]] || { echo "--seconds needs a whole number" >&2; exit 2; }
data=$(readlink -f "$data")

# argument PID NAME: the value of a flag of a process, empty when it has none.
argument() {
    { tr '\0' '\n' <"/proc/$1/cmdline" | awk -v flag="$2" '
        taken {print; exit}
        $0 == flag {taken = 1}
        index($0, flag "=") == 1 {print substr($0, length(flag) + 2); exit}'; } 2>/dev/null || true
}

# is_raa PID COMMAND: whether a process is "raa COMMAND" ("dotnet raa.dll COMMAND", or the published agent) of our data folder.
is_raa() {
    local words folder
    { mapfile -d '' -t words <"/proc/$1/cmdline"; } 2>/dev/null || return 1
    [ "${#words[@]}" -gt 1 ] || return 1
    case "${words[0]##*/}" in
        raa) [ "${words[1]:-}" = "$2" ] ;;
        dotnet) [ "${words[1]##*/}" = raa.dll ] && [ "${words[2]:-}" = "$2" ] ;;
        raa-agent) [ "$2" = agent ] ;;
        *) false ;;
    esac || return 1
    folder=$(argument "$1" --data)
    [ -n "$folder" ] || return 1
    folder=$(readlink -m "$folder")
    # Each agent of the product has a folder below the product's.
    [ "$folder" = "$data" ] || { [ "$2" = agent ] && [ "${folder%/*}" = "$data/agents" ]; }
}

standalone="" agents=()
for process in /proc/[0-9]*; do
    pid=${process#/proc/}
    if is_raa "$pid" standalone; then standalone=$pid; fi
    if is_raa "$pid" agent; then agents+=("$pid"); fi
done
[ -n "$standalone" ] || { echo "no raa standalone with --data $data runs" >&2; exit 3; }

# ticks PID: clock ticks in user and kernel mode since the process began. The name, in parentheses, may hold blanks.
ticks() {
    local line
    line=$(<"/proc/$1/stat") || return 1
    read -ra line <<<"${line##*) }"
    echo $((line[11] + line[12]))
}

# memory PID: resident memory and its private part, in kB. Pages of the runtime are shared between the agents: the private part counts each once.
memory() {
    awk '/^Rss:/ {rss = $2} /^Private_(Clean|Dirty):/ {own += $2} END {print rss, own}' "/proc/$1/smaps_rollup"
}

total() {
    local sum=0 pid one
    for pid in "$standalone" "${agents[@]}"; do
        one=$(ticks "$pid") || { echo "process $pid ended" >&2; return 1; }
        sum=$((sum + one))
    done
    echo "$sum"
}

mib() { awk -v kb="$1" 'BEGIN {printf "%.1f", kb / 1024}'; }

per_second=$(getconf CLK_TCK)
before=$(total) start=$(date +%s%N) own_before=$(ticks "$standalone")
sleep "$seconds"
after=$(total) end=$(date +%s%N) own_after=$(ticks "$standalone")

share() { awk -v t="$1" -v hz="$per_second" -v ns=$((end - start)) 'BEGIN {printf "%.2f", t / hz / (ns / 1e9) * 100}'; }

echo "idle.seconds: $seconds s"
echo "idle.processor: $(share $((after - before))) % of a core"
echo "idle.processor.standalone: $(share $((own_after - own_before))) % of a core"
read -r rss own <<<"$(memory "$standalone")"
echo "idle.memory.standalone: $(mib "$rss") MiB"
echo "idle.memory.standalone.private: $(mib "$own") MiB"
for pid in "${agents[@]}"; do
    name=$(argument "$pid" --id)
    read -r rss own <<<"$(memory "$pid")"
    echo "idle.memory.agent.$name: $(mib "$rss") MiB"
    echo "idle.memory.agent.$name.private: $(mib "$own") MiB"
done
