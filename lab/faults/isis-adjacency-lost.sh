SUMMARY='p2 stops speaking IS-IS on its link to pe1 (made passive there): the adjacency pe1 - p2 runs out while the link is up.'
AFFECTS='pe1/to-p2 p2/to-pe1'
EXPECTED='is-is: the adjacency pe1 - p2 is lost
ecmp: one of two paths is left'
DETECT_S=4
CONFLICTS='isis-to-ospf'

apply() { vty p2 'configure terminal' 'interface to-pe1' 'isis passive'; }
revert() { vty p2 'configure terminal' 'interface to-pe1' 'no isis passive'; }
visible() { [[ $(isis_state pe1 to-p2) != Up && $(isis_state pe1 to-p1) == Up ]]; }
