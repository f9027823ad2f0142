# Namespaces, links, addresses, the tunnel: everything the kernel holds. A link's two ends are created inside the two
# namespaces at once, so nothing ever shows up in the host's namespace.

network_create() {
  local device link
  for device in "${DEVICES[@]}"; do ip netns add "$(ns "$device")"; done
  for device in "${DEVICES[@]}"; do namespace_settings "$device"; loopback_up "$device"; done
  for link in "${LINKS[@]}"; do link_create $link; done
  for device in "${!TUNNEL4[@]}"; do tunnel_create "$device"; bridge_create "$device"; done
  for device in "${!CUSTOMER_GATEWAY4[@]}"; do
    ip -n "$(ns "$device")" route add default via "${CUSTOMER_GATEWAY4[$device]}"
    ip -n "$(ns "$device")" -6 route add default via "${CUSTOMER_GATEWAY6[$device]}"
  done
}

# keep_addr_on_down: an IPv6 address survives its interface going down, as on a router.
# hash policy 1: the tunnel's flows spread over the equal-cost paths by port. accept_dad 0: no second of waiting.
namespace_settings() {
  in_ns "$1" sh -c 'cd /proc/sys/net
    echo 1 >ipv4/ip_forward; echo 1 >ipv6/conf/all/forwarding
    echo 1 >ipv4/fib_multipath_hash_policy; echo 1 >ipv6/fib_multipath_hash_policy
    for scope in all default; do
      echo 0 >ipv4/conf/$scope/rp_filter; echo 0 >ipv6/conf/$scope/accept_dad
      echo 0 >ipv6/conf/$scope/accept_ra; echo 1 >ipv6/conf/$scope/keep_addr_on_down
    done'
}

loopback_up() {
  local device=$1
  ip -n "$(ns "$device")" link set lo up
  is_router "$device" || return 0
  ip -n "$(ns "$device")" address add "${LOOPBACK4[$device]}/32" dev lo
  ip -n "$(ns "$device")" address add "${LOOPBACK6[$device]}/128" dev lo nodad
}

link_create() { # device interface IPv4 IPv6 device interface IPv4 IPv6 kind
  ip -n "$(ns "$1")" link add "$2" type veth peer name "$6" netns "$(ns "$5")"
  link_end "$1" "$2" "$3" "$4" "$9"
  link_end "$5" "$6" "$7" "$8" "$9"
}

link_end() { # device interface IPv4 IPv6 kind
  local name
  name=$(ns "$1")
  offloads_off "$1" "$2"
  ip -n "$name" address add "$3" dev "$2"
  ip -n "$name" address add "$4" dev "$2" nodad
  [[ $5 == spare ]] || ip -n "$name" link set "$2" up
}

# Without ethtool segmentation is limited through ip instead; checksums of packets that never meet hardware stay partial.
offloads_off() {
  if command -v ethtool >/dev/null; then
    in_ns "$1" ethtool -K "$2" tx off rx off gso off tso off gro off >/dev/null 2>&1 || true
  else
    ip -n "$(ns "$1")" link set "$2" gso_max_segs 1
  fi
}

# nolearning: every frame follows the configured remote, so a wrong remote shows at once instead of hiding behind
# a learned forwarding entry.
tunnel_create() {
  local device=$1 name peer=${TUNNEL_PEER[$1]}
  name=$(ns "$device")
  ip -n "$name" link add "$TUNNEL" mtu "$TUNNEL_MTU" type vxlan id "$TUNNEL_VNI" \
    local "${LOOPBACK4[$device]}" remote "${LOOPBACK4[$peer]}" dstport "$TUNNEL_PORT" nolearning
  ip -n "$name" address add "${TUNNEL4[$device]}/30" dev "$TUNNEL"
  ip -n "$name" address add "${TUNNEL6[$device]}/64" dev "$TUNNEL" nodad
  ip -n "$name" link set "$TUNNEL" up
  ip -n "$name" route add "${FAR_CUSTOMER4[$device]}" via "${TUNNEL4[$peer]}"
  ip -n "$name" -6 route add "${FAR_CUSTOMER6[$device]}" via "${TUNNEL6[$peer]}"
}

