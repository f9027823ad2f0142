# Building, and what stands afterwards.

zebra_pids() { local device; for device in "${ROUTERS[@]}"; do frr_pid "$device" zebra; echo; done; }
in_group() { local pid; pid=$(frr_pid pe1 "$1"); [[ -n $pid ]] && cgroup_pids | grep -qx "$pid"; }
core_knows_no_customer() { [[ -z $(ip -n "$(ns p1)" route show 192.168.0.0/16) && -z $(ip -n "$(ns p2)" route show root 192.168.0.0/16) ]]; }
core_knows_no_bgp() { [[ -z $(ip -n "$(ns p1)" route show root 10.200.0.0/16; ip -n "$(ns p2)" route show root 10.200.0.0/16) ]]; }
both_adjacencies() { [[ $(isis_state pe1 to-p1) == Up && $(isis_state pe1 to-p2) == Up ]]; }
spare_is_down() { ip -n "$(ns pe1)" -j link show to-p1-b | jq -e '.[0].flags | index("UP") | not'; }

protection_on_edges() { protection_stands pe1 && protection_stands pe2 && ! protection_stands p1; }
# The flow takes one of the two paths.
rsvp_te_seen() { alert_seen pe2 to-p1 0=46 9=2e 34=0107 || alert_seen pe2 to-p2 0=46 9=2e 34=0107; }

host_before=$(host_state)
check_exit 0 'is up \(6 devices' "$LAB_HOME/up"
check_equal "the host's network is as before" "$host_before" "$(host_state)"
before=$(zebra_pids)
check_exit 0 'is up already' "$LAB_HOME/up"
check_equal "a second 'up' restarts nothing" "$before" "$(zebra_pids)"
check_exit 0 'isis; pe1 to pe2: 2 IPv4 and 2 IPv6' "$LAB_HOME/status"
check "both adjacencies of pe1 are up" both_adjacencies
check "the tunnel carries IPv4 and IPv6" tunnel_works
check "the core does not know the customers" core_knows_no_customer
check "the spare link is down" spare_is_down
check "zebra runs in pe1's control group" in_group zebra
check "isisd runs in pe1's control group" in_group isisd
check "BGP carries one prefix each way" bgp_works
check "the stream reaches its listener's router" multicast_works
check "the bridges connect the customers" bridges_work
check "the core does not know what BGP carries" core_knows_no_bgp
check "the customers' traffic runs" traffic_running
check_soon 3 "RSVP comes in with Router Alert at pe1" alert_seen pe1 to-ce1 0=46 9=2e 20=94040000
check_soon 3 "RSVP over IPv6 has value 1" alert_seen pe1 to-ce1 0=6 6=00 40=2e 42=05020001
check_soon 3 "PGM has it too" alert_seen ce2 to-pe2 0=46 9=71 20=94040000
check_soon 10 "RSVP-TE comes from pe1 to pe2" rsvp_te_seen
check_soon 3 "ce2 answers" alert_seen ce1 to-pe1 0=45 9=2e 21=02
check_soon 3 "ce2 answers over IPv6" alert_seen ce1 to-pe1 0=6 6=2e 41=02
check_soon 15 "the bridge asks for listeners of IPv6" alert_seen ce2 to-pe2-l2 0=6 6=00 40=3a 42=05020000 48=82
check "the edges limit Router Alert" protection_on_edges
check "the inventory is complete" jq -e --arg p "$PREFIX" '
  .version == 1 and .lab == $p and (.devices | length) == 6 and (.links | length) == 7 and (.tunnelKinds | index("vxlan") != null)
  and .services[0].parameters["tunnel-address2"] == "172.16.100.2" and [.services[].type] == ["tunnel", "rao-transit", "rsvp-path"]
  and all(.devices[]; .namespace == $p + "-" + .name and .netnsPath == "/run/netns/" + .namespace)
  and (.devices[] | select(.name == "pe1") | .frr.daemons == ["zebra","isisd","bgpd","pimd"] and .loopback4 == "10.255.0.1")
  and (.devices[] | select(.name == "ce1") | .frr == null and .loopback4 == null)' "$INVENTORY"
for file in $(jq -r '.devices[].cgroup | select(.) | .path // .memory, .cpu // empty' "$INVENTORY"); do
  check "the control group $file exists" test -d "$file"
done
