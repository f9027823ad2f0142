SUMMARY='p2 announces itself as overloaded in IS-IS, as for maintenance: the edges keep one path, over p1; all interfaces and adjacencies stay up.'
AFFECTS='pe1/10.255.0.2 pe2/10.255.0.1 p2/isisd'
EXPECTED='ecmp: one of two paths is left'
DETECT_S=3
CONFLICTS='isis-to-ospf'

apply() { vty p2 'configure terminal' "router isis $ISIS_AREA" 'set-overload-bit'; }
revert() { vty p2 'configure terminal' "router isis $ISIS_AREA" 'no set-overload-bit'; }
visible() { ! nexthops_via_p2 && ! isis_lost; }

nexthops_via_p2() { ip -n "$(ns pe1)" route show "${LOOPBACK4[pe2]}" | grep -q 'dev to-p2'; }
isis_lost() { [[ $(isis_state pe1 to-p2) != Up ]]; }