# The bridged network: the customer's port and a VXLAN without a remote, which floods to the other edge by an entry of its own, as a
# control plane or an operator puts it there, and learns the rest.
bridge_create() {
  local device=$1 host=${BRIDGE_HOST[$1]} peer=${TUNNEL_PEER[$1]} name port inside
  name=$(ns "$device") port=l2-$host inside=to-$device-l2
  ip -n "$name" link add "$BRIDGE" type bridge
  ip -n "$name" link add "$BRIDGE_VXLAN" mtu "$TUNNEL_MTU" type vxlan id "$BRIDGE_VNI" local "${LOOPBACK4[$device]}" dstport "$TUNNEL_PORT"
  ip -n "$name" link add "$port" mtu "$TUNNEL_MTU" type veth peer name "$inside" mtu "$TUNNEL_MTU" netns "$(ns "$host")"
  offloads_off "$device" "$port"
  offloads_off "$host" "$inside"
  ip -n "$name" link set "$BRIDGE_VXLAN" master "$BRIDGE" up
  ip -n "$name" link set "$port" master "$BRIDGE" up
  ip -n "$name" link set "$BRIDGE" mtu "$TUNNEL_MTU" up
  [[ $device != "$BRIDGE_QUERIER" ]] || ip -n "$name" link set "$BRIDGE" type bridge mcast_querier 1 mcast_query_interval "$BRIDGE_QUERY_INTERVAL_CS"
  flood_entry "$device" append
  ip -n "$(ns "$host")" address add "${BRIDGE_ADDRESS[$host]}/24" dev "$inside"
  ip -n "$(ns "$host")" link set "$inside" up
  ip -n "$name" address add "${BGP_ADDRESS[$device]}/32" dev "${CUSTOMER_INTERFACE[$device]}"
}

# Where frames go whose destination is not known.
flood_entry() { bridge -n "$(ns "$1")" fdb "$2" 00:00:00:00:00:00 dev "$BRIDGE_VXLAN" dst "${LOOPBACK4[${TUNNEL_PEER[$1]}]}"; }

# A program of a customer, or of a router beside its daemons, for as long as the lab is up.
customer_start() { # name device command...
  local name=$1 device=$2; shift 2
  (
    cgroup_enter "$device"
    exec setsid ip netns exec "$(ns "$device")" "$@" </dev/null >/dev/null 2>&1
  ) 9>&- &
  echo "$!" >"$STATE/$name.pid"
}

customer_signal() { # name device signal
  ! customer_running "$1" "$2" || kill "-$3" "$(<"$STATE/$1.pid")"
}

customer_running() { # name device
  local pid
  [[ -s $STATE/$1.pid ]] || return 1
  read -r pid <"$STATE/$1.pid"
  [[ /proc/$pid/ns/net -ef /run/netns/$(ns "$2") ]]
}

# What the customers do: without any traffic, no error counter of the tunnel could ever rise, and no bridge would learn an address.
# Five small packets a second through the tunnel, one through the bridges, two in the stream, which ce2 asks for (IP_ADD_SOURCE_MEMBERSHIP) until
# it gets the signal USR1 (IP_DROP_SOURCE_MEMBERSHIP), and again after USR2.
readonly JOIN='use Socket; my $stream = join "", map { inet_aton($_) } @ARGV; $SIG{USR1} = sub { setsockopt(S, 0, 40, $stream) }; $SIG{USR2} = sub { setsockopt(S, 0, 39, $stream) };
  socket(S, PF_INET, SOCK_DGRAM, 0) && setsockopt(S, 0, 39, $stream) or die $!; sleep while 1'
traffic_start() {
  customer_start traffic ce1 ping -n -q -i 0.2 -s 56 "$CE2_ADDRESS4"
  customer_start bridged ce1 ping -n -q -i 1 "${BRIDGE_ADDRESS[ce2]}"
  customer_start stream ce1 ping -n -q -i 0.5 -t 8 -I to-pe1 "$STREAM_GROUP"
  customer_start listener ce2 perl -e "$JOIN" "$STREAM_GROUP" "$CE2_ADDRESS4" "$STREAM_SOURCE"
  alerts_start
}

traffic_running() { customer_running traffic ce1 && customer_running bridged ce1 && customer_running stream ce1 && customer_running listener ce2 && alerts_running; }

# Which tunnel link types this kernel has. Loading a GRE or IPIP module would create gre0 or tunl0 in the host's namespace
# as well, so a type that has a module is believed, and only what has none is tried in a nameless namespace.
tunnel_kinds() {
  local kind module
  for kind in vxlan:vxlan gre:ip_gre ipip:ipip ip6gre:ip6_gre ip6tnl:ip6_tunnel sit:sit geneve:geneve; do
    module=${kind#*:} kind=${kind%%:*}
    if [[ -d /sys/module/$module ]] || modprobe --dry-run --quiet "$module" 2>/dev/null || tunnel_kind_works "$kind"; then
      printf '%s\n' "$kind"
    fi
  done
}

tunnel_kind_works() {
  local options
  case $1 in
    vxlan) options="id 1 dstport 4789 remote 192.0.2.1 local 192.0.2.2" ;;
    geneve) options="id 1 remote 192.0.2.1" ;;
    ip6*) options="remote 2001:db8::1 local 2001:db8::2" ;;
    *) options="remote 192.0.2.1 local 192.0.2.2" ;;
  esac
  unshare --net ip link add probe0 type "$1" $options 2>/dev/null
}
