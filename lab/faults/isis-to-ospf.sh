SUMMARY='OSPF and OSPFv3 replace IS-IS on the four routers, make before break; off brings IS-IS back.'
AFFECTS='pe1/isisd pe2/isisd p1/isisd p2/isisd'
EXPECTED='is-is: gone from the graph, ospf stands in its place; reachability stays'
DETECT_S=10
CONFLICTS='isis-adjacency-lost ecmp-path-lost third-path interface-down'

apply() { change_protocol ospf 'ospfd ospf6d' 'isisd'; }
revert() { change_protocol isis 'isisd' 'ospfd ospf6d'; }
visible() { [[ $(igp) == ospf ]] && routing_converged && [[ -z $(frr_pid pe1 isisd) ]]; }

# The new protocol's neighbours and routes are there before the old protocol goes.
change_protocol() { # name new-daemons old-daemons
  local device daemon
  for daemon in $2; do for device in "${ROUTERS[@]}"; do frr_start "$device" "$daemon"; done; done
  wait_until 30 "$1 on all routers" "$1_ready" || return 1
  for daemon in $3; do frr_stop_everywhere "$daemon"; done
  wait_until 15 "two paths by $1" routing_converged || return 1
  inventory_write
}

# Both families, both paths, on both edges.
ospf_ready() {
  local edge far
  for edge in pe1 pe2; do
    far=${TUNNEL_PEER[$edge]}
    [[ $(paths_in_frr "$edge" ip "${LOOPBACK4[$far]}/32" ospf) == 2 && $(paths_in_frr "$edge" ipv6 "${LOOPBACK6[$far]}/128" ospf6) == 2 ]] || return 1
  done
}

isis_ready() {
  local edge far
  for edge in pe1 pe2; do
    far=${TUNNEL_PEER[$edge]}
    [[ $(paths_in_frr "$edge" ip "${LOOPBACK4[$far]}/32" isis) == 2 && $(paths_in_frr "$edge" ipv6 "${LOOPBACK6[$far]}/128" isis) == 2 ]] || return 1
  done
}

# Next hops FRR knows by one protocol, used or not.
paths_in_frr() { # device ip|ipv6 prefix protocol
  vty "$1" "show $2 route $3 json" | jq --arg p "$4" '[.[][] | select(.protocol == $p)][0].nexthops | map(select(.ip)) | length'
}
