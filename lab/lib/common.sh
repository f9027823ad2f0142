# Shared by every lab command: names, paths, exit codes, messages, the lock.
# Sourced, never run; the caller has set LAB_HOME and 'set -euo pipefail'.

readonly EXIT_ERROR=1 EXIT_USAGE=2 EXIT_MISSING=3 EXIT_DOWN=4 EXIT_DAMAGED=5 EXIT_CONFLICT=6

readonly PREFIX="${RAA_LAB_PREFIX:-raa}"
if [[ ! $PREFIX =~ ^[a-z][a-z0-9]{0,9}$ ]]; then
  echo "RAA_LAB_PREFIX must be 1 to 10 lower-case letters and digits, starting with a letter; it is '$PREFIX'." >&2
  exit "$EXIT_USAGE"
fi

readonly LAB="$PREFIX-lab"
readonly STATE="/run/$LAB"
readonly INVENTORY="$STATE/inventory.json"
readonly FAULT_STATE="$STATE/faults"
readonly FRR_BIN=/usr/lib/frr FRR_RUN=/var/run/frr FRR_ETC=/etc/frr

# The file descriptor that holds the lock; background processes are started with it closed.
readonly LOCK_FD=9

say()  { printf '%s\n' "$*"; }
note() { printf '%s\n' "$*" >&2; }
fail() { local code=$1; shift; note "${0##*/}: $*"; exit "$code"; }

ns()    { printf '%s-%s' "$PREFIX" "$1"; }
in_ns() { local device=$1; shift; ip netns exec "$(ns "$device")" "$@"; }

# Path of a namespace handle whose name exists; a leftover plain file counts too.
netns_exists() { [[ -e /run/netns/$(ns "$1") ]]; }

require_root() {
  [[ $EUID -eq 0 ]] || fail "$EXIT_MISSING" "root is needed: the lab creates network namespaces. Try: sudo $0"
}

# Every command the lab calls, with the Debian package that brings it; all missing ones in one message.
require_packages() {
  local need command package missing=()
  local needs=(ip:iproute2 bridge:iproute2 nft:nftables ping:iputils-ping jq:jq vtysh:frr flock:util-linux setsid:util-linux
    unshare:util-linux nsenter:util-linux perl:perl-base timeout:coreutils)
  for need in "${needs[@]}" "$FRR_BIN"/{zebra,isisd,ospfd,ospf6d,bgpd,pimd}; do
    if [[ $need == /* ]]; then command=$need package=frr; else command=${need%%:*} package=${need#*:}; fi
    command -v "$command" >/dev/null || missing+=("$package")
  done
  ((${#missing[@]} == 0)) && return 0
  mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
  fail "$EXIT_MISSING" "missing Debian packages: ${missing[*]}. Install them with: apt-get install -y ${missing[*]}"
}

# The state directory is the lock as well, so that nothing stays behind: 'down' removes it while holding it, and
# whoever waited notices that the directory it holds is no longer the one on disk and starts again.
take_lock() {
  while :; do
    mkdir -p "$STATE"
    eval "exec $LOCK_FD<\"$STATE\"" 2>/dev/null || continue
    flock -w 120 "$LOCK_FD" || fail "$EXIT_ERROR" "another lab command has held $STATE for two minutes; try again later."
    [[ /proc/self/fd/$LOCK_FD -ef $STATE ]] && return 0
  done
}

now_ms() { local t=${EPOCHREALTIME/[.,]/}; printf '%s' "$((t / 1000))"; }
seconds_since() { local d=$(($(now_ms) - $1)); printf '%d.%d' $((d / 1000)) $((d % 1000 / 100)); }

# wait_until SECONDS WHAT COMMAND...: polls five times a second; says what it waits for when that takes over two seconds.
wait_until() {
  local limit=$1 what=$2 start next; shift 2
  start=$(now_ms) next=$((start + 2000))
  until "$@" 2>/dev/null; do
    (($(now_ms) - start < limit * 1000)) || return 1
    if (($(now_ms) >= next)); then
      note "  waiting for $what ($(seconds_since "$start") s)"
      next=$((next + 2000))
    fi
    sleep 0.2
  done
}

# Replaces a file in one step, so that a reader never sees half of it.
write_atomically() { local target=$1; cat >"$target.new" && mv -f "$target.new" "$target"; }
