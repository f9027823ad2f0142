SUMMARY='The spare link pe1 - p1 is taken into use with IS-IS: pe1 has three next hops to pe2 instead of two. No harm is done.'
AFFECTS='pe1/to-p1-b p1/to-pe1-b'
EXPECTED='ecmp: a third path joins the graph; nothing becomes unhealthy'
DETECT_S=4
CONFLICTS='isis-to-ospf'

apply() { join pe1 to-p1-b; join p1 to-pe1-b; }
revert() { leave pe1 to-p1-b; leave p1 to-pe1-b; }
visible() { ecmp_is pe1 3; }

join() { # device interface
  local lines
  ip -n "$(ns "$1")" link set "$2" up
  mapfile -t lines < <(isis_interface_config "$2")
  vty "$1" 'configure terminal' "${lines[@]}"
}

leave() {
  vty "$1" 'configure terminal' "interface $2" "no ip router isis $ISIS_AREA" "no ipv6 router isis $ISIS_AREA"
  ip -n "$(ns "$1")" link set "$2" down
}
