# Router Alert: the packets with it that a healthy network has, the protection of the edges, and the pieces that its faults share.

readonly ROUTER_ALERT="$LAB_HOME/lib/router-alert.pl"

# Path of RSVP (IPv4, and IPv6 with value 1) and PGM between the customers, Path of RSVP-TE between the edges, one of each a second.
# Both ends listen: Resv comes back, and nothing is refused as an unknown protocol. None of them sets IP_ROUTER_ALERT: what passes is forwarded.
alerts_start() {
  customer_start alerts-ce2 ce2 perl "$ROUTER_ALERT" run
  customer_start alerts-pe2 pe2 perl "$ROUTER_ALERT" run
  customer_start alerts-pe1 pe1 perl "$ROUTER_ALERT" run rsvp-te "${LOOPBACK4[pe1]}" "${LOOPBACK4[pe2]}"
  customer_start alerts-ce1 ce1 perl "$ROUTER_ALERT" run rsvp "$CE1_ADDRESS4" "$CE2_ADDRESS4" -- rsvp "$CE1_ADDRESS6" "$CE2_ADDRESS6" value=1 -- \
    pgm "$CE1_ADDRESS4" "$CE2_ADDRESS4"
}
alerts_running() { local device; for device in ce1 ce2 pe1 pe2; do customer_running "alerts-$device" "$device" || return 1; done; }

# Router Alert in every form that a rule can see: value 0 anywhere among the options, another value in the first one (IPv4); first, and behind
# padding of two octets (IPv6). The rules come one after the other, each with the same words behind its match.
alert_rules() { # words before the match, words behind it
  printf '    %s %s %s\n' "$1" 'ip option ra exists' "$2" "$1" 'ip hdrlength > 5 @nh,160,8 0x94' "$2" \
    "$1" 'ip6 nexthdr 0 @nh,336,16 0x0502' "$2" "$1" 'ip6 nexthdr 0 @nh,352,16 0x0502' "$2"
}

# The recommended protection of an edge (RFC 6398, section 4.3 and 5): each protocol has a limit of its own, well above what anybody needs, for the
# customers' packets, also those out of the tunnel, and another for all others, the core's. Beyond it they are dropped and counted; no option is taken away.
readonly PROTECTION=router_alert
protection_put() { # device
  {
    printf 'table inet %s\ndelete table inet %s\ntable inet %s {\n' "$PROTECTION" "$PROTECTION" "$PROTECTION"
    protection_limits customers 500
    protection_limits core 1000
    printf '  chain prerouting {\n    type filter hook prerouting priority raw; policy accept;\n'
    alert_rules "iifname { \"${CUSTOMER_INTERFACE[$1]}\", \"$TUNNEL\" }" 'goto customers'
    alert_rules "iifname != { \"${CUSTOMER_INTERFACE[$1]}\", \"$TUNNEL\" }" 'goto core'
    printf '  }\n}\n'
  } | in_ns "$1" nft -f -
}
protection_limits() { # chain, packets a second
  local protocol
  printf '  chain %s {\n' "$1"
  for protocol in igmp rsvp 113 udp tcp 'icmpv6 icmpv6 type { 130, 131, 132, 143 }'; do
    printf '    meta l4proto %s limit rate over %d/second burst %d packets counter drop\n    meta l4proto %s accept\n' "$protocol" "$2" $(($2 / 5)) "$protocol"
  done
  printf '    limit rate over %d/second burst %d packets counter drop\n  }\n' "$2" $(($2 / 5))
}
protection_drop() { nft_table_drop "$1" "$PROTECTION"; }
protection_stands() { in_ns "$1" nft list table inet "$PROTECTION" >/dev/null 2>&1; }

# A program of router-alert.pl on a device, as a hog: it ends by itself after half an hour.
alert_hog() { local device=$1 name=$2; shift 2; require_cgroup; hog_start "$device" "$name" 'exec "perl", @ARGV' "$ROUTER_ALERT" "$@"; }

