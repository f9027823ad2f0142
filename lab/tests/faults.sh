# Every fault: it shows, it does what it says and no more, and it goes without a trace. What it requires is on before and goes after it.

isis_is() { [[ $(isis_state pe1 "$1") == "$2" ]]; } # interface state
paths() { [[ $(nexthop_count pe1 "${LOOPBACK4[pe2]}") == "$1" ]]; }
core_reachable() { in_ns pe1 ping -n -q -c 3 -i 0.2 -W 1 -I "${LOOPBACK4[pe1]}" "${LOOPBACK4[pe2]}"; }
daemons_in_inventory() { [[ $(jq -c '.devices[] | select(.name == "pe1") | .frr.daemons' "$INVENTORY") == "$1" ]]; }
# Of 200 probes between the loopbacks; the bounds are missed by chance less than once in a hundred thousand times.
loss_is_about_30() {
  local received
  received=$(in_ns pe1 ping -n -q -i 0.01 -c 200 -W 1 -I "${LOOPBACK4[pe1]}" "${LOOPBACK4[pe2]}" | sed -n 's/.* \([0-9]*\) received.*/\1/p')
  echo "$received of 200 received"
  ((received > 108 && received < 170))
}
no_bgp_route() { [[ -z $(ip -n "$(ns pe1)" route show "${BGP_ADDRESS[pe2]}") ]]; }
bgp_has() { [[ $(bgp_session pe1) == "$1"* ]]; }
# What the lab has of its own are perl as well: the servers of ce2, the listener, and those that speak RSVP.
no_hog() {
  local own
  own=$(cat "$STATE"/{name-server,tcp-server,listener,alerts-*}.pid | paste -sd '|')
  ! cgroup_pids | grep -vxE "$own" | xargs -r ps -o comm= -p | grep -x perl
}
tables() { local device; for device in "${DEVICES[@]}"; do in_ns "$device" nft list tables; done; }
servers_answer() { tcp_connects && [[ $(dns_lookup) == "$DNS_ANSWER" ]]; }
no_rule_left() { ! ip -n "$(ns p1)" rule | grep -q 7200 && ! in_ns pe1 tc qdisc show dev to-p2 | grep -q tbf && ! in_ns ce2 tc qdisc show dev to-pe2 | grep -q tbf; }

