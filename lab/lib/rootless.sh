# The lab without root. A namespace lives as long as a process in it, and is entered by that process's number: names under /run are root's.

readonly NODES=(a r1 r2 b)
readonly ROOTLESS="${XDG_RUNTIME_DIR:-/tmp}/raa-rootless-$EUID"

# node interface IPv4 IPv6 | node interface IPv4 IPv6
readonly ROOTLESS_LINKS=(
  "a to-r1 10.1.0.2/24 fd00:1::2/64 r1 to-a 10.1.0.1/24 fd00:1::1/64"
  "r1 to-r2 10.12.0.1/24 fd00:12::1/64 r2 to-r1 10.12.0.2/24 fd00:12::2/64"
  "r2 to-b 10.2.0.1/24 fd00:2::1/64 b to-r2 10.2.0.2/24 fd00:2::2/64"
)
# node, where to, by which address
readonly ROOTLESS_ROUTES=(
  "a default 10.1.0.1" "a default fd00:1::1" "r1 10.2.0.0/24 10.12.0.2" "r1 fd00:2::/64 fd00:12::2"
  "r2 10.1.0.0/24 10.12.0.1" "r2 fd00:1::/64 fd00:12::1" "b default 10.2.0.1" "b default fd00:2::1"
)
readonly ROOTLESS_A4=10.1.0.2 ROOTLESS_B4=10.2.0.2 ROOTLESS_A6=fd00:1::2 ROOTLESS_B6=fd00:2::2
readonly ROOTLESS_WAY='iifname "to-r1" oifname "to-b"'

# The process that holds a namespace, or nothing when it has ended: the number may belong to somebody else by now.
rootless_pid() { # node, or 'outside' for the namespace around them
  local pid namespace
  [[ -s $ROOTLESS/$1.pid ]] || return 0
  read -r pid namespace <"$ROOTLESS/$1.pid"
  if [[ $(readlink "/proc/$pid/ns/net" 2>/dev/null) == "$namespace" ]]; then printf '%s' "$pid"; fi
}
# Takes the place of the function of the lab with root, so that what builds on it works here.
in_ns() { local node=$1; shift; nsenter --preserve-credentials --user --net --target "$(rootless_pid "$node")" -- "$@"; }

rootless_is_up() { local node; for node in outside "${NODES[@]}"; do [[ -n $(rootless_pid "$node") ]] || return 1; done; }
rootless_require() { rootless_is_up || fail "$EXIT_DOWN" "the lab of this user is not up; run lab/rootless up first."; }