# How many of some packets come from one device to another, how many of them with the option, and the last one's time to live (of 64).
readonly ALERT_MARK=21057
alerts_between() { # device device kind from to count settings...
  local source=$1 target=$2 kind=$3 from=$4 to=$5 count=$6; shift 6
  in_ns "$target" perl "$ROUTER_ALERT" watch "$count" "$from" "$to" -- \
    nsenter --net="/run/netns/$(ns "$source")" perl "$ROUTER_ALERT" send "$kind" "$from" "$to" count="$count" rate=100 id="$ALERT_MARK" "$@" 2>/dev/null
}
alerts_of_customers() { local kind=$1 count=$2; shift 2; alerts_between ce1 ce2 "$kind" "$CE1_ADDRESS4" "$CE2_ADDRESS4" "$count" "$@"; }
alerts6_of_customers() { local kind=$1 count=$2; shift 2; alerts_between ce1 ce2 "$kind" "$CE1_ADDRESS6" "$CE2_ADDRESS6" "$count" "$@"; }
alerts_of_edges() { local kind=$1 count=$2; shift 2; alerts_between pe1 pe2 "$kind" "${LOOPBACK4[pe1]}" "${LOOPBACK4[pe2]}" "$count" "$@"; }
alerts6_of_edges() { local kind=$1 count=$2; shift 2; alerts_between pe1 pe2 "$kind" "${LOOPBACK6[pe1]}" "${LOOPBACK6[pe2]}" "$count" "$@"; }

# A table of a fault with one chain of rules from standard input, and before it what other chains and objects they need.
alert_table_put() { # device table hook priority [chains]
  { printf 'table inet %s {\n%s\n  chain %s {\n    type filter hook %s priority %s; policy accept;\n' "$2" "${5:-}" "$3" "$3" "$4"; cat; printf '  }\n}\n'; } | nft_table_put "$1" "$2"
}

# The option is overwritten where it stands first, behind padding or behind another option, with other words; others there are for each place.
# Those of 'neutral' are the option's own, in another order behind an end of options: the header's checksum stays right (IPv4).
alert_overwrite() { # words before the match, neutral|padding
  local first=0x00009404 other=0x00019404 odd=0x00049400 long=0x00009406
  [[ $2 == neutral ]] || first=0x01010101 other=$first odd=$first long=$first
  printf '    %s ip hdrlength > 5 %s\n' "$1" "@nh,160,32 0x94040000 @nh,160,32 set $first" "$1" "@nh,160,32 0x94040001 @nh,160,32 set $other" \
    "$1" "@nh,160,32 0x94060000 @nh,160,32 set $long" "$1" "@nh,160,32 0x01010101 @nh,192,32 0x94040000 @nh,192,32 set $first" \
    "$1" "@nh,160,16 0x0707 @nh,216,32 0x94040000 @nh,216,32 set $odd"
}
# In IPv6 it becomes padding of the same length; nothing sums over it.
alert_overwrite6() { printf '    %s ip6 nexthdr 0 @nh,%s,16 0x0502 @nh,%s,32 set 0x01020000\n' "$1" 336 336 "$1" 352 352; }

# A counter of a device's raw sockets of one protocol: what they lost for want of room.
raw_drops() { in_ns "$1" awk -v p="$(printf '%04X' "$2")" '$2 ~ ":" p "$" { n += $NF } END { print n + 0 }' /proc/net/raw; } # device protocol
readonly CORE_WAY='iifname { "to-pe1", "to-pe1-b" } oifname "to-pe2"'

# A packet with these octets, counted from the IP header, comes in on an interface within three seconds.
alert_seen() { # device interface AT=HEX...
  local device=$1 interface=$2; shift 2
  in_ns "$device" perl "$ROUTER_ALERT" see 3 "$(interface_counter "$device" "$interface" ifindex)" "$@"
}

# Packets with Router Alert that a device carries from pe1 to pe2 go to a queue (IPv4), and are lost where nobody listens to it: the option first,
# behind four octets of padding, and behind a Record Route of seven. By iptables, whose queue more kernels have than that of nftables; nothing else in
# the lab has tables of iptables.
alert_queue_put() { # device queue
  local place
  command -v iptables >/dev/null || fail "$EXIT_MISSING" "missing Debian package: iptables. Install it with: apt-get install -y iptables"
  alert_queue_drop "$1"
  for place in '20>>24&0xFF=0x94' '20=0x01010101 && 24>>24&0xFF=0x94' '20>>16&0xFFFF=0x0707 && 27>>24&0xFF=0x94'; do
    in_ns "$1" iptables -w -t mangle -A FORWARD -i to-pe1 -o to-pe2 -m u32 --u32 "0>>24&0xF=6:15 && $place" -j NFQUEUE --queue-num "$2"
  done
}
alert_queue_drop() { printf 'table ip mangle\ndelete table ip mangle\n' | in_ns "$1" nft -f -; }
