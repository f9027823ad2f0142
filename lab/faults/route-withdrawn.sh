SUMMARY='pe2 no longer announces 10.200.2.1/32; the session stays up.'
AFFECTS='pe1/10.200.2.1/32'
EXPECTED='route: pe1 has no route to 10.200.2.1/32
bgp-session: pe1 receives fewer prefixes from 10.255.0.2 than before'
DETECT_S=2
CONFLICTS='bgp-session-down'

apply() { announce no; }
revert() { announce ''; }
visible() { [[ $(bgp_session pe1) == 'Established 0' && -z $(ip -n "$(ns pe1)" route show "${BGP_ADDRESS[pe2]}") ]]; }

announce() { vty pe2 'configure terminal' "router bgp $BGP_AS" 'address-family ipv4 unicast' "$1 network ${BGP_ADDRESS[pe2]}/32"; }
