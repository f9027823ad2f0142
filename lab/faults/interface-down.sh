SUMMARY="p1's end of the link pe1 - p1 is shut down: pe1's to-p1 stays administratively up and loses its carrier."
AFFECTS='pe1/to-p1 p1/to-pe1'
EXPECTED='interface: pe1 to-p1 is down
link: pe1 - p1 is down
is-is: the adjacency pe1 - p1 is lost
ecmp: one of two paths is left'
DETECT_S=2
CONFLICTS='isis-to-ospf interface-flapping'

apply() { ip -n "$(ns p1)" link set to-pe1 down; }
revert() { ip -n "$(ns p1)" link set to-pe1 up; }
visible() { ip -n "$(ns pe1)" -j link show to-p1 | jq -e '.[0].flags | index("NO-CARRIER")' >/dev/null; }
