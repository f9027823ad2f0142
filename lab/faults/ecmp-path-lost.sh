SUMMARY='p2 raises the IS-IS metric of its links, as for maintenance: the edges keep one path, over p1; all interfaces and adjacencies stay up.'
AFFECTS='pe1/10.255.0.2 pe2/10.255.0.1 p2/to-pe1 p2/to-pe2'
EXPECTED='ecmp: one of two paths is left'
DETECT_S=3
CONFLICTS='isis-to-ospf'

# Not the overload bit: it counts for IPv4 only, the IPv6 topology has one of its own that FRR does not set.
apply() { metric 'isis metric 1000'; }
revert() { metric 'isis metric 10'; }
visible() { ecmp_is pe1 1 && ecmp_is pe2 1 && [[ $(isis_state pe1 to-p2) == Up ]]; }

metric() { vty p2 'configure terminal' 'interface to-pe1' "$1" 'interface to-pe2' "$1"; }
