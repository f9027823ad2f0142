SUMMARY="p2's end of the link p2 - pe2 goes down and comes back every second and a half, a hundred times."
AFFECTS='pe2/to-p2 p2/to-pe2'
EXPECTED='interface: pe2 to-p2 has gone down and up many times, and goes on being noted for ten minutes after the last time
is-is: the adjacency p2 - pe2 comes and goes
ecmp: one of two paths is left at times'
DETECT_S=4
CONFLICTS='interface-down isis-to-ospf'

apply() {
  require_cgroup
  hog_start p2 flapper 'for (1 .. 100) { system("ip", "-n", $ARGV[0], "link", "set", "to-pe2", $_) || select(undef, undef, undef, 0.75) for "down", "up" } sleep' "$(ns p2)"
}
revert() { hog_stop p2 flapper; ip -n "$(ns p2)" link set to-pe2 up; }

# More than one change within three seconds.
visible() {
  local before
  before=$(interface_counter pe2 to-p2 carrier_changes)
  sleep 3
  (($(interface_counter pe2 to-p2 carrier_changes) - before > 1))
}
