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

route_protocol() { # device address/length -> isis, ospf, ... of the selected route in FRR
  vty "$1" "show ip route $2 json" 2>/dev/null | jq -r '[.[][] | select(.selected)][0].protocol // ""'
}

# The routing protocol that carries the edges' reachability.
igp() { route_protocol pe1 "${LOOPBACK4[pe2]}/32"; }

ping_tunnel4() { in_ns ce1 ping -n -q -c 1 -W 1 "$CE2_ADDRESS4" >/dev/null 2>&1; }
ping_tunnel6() { in_ns ce1 ping -n -q -c 1 -W 1 "$CE2_ADDRESS6" >/dev/null 2>&1; }
tunnel_works() { ping_tunnel4 && ping_tunnel6; }

# Everything that 'up' promises.
lab_works() { routing_converged && tunnel_works; }

# What a finished 'up' leaves: all namespaces, zebra and one routing protocol on each router.
lab_complete() {
  local device
  [[ -s $INVENTORY ]] || return 1
  for device in "${DEVICES[@]}"; do netns_exists "$device" || return 1; done
  for device in "${ROUTERS[@]}"; do
    [[ -n $(frr_pid "$device" zebra) ]] || return 1
    [[ -n $(frr_pid "$device" isisd) || -n $(frr_pid "$device" ospfd) ]] || return 1
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
