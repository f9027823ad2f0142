# FRR, one instance per router: the path space is the namespace's name. Every daemon reads its own file, so that one that
# is started later (OSPF for IS-IS) needs nobody to configure it.

readonly ISIS_AREA=CORE

vty() { local device=$1; shift; local args=(); for c in "$@"; do args+=(-c "$c"); done; vtysh -N "$(ns "$device")" "${args[@]}"; }

# Without kernel next-hop objects: the kernel takes a member out of a group when its interface goes down, and zebra (8.4), which
# keeps unused groups for three minutes, believes the group complete when it needs it again; the path would not come back.
frr_config_zebra() { printf 'hostname %s\nlog file %s/zebra.log warnings\nno zebra nexthop kernel enable\n' "$1" "$(frr_log_dir "$1")"; }

frr_log_dir() { printf '%s/frr/%s' "$STATE" "$1"; }

# isisd applies the lines up to 'hostname' as one transaction. The network entity title comes after it on purpose: together
# with the timers it would take effect before them, and the first LSP then waits for the default of 30 s.
frr_config_isisd() {
  local device=$1 interface
  cat <<EOF
router isis $ISIS_AREA
 is-type level-2-only
 metric-style wide
 topology ipv6-unicast
 lsp-gen-interval 1
 spf-delay-ietf init-delay 50 short-delay 200 long-delay 1000 holddown 2000 time-to-learn 500
exit
hostname $device
log file $(frr_log_dir "$device")/isisd.log warnings
router isis $ISIS_AREA
 net 49.0001.${SYSTEM_ID[$device]}.00
exit
EOF
  for interface in lo $(core_interfaces "$device"); do isis_interface_config "$interface"; done
}

isis_interface_config() {
  printf 'interface %s\n ip router isis %s\n ipv6 router isis %s\n' "$1" "$ISIS_AREA" "$ISIS_AREA"
  if [[ $1 == lo ]]; then
    printf ' isis passive\n'
  else
    printf ' isis circuit-type level-2-only\n isis network point-to-point\n isis hello-interval 1\n isis hello-multiplier 3\n isis metric 10\n'
  fi
  printf 'exit\n'
}

frr_config_ospfd() {
  local device=$1 interface
  printf 'hostname %s\nlog file %s/ospfd.log warnings\n' "$device" "$(frr_log_dir "$device")"
  printf 'interface lo\n ip ospf area 0\nexit\n'
  for interface in $(core_interfaces "$device"); do
    printf 'interface %s\n ip ospf area 0\n ip ospf network point-to-point\n ip ospf hello-interval 1\n ip ospf dead-interval 3\n ip ospf retransmit-interval 1\n ip ospf cost 10\nexit\n' "$interface"
  done
  printf 'router ospf\n ospf router-id %s\n timers throttle spf 50 200 1000\n timers throttle lsa all 200\n timers lsa min-arrival 100\nexit\n' "${LOOPBACK4[$device]}"
}

frr_config_ospf6d() {
  local device=$1 interface
  printf 'hostname %s\nlog file %s/ospf6d.log warnings\n' "$device" "$(frr_log_dir "$device")"
  printf 'interface lo\n ipv6 ospf6 area 0.0.0.0\n ipv6 ospf6 passive\nexit\n'
  for interface in $(core_interfaces "$device"); do
    printf 'interface %s\n ipv6 ospf6 area 0.0.0.0\n ipv6 ospf6 network point-to-point\n ipv6 ospf6 hello-interval 1\n ipv6 ospf6 dead-interval 3\n ipv6 ospf6 retransmit-interval 1\n ipv6 ospf6 cost 10\nexit\n' "$interface"
  done
  printf 'router ospf6\n ospf6 router-id %s\n timers throttle spf 50 200 1000\n timers lsa min-arrival 100\nexit\n' "${LOOPBACK4[$device]}"
}

# The route map comes first and works at once, or what it lets out would wait for the five seconds that FRR gives people to finish a
# change. The next hop is the other end of the tunnel, since the core knows nothing of what BGP carries. The session itself goes over the
# loopbacks, so that it stands for as long as the core does.
frr_config_bgpd() {
  local device=$1 peer=${TUNNEL_PEER[$1]}
  cat <<EOF
hostname $device
log file $(frr_log_dir "$device")/bgpd.log warnings
bgp route-map delay-timer 0
route-map over-the-tunnel permit 10
 set ip next-hop ${TUNNEL4[$device]}
exit
router bgp $BGP_AS
 bgp router-id ${LOOPBACK4[$device]}
 no bgp default ipv4-unicast
 neighbor ${LOOPBACK4[$peer]} remote-as $BGP_AS
 neighbor ${LOOPBACK4[$peer]} update-source lo
 neighbor ${LOOPBACK4[$peer]} timers 1 5
 neighbor ${LOOPBACK4[$peer]} timers connect 1
 neighbor ${LOOPBACK4[$peer]} advertisement-interval 0
 coalesce-time 50
 address-family ipv4 unicast
  network ${BGP_ADDRESS[$device]}/32
  neighbor ${LOOPBACK4[$peer]} activate
  neighbor ${LOOPBACK4[$peer]} route-map over-the-tunnel out
 exit-address-family
exit
EOF
}

