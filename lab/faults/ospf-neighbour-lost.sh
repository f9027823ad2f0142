SUMMARY='p2 stops speaking OSPF and OSPFv3 on its link to pe1 (made passive there): the neighbours pe1 - p2 run out while the link is up.'
AFFECTS='pe1/to-p2 p2/to-pe1'
EXPECTED='ospf: the neighbour p2 of pe1 is lost
ecmp: one of two paths is left'
DETECT_S=4
REQUIRES='isis-to-ospf'

apply() { vty p2 'configure terminal' 'interface to-pe1' 'ip ospf passive' 'ipv6 ospf6 passive'; }
revert() { vty p2 'configure terminal' 'interface to-pe1' 'no ip ospf passive' 'no ipv6 ospf6 passive'; }
visible() { [[ $(ospf_state pe1 to-p2) != Full && $(ospf6_state pe1 to-p2) != Full && $(ospf_state pe1 to-p1) == Full && $(ospf6_state pe1 to-p1) == Full ]]; }
