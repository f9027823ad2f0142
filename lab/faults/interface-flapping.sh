SUMMARY="p1's end of the link pe1 - p1 goes down and comes back every second and a half, a hundred times."
AFFECTS='pe1/to-p1 p1/to-pe1'
EXPECTED='interface: pe1 to-p1 has gone down and up many times, and goes on being noted for ten minutes after the last time
is-is: the adjacency pe1 - p1 comes and goes
ecmp: one of two paths is left at times'
DETECT_S=4
CONFLICTS='interface-down isis-to-ospf'

apply() {
  require_cgroup
  hog_start p1 flapper 'for (1 .. 100) { system("ip", "-n", $ARGV[0], "link", "set", "to-pe1", $_) || select(undef, undef, undef, 0.75) for "down", "up" } sleep' "$(ns p1)"
}
revert() { hog_stop p1 flapper; ip -n "$(ns p1)" link set to-pe1 up; }

# More than one change within three seconds.
visible() {
  local before
  before=$(interface_counter pe1 to-p1 carrier_changes)
  sleep 3
  (($(interface_counter pe1 to-p1 carrier_changes) - before > 1))
}
