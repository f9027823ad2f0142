# Questions about the running lab, each answered by exit code, from the kernel and from FRR; no side effects.

# How many next hops the kernel of a router has installed towards an address.
nexthop_count() { # device address
  local family=-4
  [[ $2 == *:* ]] && family=-6
  ip -n "$(ns "$1")" -j "$family" route show "$2" 2>/dev/null |
    jq 'if length == 0 then 0 else .[0] | if .nexthops then .nexthops | length else 1 end end' 2>/dev/null || echo 0
}

ecmp_is() { # device count: towards the other edge, in both families
  local far=${TUNNEL_PEER[$1]}
  [[ $(nexthop_count "$1" "${LOOPBACK4[$far]}") == "$2" && $(nexthop_count "$1" "${LOOPBACK6[$far]}") == "$2" ]]
}

routing_converged() { ecmp_is pe1 2 && ecmp_is pe2 2; }

# State of the IS-IS adjacency over an interface: Up, Initializing, Down, or nothing when the neighbour is not known.
isis_state() { # device interface
  vty "$1" 'show isis neighbor json' 2>/dev/null |
    jq -r --arg i "$2" '[.areas[].circuits[]? | if type == "array" then .[] else . end | select(.interface? == $i or .interface?.name? == $i) | .state // .interface.state][0] // ""'
}

# State of the OSPF and the OSPFv3 neighbour over an interface: Full, ExStart, ..., or nothing when there is none.
ospf_state() { # device interface
  vty "$1" 'show ip ospf neighbor json' 2>/dev/null |
    jq -r --arg i "$2:" '[.neighbors[][] | select(.ifaceName | startswith($i)) | .converged][0] // ""'
}
ospf6_state() { # device interface
  vty "$1" 'show ipv6 ospf6 neighbor json' 2>/dev/null | jq -r --arg i "$2" '[.neighbors[] | select(.interfaceName == $i) | .state][0] // ""'
}

route_protocol() { # device address/length -> isis, ospf, ... of the selected route in FRR
  vty "$1" "show ip route $2 json" 2>/dev/null | jq -r '[.[][] | select(.selected)][0].protocol // ""'
}

# The routing protocol that carries the edges' reachability.
igp() { route_protocol pe1 "${LOOPBACK4[pe2]}/32"; }

ping_tunnel4() { in_ns ce1 ping -n -q -c 1 -W 1 "$CE2_ADDRESS4" >/dev/null 2>&1; }
ping_tunnel6() { in_ns ce1 ping -n -q -c 1 -W 1 "$CE2_ADDRESS6" >/dev/null 2>&1; }
tunnel_works() { ping_tunnel4 && ping_tunnel6; }

# State of a session, and the prefixes that came over it.
bgp_session() { # device
  vty "$1" "show bgp neighbors ${LOOPBACK4[${TUNNEL_PEER[$1]}]} json" 2>/dev/null |
    jq -r '.[] | "\(.bgpState) \(.addressFamilyInfo.ipv4Unicast.acceptedPrefixCounter)"'
}
bgp_works() { [[ $(bgp_session pe1) == 'Established 1' && $(bgp_session pe2) == 'Established 1' ]]; }

pim_neighbours() { vty "$1" 'show ip pim neighbor json' 2>/dev/null | jq --arg i "$TUNNEL" '.[$i] // {} | length'; } # device
# The stream leaves through the device that has the listener.
stream_forwarded() {
  [[ $(vty pe2 'show ip mroute json' 2>/dev/null | jq --arg g "$STREAM_GROUP" --arg s "$STREAM_SOURCE" '.[$g][$s].oilSize // 0') == 1 ]]
}
multicast_works() { [[ $(pim_neighbours pe1) == 1 && $(pim_neighbours pe2) == 1 ]] && stream_forwarded; }

bridges_work() { in_ns ce1 ping -n -q -c 1 -W 1 "${BRIDGE_ADDRESS[ce2]}" >/dev/null 2>&1; }

# Everything that 'up' promises.
lab_works() { routing_converged && tunnel_works && bgp_works && multicast_works && bridges_work; }

# What a finished 'up' leaves: all namespaces, zebra and one routing protocol on each router.
lab_complete() {
  local device
  [[ -s $INVENTORY ]] || return 1
  for device in "${DEVICES[@]}"; do netns_exists "$device" || return 1; done
  for device in "${ROUTERS[@]}"; do
    [[ -n $(frr_pid "$device" zebra) ]] || return 1
    [[ -n $(frr_pid "$device" isisd) || -n $(frr_pid "$device" ospfd) ]] || return 1
    ! is_edge "$device" || [[ -n $(frr_pid "$device" bgpd) && -n $(frr_pid "$device" pimd) ]] || return 1
  done
  traffic_running
}

# Whether anything of this lab exists, including what an interrupted command left.
lab_anything() {
  local device root
  [[ ! -e $STATE ]] || return 0
  for device in "${DEVICES[@]}"; do
    if netns_exists "$device" || [[ -e $FRR_RUN/$(ns "$device") || -e $FRR_ETC/$(ns "$device") ]]; then return 0; fi
  done
  while read -r root; do [[ ! -e $root ]] || return 0; done < <(cgroup_roots)
  return 1
}

faults_on() { [[ ! -d $FAULT_STATE ]] || ls -1 "$FAULT_STATE"; }