frr_config_pimd() {
  local device=$1
  printf 'hostname %s\nlog file %s/pimd.log warnings\n' "$device" "$(frr_log_dir "$device")"
  printf 'interface %s\n ip pim\n ip pim hello 1 3\nexit\n' "$TUNNEL"
  printf 'interface %s\n ip pim passive\n ip igmp\n ip igmp query-interval 10\nexit\n' "${CUSTOMER_INTERFACE[$device]}"
}

# vtysh answers "no daemons" unless these directories belong to frr and vtysh.conf exists.
frr_prepare() {
  local device=$1 name daemon
  name=$(ns "$device")
  [[ -d $FRR_RUN ]] || { : >"$STATE/made-frr-run"; install -d -o frr -g frr -m 755 "$FRR_RUN"; }
  install -d -o frr -g frr -m 750 "$FRR_ETC/$name"
  install -d -o frr -g frr -m 755 "$FRR_RUN/$name" "$(frr_log_dir "$device")" "$(frr_log_dir "$device")"/{tmp,run,run/"$name"}
  for daemon in $(daemons_of "$device"); do "frr_config_$daemon" "$device" >"$FRR_ETC/$name/$daemon.conf"; done
  echo 'no service integrated-vtysh-config' >"$FRR_ETC/$name/vtysh.conf"
  chown frr:frr "$FRR_ETC/$name"/*.conf
  chmod 640 "$FRR_ETC/$name"/*.conf
}

# The pid of a running daemon of this device, or nothing. A pid file alone is not believed: the number may belong to
# somebody else by now, so the process must also live in the device's namespace.
frr_pid() {
  local file pid
  file="$FRR_RUN/$(ns "$1")/$2.pid"
  [[ -s $file ]] || return 0
  read -r pid <"$file"
  [[ /proc/$pid/ns/net -ef /run/netns/$(ns "$1") ]] && printf '%s' "$pid"
  return 0
}

# Not everything FRR writes honours the path space: the OSPF daemons keep restart files in the common run directory and all
# keep crash logs in /var/tmp. In the daemon's own mount namespace both are the device's, but for the sockets vtysh needs.
readonly FRR_LAUNCH='
  mount --bind "$2/$3" "$1/run/$3" && mount --rbind "$1/run" "$2" && mount --bind "$1/tmp" /var/tmp || exit 1
  shift 3; exec "$@"'

# The file is named outright: left to itself a daemon looks for none when the host has an integrated /etc/frr/frr.conf.
frr_start() {
  local device=$1 daemon=$2 name log
  [[ -z $(frr_pid "$device" "$daemon") ]] || return 0
  name=$(ns "$device") log=$(frr_log_dir "$device")
  (
    cgroup_enter "$device"
    exec ip netns exec "$name" sh -c "$FRR_LAUNCH" launch "$log" "$FRR_RUN" "$name" \
      "$FRR_BIN/$daemon" -N "$name" -f "$FRR_ETC/$name/$daemon.conf" -d -P 0 </dev/null >>"$log/start.log" 2>&1
  ) 9>&- || fail "$EXIT_ERROR" "$daemon did not start on $device; see $log/start.log"
}

# Ends a daemon on all routers at once and waits until it is gone: zebra removes a client's routes when its session closes.
frr_stop_everywhere() {
  local daemon=$1 device pid pids=()
  for device in "${ROUTERS[@]}"; do
    pid=$(frr_pid "$device" "$daemon")
    [[ -z $pid ]] || pids+=("$pid")
  done
  ((${#pids[@]} > 0)) || return 0
  kill -TERM "${pids[@]}" 2>/dev/null || true
  wait_until 8 "$daemon to end" process_gone "${pids[@]}" || kill -KILL "${pids[@]}" 2>/dev/null || true
}

# One that nobody has waited for yet is gone as well: it runs no program any more.
process_gone() { local pid; for pid in "$@"; do [[ ! -e /proc/$pid/exe ]] || return 1; done; }

# The daemons of a device that are running, as JSON.
frr_daemons_json() {
  local device=$1 daemon
  for daemon in $(daemons_of "$device"); do
    [[ -z $(frr_pid "$device" "$daemon") ]] || printf '%s\n' "$daemon"
  done | jq -Rnc '[inputs]'
}
