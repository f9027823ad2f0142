SUMMARY='p2 stops speaking OSPF and OSPFv3 on its link to pe1 (made passive there): the neighbours pe1 - p2 run out while the link is up.'
AFFECTS='pe1/to-p2 p2/to-pe1'
EXPECTED='ospf: the neighbour p2 of pe1 is lost
ecmp: one of two paths is left'
DETECT_S=5
REQUIRES='isis-to-ospf'

apply() { vty p2 'configure terminal' 'interface to-pe1' 'ip ospf passive' 'ipv6 ospf6 passive'; }
# Passive first: where it is not, FRR (8.4) keeps the 'no' as a setting, and the next 'ip ospf passive' does no more than take that away.
revert() { vty p2 'configure terminal' 'interface to-pe1' 'ip ospf passive' 'no ip ospf passive' 'no ipv6 ospf6 passive'; }
visible() { [[ $(neighbours_over to-p2) != *Full* && $(neighbours_over to-p1) == 'Full Full' ]]; }

neighbours_over() { printf '%s %s' "$(ospf_state pe1 "$1")" "$(ospf6_state pe1 "$1")"; }