also_interface-down() {
  check_soon 5 "pe1 - p1: the adjacency goes" isis_is to-p1 ''
  check_soon 5 "pe1 - p1 down: one path is left" paths 1
  check "pe1 - p1 down: the tunnel works on" tunnel_works
}
also_packet-loss() {
  check "30 % are lost" loss_is_about_30
  check "loss: IS-IS is not touched" isis_is to-p1 Up
  check "loss: two paths stay" paths 2
}
also_interface-errors() { check "errors: two paths stay" paths 2; check "errors: the core is sound" core_reachable; }
also_ecmp-path-lost() {
  check "path lost: the adjacency stays" isis_is to-p2 Up
  check "path lost: pe2 has one path in IPv4 and IPv6" ecmp_is pe2 1
  check "path lost: the tunnel works" tunnel_works
  check_exit 6 'cannot be on together' "$LAB_HOME/fault" isis-to-ospf on
}
also_third-path() { check "third path: adjacency over it" isis_is to-p1-b Up; check "third path: the tunnel works" tunnel_works; }
also_isis-adjacency-lost() {
  check_soon 5 "adjacency lost: one path is left" paths 1
  check "adjacency lost: the tunnel works" tunnel_works
  check "adjacency lost: the link answers" in_ns pe1 ping -n -q -c 1 -W 1 10.0.0.3
}
also_isis-to-ospf() {
  check "ospf: the tunnel works" tunnel_works
  check "ospf: the inventory says so" daemons_in_inventory '["zebra","ospfd","ospf6d","bgpd","pimd"]'
  check_exit 0 'routing +ospf;' "$LAB_HOME/status"
  check_exit 6 'cannot be on together' "$LAB_HOME/fault" isis-adjacency-lost on
  check_exit 0 'is up already' "$LAB_HOME/up"
}
also_ospf-neighbour-lost() {
  check_soon 5 "OSPF neighbour lost: one path is left" ecmp_is pe1 1
  check "OSPF neighbour lost: the tunnel works" tunnel_works
  check "OSPF neighbour lost: the link answers" in_ns pe1 ping -n -q -c 1 -W 1 10.0.0.3
  check_equal "OSPF neighbour lost: p2 and pe2 stay neighbours" 'Full Full' "$(ospf_state pe2 to-p2) $(ospf6_state pe2 to-p2)"
}
also_tunnel-misconfigured() { check "wrong remote: the core is sound" core_reachable; check "wrong remote: two paths stay" paths 2; }
also_memory-pressure() { check "memory: IS-IS stays" isis_is to-p1 Up; }
also_bgp-session-down() {
  check "bgp down: the route is gone" no_bgp_route
  check "bgp down: the tunnel works" tunnel_works
  check "bgp down: two paths stay" paths 2
  check_exit 6 'cannot be on together' "$LAB_HOME/fault" route-withdrawn on
}
also_route-withdrawn() { check "withdrawn: the session stays" bgp_has Established; check "withdrawn: the tunnel works" tunnel_works; }
also_ecmp-imbalance() {
  check "imbalance: two paths stay" paths 2
  check "imbalance: the tunnel works" tunnel_works
  check_exit 6 'cannot be on together' "$LAB_HOME/fault" isis-to-ospf on
}
also_vxlan-fdb-lost() { check "no flood entry: the tunnel works" tunnel_works; check "no flood entry: the core is sound" core_reachable; }
also_pim-neighbour-lost() { check "pim: the tunnel works" tunnel_works; check "pim: BGP stays" bgp_has Established; }
also_cpu-pressure() { sleep 3; check "cpu: IS-IS stays" isis_is to-p1 Up; check "cpu: the tunnel works" tunnel_works; }
also_interface-flapping() { check "flapping: the adjacencies of pe1 stay" isis_is to-p2 Up; check "flapping: the host's interface is left alone" in_ns ce1 ip link show to-pe1 up; }
also_interface-busy() { check "busy: IS-IS stays" isis_is to-p2 Up; check "busy: the tunnel works" tunnel_works; }
also_mtu-mismatch() { check "mtu: small packets pass" tunnel_works; check "mtu: the core is sound" core_reachable; }
also_neighbour-lost() { check "neighbour: IS-IS, which needs no IP, stays" isis_is to-p1 Up; check "neighbour: two paths stay" paths 2; }
also_delay() { check "delay: nothing is lost" core_reachable; check "delay: IS-IS stays" isis_is to-p1 Up; check "delay: two paths stay" paths 2; }
also_path-mtu() { check "path mtu: small packets pass" core_reachable; check "path mtu: IS-IS stays" isis_is to-p1 Up; }
also_name-server-down() { check "name server: the TCP service works" tcp_connects; check "name server: ce2 answers" tunnel_works; }
also_name-server-wrong() { check "name server: the TCP service works" tcp_connects; check_exit 6 'cannot be on together' "$LAB_HOME/fault" name-server-down on; }
also_tcp-service-down() { check_equal "tcp service: the name server works" "$DNS_ANSWER" "$(dns_lookup)"; check "tcp service: ce2 answers" tunnel_works; }
also_gateway-lost() { check "gateway: the link stays up" in_ns ce1 grep -qx 1 /sys/class/net/to-pe1/carrier; check "gateway: IPv6 works" ping_tunnel6; check "gateway: the core is sound" core_reachable; }
also_listener-lost() { check "listener: the PIM neighbour stays" pim_neighbour_stays; check "listener: the tunnel works" tunnel_works; }
also_stream-lost() { check "stream: the PIM neighbour stays" pim_neighbour_stays; check "stream: its route stays" stream_forwarded; check "stream: the tunnel works" tunnel_works; }
also_ttl-expired() { check "time to live: the tunnel works" tunnel_works; check "time to live: two paths stay" paths 2; }
also_tcp-retransmissions() { check "tcp: the services of ce2 work" servers_answer; check "tcp: the tunnel works" tunnel_works; }
also_interface-discards() { check "discards: no errors" in_ns ce1 grep -qx 0 /sys/class/net/to-pe1/statistics/rx_errors; check "discards: the tunnel works" tunnel_works; }
also_queue-drops() { check "queue: the core is sound" core_reachable; check "queue: ce1 reaches its gateway" in_ns ce1 ping -n -q -c 1 -W 1 192.168.1.1; }

