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
# The two servers of ce2 are perl as well, and so is the listener.
no_hog() { (($(cgroup_pids | grep -vx "$(cat "$STATE/listener.pid")" | xargs -r ps -o comm= -p | grep -cx perl) == 2)); }
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

for fault in $(fault_names); do
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
check_equal "nftables is empty again" "" "$(for device in "${DEVICES[@]}"; do in_ns "$device" nft list tables; done)"
check_exit 0 'faults +none' "$LAB_HOME/status"