rootless_require_kernel() {
  local need missing=()
  for need in ip:iproute2 nft:nftables ping:iputils-ping unshare:util-linux nsenter:util-linux perl:perl-base timeout:coreutils; do
    command -v "${need%%:*}" >/dev/null || missing+=("${need#*:}")
  done
  ((${#missing[@]} == 0)) || fail "$EXIT_MISSING" "missing Debian packages: ${missing[*]}. Ask for: apt-get install -y ${missing[*]}"
  unshare --user --map-root-user --net true 2>/dev/null ||
    fail "$EXIT_MISSING" "this machine does not allow user namespaces to an ordinary user (see kernel.unprivileged_userns_clone, user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns)."
}

# A directory that is this user's alone: its name is known to everybody.
rootless_state() {
  [[ -d $ROOTLESS ]] || mkdir -m 700 "$ROOTLESS"
  [[ -O $ROOTLESS && ! -L $ROOTLESS ]] || fail "$EXIT_ERROR" "$ROOTLESS belongs to somebody else."
}

# A process that does nothing, in a namespace of its own; written down once it is there.
rootless_hold() { # node command...
  local node=$1 pid before; shift
  before=$(readlink "/proc/$$/ns/net")
  [[ $node == outside ]] || before=$(readlink "/proc/$(rootless_pid outside)/ns/net")
  setsid "$@" sleep infinity </dev/null >/dev/null 2>&1 &
  pid=$!
  wait_until 5 "the namespace of $node" rootless_held "$pid" "$before" || fail "$EXIT_ERROR" "the namespace of $node did not come up."
  printf '%s %s\n' "$pid" "$(readlink "/proc/$pid/ns/net")" >"$ROOTLESS/$node.pid"
}
# Unshared, and the last program of the chain runs: before that it may still change.
rootless_held() { [[ $(readlink "/proc/$1/ns/net") != "$2" && $(tr '\0' ' ' <"/proc/$1/cmdline") == 'sleep infinity ' ]]; }

rootless_up() {
  local node link
  rootless_require_kernel
  if rootless_is_up; then say "The lab of this user is up already."; return 0; fi
  rootless_down >/dev/null
  rootless_state
  rootless_hold outside unshare --user --map-root-user --net
  for node in "${NODES[@]}"; do
    rootless_hold "$node" nsenter --preserve-credentials --user --net --target "$(rootless_pid outside)" -- unshare --net
    in_ns "$node" sh -c 'ip link set lo up; cd /proc/sys/net; echo 1 >ipv4/ip_forward; echo 1 >ipv6/conf/all/forwarding; echo 0 >ipv6/conf/default/accept_dad; echo 0 >ipv4/conf/all/rp_filter'
  done
  for link in "${ROOTLESS_LINKS[@]}"; do rootless_link $link; done
  for link in "${ROOTLESS_ROUTES[@]}"; do rootless_route $link; done
  wait_until 5 "b to answer" in_ns a ping -n -q -c 1 -W 1 "$ROOTLESS_B4" >/dev/null || fail "$EXIT_ERROR" "a does not reach b; run lab/rootless down."
  wait_until 5 "b to answer" in_ns a ping -n -q -c 1 -W 1 "$ROOTLESS_B6" >/dev/null || fail "$EXIT_ERROR" "a does not reach b over IPv6; run lab/rootless down."
  say "The lab of this user is up (a $ROOTLESS_A4 - r1 - r2 - b $ROOTLESS_B4): lab/rootless run NODE COMMAND"
}
rootless_link() { # node interface IPv4 IPv6 node interface IPv4 IPv6
  in_ns "$1" ip link add "$2" gso_max_segs 1 type veth peer name "$6" gso_max_segs 1 netns "$(rootless_pid "$5")"
  rootless_address "$1" "$2" "$3" "$4"
  rootless_address "$5" "$6" "$7" "$8"
}
rootless_address() { # node interface IPv4 IPv6
  in_ns "$1" ip address add "$3" dev "$2"
  in_ns "$1" ip address add "$4" dev "$2" nodad
  in_ns "$1" ip link set "$2" up
}
rootless_route() { # node where-to address
  local family=-4
  [[ $3 != *:* ]] || family=-6
  in_ns "$1" ip "$family" route add "$2" via "$3"
}

# Every process that any command started, by its number and only where it is still the same one; then nothing holds the namespaces.
rootless_down() {
  local name pid
  if [[ ! -d $ROOTLESS ]]; then say "The lab of this user is down already."; return 0; fi
  rootless_state
  for name in "$ROOTLESS"/*.pid; do
    pid=$(rootless_pid "$(basename "$name" .pid)")
    [[ -z $pid ]] || kill -TERM "$pid" 2>/dev/null || true
    [[ -z $pid ]] || wait_until 5 "process $pid to end" process_gone "$pid" || kill -KILL "$pid" 2>/dev/null || true
  done
  rm -rf "${ROOTLESS:?}"
  say "The lab of this user is down."
}

# One that runs on a node for half an hour at most.
rootless_start() { # name node arguments of router-alert.pl...
  local name=$1 node=$2 pid; shift 2
  rootless_stop "$name"
  setsid nsenter --preserve-credentials --user --net --target "$(rootless_pid "$node")" -- timeout "$HOG_SECONDS" perl "$ROUTER_ALERT" "$@" </dev/null >/dev/null 2>&1 &
  pid=$!
  wait_until 5 "$name to start" rootless_started "$pid" "$node" || fail "$EXIT_ERROR" "$name did not start."
  printf '%s %s\n' "$pid" "$(readlink "/proc/$pid/ns/net")" >"$ROOTLESS/$name.pid"
}
rootless_started() { [[ $(readlink "/proc/$1/ns/net") == "$(readlink "/proc/$(rootless_pid "$2")/ns/net")" && $(tr '\0' ' ' <"/proc/$1/cmdline") == timeout* ]]; }
rootless_stop() {
  local pid
  pid=$(rootless_pid "$1")
  [[ -z $pid ]] || kill -TERM "$pid" 2>/dev/null || true
  rm -f "$ROOTLESS/$1.pid"
}

rootless_fault() { # name on|off
  rootless_require
  "rootless_$1" "$2"
  say "The fault '$1' is $2."
}
rootless_table() { if [[ $2 == on ]]; then alert_table_put r2 "$1" "${@:3}"; else nft_table_drop r2 "$1"; fi; }
rootless_rao-drop() { alert_rules "$ROOTLESS_WAY" 'counter drop' | rootless_table raa_rao_drop "$1" forward 0; }
rootless_rao-strip() { { alert_overwrite "$ROOTLESS_WAY" neutral; alert_overwrite6 "$ROOTLESS_WAY"; } | rootless_table raa_rao_strip "$1" forward 0; }
rootless_rao-police-shared() {
  alert_rules '' 'goto bucket' | rootless_table raa_rao_police "$1" prerouting raw '  chain bucket {
    limit rate over 20/second burst 20 packets counter drop
  }'
  if [[ $1 == on ]]; then
    rootless_start police-sink b listen udp 9
    rootless_start police-sender a send udp "$ROOTLESS_A4" "$ROOTLESS_B4" rate=90
  else
    rootless_stop police-sender
    rootless_stop police-sink
  fi
}

rootless_run() { # [node] command...
  local node=outside
  rootless_require
  if [[ " ${NODES[*]} " == *" $1 "* ]]; then node=$1; shift; fi
  (($# > 0)) || fail "$EXIT_USAGE" "a command is needed."
  in_ns "$node" "$@"
}

# Twenty packets within a second; what of them arrives.
rootless_row() { # words kind from to settings...
  local words=$1 kind=$2 from=$3 to=$4 came alerts; shift 4
  read -r came alerts _ < <(in_ns b perl "$ROUTER_ALERT" watch 20 "$from" "$to" -- nsenter --net --target "$(rootless_pid a)" -- \
    perl "$ROUTER_ALERT" send "$kind" "$from" "$to" count=20 rate=20 id="$ALERT_MARK" "$@" 2>/dev/null)
  printf '%-26s %2d of 20 arrive, %2d with the option\n' "$words" "$came" "$alerts"
}
rootless_status() {
  local node
  rootless_require
  for node in "${NODES[@]}"; do printf '%-26s process %s\n' "node $node" "$(rootless_pid "$node")"; done
  printf '%-26s %s\n' "tables on r2" "$(in_ns r2 nft list tables | sed 's/^table inet //' | paste -sd ' ' | sed 's/^$/none/')"
  rootless_row 'UDP' udp "$ROOTLESS_A4" "$ROOTLESS_B4"
  rootless_row 'UDP without the option' udp "$ROOTLESS_A4" "$ROOTLESS_B4" form=none
  rootless_row 'RSVP' rsvp "$ROOTLESS_A4" "$ROOTLESS_B4"
  rootless_row 'RSVP over IPv6' rsvp "$ROOTLESS_A6" "$ROOTLESS_B6" value=1
}