# Router Alert: what comes through, of five packets or as many as are said.
customers_get() { local want=$1; shift; [[ "$(alerts_of_customers "$@") " == "$want "* ]]; }
customers6_get() { local want=$1; shift; [[ "$(alerts6_of_customers "$@") " == "$want "* ]]; }
edges_get() { local want=$1; shift; [[ "$(alerts_of_edges "$@") " == "$want "* ]]; }
edges6_get() { local want=$1; shift; [[ "$(alerts6_of_edges "$@") " == "$want "* ]]; }
core_is_well() { isis_is to-p1 Up && paths 2 && tunnel_works; }
protection_whole() { local device; for device in pe1 pe2; do (($(in_ns "$device" nft list table inet "$PROTECTION" | grep -c 'limit rate over') == 14)) || return 1; done; }
no_mark_rule() { ! ip -n "$(ns pe1)" rule | grep -q 7301 && ! ip -n "$(ns pe1)" link show vxlan301 2>/dev/null; }
quotas_stand() { ! grep -hxE -- '-1|max .*' "$(cgroup_path ce1 cpu)"/cpu.{cfs_quota_us,max} 2>/dev/null; }
drops_of() { in_ns "$1" nft -j list table inet "$PROTECTION" | jq --arg p "$2" '[.nftables[].rule? | select(.chain == "customers") | .expr | select(any(.[]; .match?.right? == $p)) | .[].counter?.packets // empty] | add'; } # device protocol

also_rao-drop() {
  check "drop: packets without the option pass" edges_get '5 0' udp 5 form=none
  check "drop: so do the customers' with it, in the tunnel" customers_get '5 5' rsvp 5
  check "drop: other forms are dropped as well" edges_get 0 udp 5 form=behind-padding
  check "drop: the core is well" core_is_well
}
also_rao-drop-customer() {
  check "drop at the edge: packets without the option pass" customers_get '5 0' udp 5 form=none
  check "drop at the edge: the core's pass" edges_get '5 5' rsvp-te 5
  check "drop at the edge: value 1 is dropped as well" customers_get 0 udp 5 value=1
}
also_rao-strip() {
  check "strip: behind padding too" edges_get '5 0' udp 5 form=behind-padding
  check "strip: value 1 too" edges_get '5 0' udp 5 value=1
  check "strip: behind another option too" edges_get '5 0' udp 5 form=behind-option
  check "strip: IPv6, behind padding too" edges6_get '5 0' udp 5 form=behind-padding
  check "strip: the customers keep theirs" customers_get '5 5' rsvp 5
  check_exit 6 'cannot be on together' "$LAB_HOME/fault" rao-drop on
}
also_rao-strip-broken() { check "broken: IPv6 is left alone" edges6_get '5 5' udp 5; check "broken: packets without the option pass" edges_get '5 0' udp 5 form=none; check "broken: the core is well" core_is_well; }
also_rao-police-shared() { check "shared limit: packets without the option pass" customers_get '40 0' udp 40 form=none; check "shared limit: the core's pass" edges_get '40 40' rsvp-te 40; }
also_rao-police-protocol() { check "limits: RSVP at its usual rate passes" customers_get '5 5' rsvp 5 rate=5; check "limits: packets without the option pass" customers_get '100 0' udp 100 form=none rate=200; }
also_rao-tunnelled() { check "other way: RSVP takes it too" customers_get '5 5 63' rsvp 5; check "other way: without the option it is the usual one" customers6_get '5 0 62' udp 5 form=none; check "other way: the core is well" core_is_well; }
also_rao-punt-socket() { check "socket: other protocols pass" edges_get '5 5' udp 5; check "socket: RSVP without the option passes" edges_get '5 0' rsvp 5 form=none; check "socket: the core is well" core_is_well; }
also_rao-punt-queue() { check "queue: packets without the option pass" edges_get '5 0' udp 5 form=none; check "queue: IPv6 passes" edges6_get '5 5' udp 5; check "queue: the core is well" core_is_well; }
also_rao-queue-unheard() { check "unheard: IPv6 passes" edges6_get '5 5' udp 5; check "unheard: the core is well" core_is_well; }
also_rao-pimd-punts() { check "pimd: RSVP passes" customers_get '5 5' rsvp 5; check "pimd: the stream is forwarded" stream_forwarded; }
also_rao-flood() { check "flood: RSVP has a limit of its own" customers_get '10 10' rsvp 10; check "flood: IGMP loses nothing" [ "$(drops_of pe1 igmp)" == 0 ]; check "flood: BGP stays" bgp_has Established; check "flood: IS-IS stays" isis_is to-p1 Up; }
also_rao-flood-rsvp() { check "flood: PGM has a limit of its own" customers_get '10 10' pgm 10; check "flood: IGMP loses nothing" [ "$(drops_of pe1 igmp)" == 0 ]; check "flood: the core's RSVP-TE passes" edges_get '10 10' rsvp-te 10; }
also_rao-unknown-protocol() { check "unknown protocol: RSVP passes" customers_get '5 5' rsvp 5; check "unknown protocol: IPv6 is dropped too" customers6_get 0 protocol-253 5; }
also_rao-udp() { check "application: RSVP passes" customers_get '5 5' rsvp 5; check "application: the limit drops nothing" [ "$(drops_of pe1 igmp)" == 0 ]; }
also_rao-unassigned-value() { check "value: it is carried" customers_get '5 5' rsvp 5 value=40000; check "value: also in IPv6" customers6_get '5 5' rsvp 5 value=100; }
also_rao-malformed() { check "malformed: it is carried" customers_get '5 5' rsvp 5 form=wrong-length; check "malformed: the usual form too" customers_get '5 5' rsvp 5; }
also_rao-outside() { check "outside: the core is well" core_is_well; }
also_rao-class-starved() { check "class: other protocols of the core pass" edges_get '20 20' udp 20; check "class: RSVP without the option passes" edges_get '20 0' rsvp-te 20 form=none; check "class: the core is well" core_is_well; }
also_rao-evasion() { check "evasion: value 1 passes in IPv6" customers6_get '5 5' rsvp 5 value=1; check "evasion: value 0 does not" customers6_get 0 rsvp 5; }
also_rao-limit-missing() { check "no limit: pe2 keeps its own" protection_stands pe2; check "no limit: RSVP passes" customers_get '5 5' rsvp 5; }
also_mrd-unexpected() { check "mrd: the stream is forwarded" stream_forwarded; check "mrd: the tunnel works" tunnel_works; }
also_igmp-without-router-alert() { sleep 3; check "no option: the stream is forwarded" stream_forwarded; check_exit 6 'cannot be on together' "$LAB_HOME/fault" listener-lost on; }
also_control-starved() { check "favoured: RSVP is sent on" customers_get '5 5' rsvp 5; check "favoured: OSPF's and IS-IS's neighbours stay" core_is_well; }
pim_neighbour_stays() { [[ $(pim_neighbours pe2) == 1 ]]; }

required() { (fault_load "$1"; printf '%s' "$REQUIRES"); }
faults_now() { printf '"faults":\[%s\]' "$(printf '"%s"\n' "$@" | sort | paste -sd ,)"; } # as a pattern
require() { # fault, and what it requires
  local fault=$1 other; shift
  for other in "$@"; do
    check_exit 6 "requires '$other', which is off" "$LAB_HOME/fault" "$fault" on
    check_exit 0 'is on; .*Effect visible' "$LAB_HOME/fault" "$other" on --wait
  done
}
still_required() { # fault, and what it requires
  local fault=$1 other; shift
  for other in "$@"; do check_exit 6 "is required by '$fault', which is on" "$LAB_HOME/fault" "$other" off; done
}
release() { local other; for other in "$@"; do check_exit 0 'is off.*Restored' "$LAB_HOME/fault" "$other" off --wait; done; }

# With 'lab/test --quick' only a few of the faults of Router Alert are tried.
tried() {
  [[ $quick == true ]] || return 0
  case $1 in
    rao-drop | rao-outside | rao-udp | rao-malformed) return 0 ;;
    rao-* | control-starved | mrd-unexpected | igmp-without-router-alert) return 1 ;;
  esac
}

for fault in $(fault_names); do
  tried "$fault" || continue
  note "  $fault"
  mapfile -t others < <(required "$fault" | xargs -rn 1)
  require "$fault" "${others[@]}"
  check_exit 0 'is on; .*Effect visible' "$LAB_HOME/fault" "$fault" on --wait
  check_exit 0 'is on already' "$LAB_HOME/fault" "$fault" on
  check_exit 0 "$(faults_now "$fault" "${others[@]}")" "$LAB_HOME/status" --json
  "also_$fault"
  still_required "$fault" "${others[@]}"
  check_exit 0 'is off.*Restored' "$LAB_HOME/fault" "$fault" off --wait
  check_exit 0 'is off already' "$LAB_HOME/fault" "$fault" off
  release "${others[@]}"
done
check "no pressing process is left" no_hog
check "the servers of ce2 run again" servers_answer
check "no rule and no queue is left" no_rule_left
check "the inventory names IS-IS again" daemons_in_inventory '["zebra","isisd","bgpd","pimd"]'
check_equal "the tables are those of a healthy lab again" "table inet $PROTECTION"$'\n'"table inet $PROTECTION" "$(tables)"
check "the edges' protection is whole" protection_whole
check "no other way is left for what is marked" no_mark_rule
check "the quotas are as before" quotas_stand
check_exit 0 'faults +none' "$LAB_HOME/status"
