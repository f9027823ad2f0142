SUMMARY="ce1's end of the link ce1 - pe1 has an MTU of 1400, pe1's one of 1500: larger packets to ce1 vanish."
AFFECTS='ce1/to-pe1 pe1/to-ce1'
EXPECTED='link-mtu: the two ends of ce1 - pe1 have different MTUs (part of a service from or to ce1, such as dns)'
DETECT_S=1
CONFLICTS=''

apply() { ip -n "$(ns ce1)" link set to-pe1 mtu 1400; }
revert() { ip -n "$(ns ce1)" link set to-pe1 mtu 1500; }
visible() { [[ $(interface_counter ce1 to-pe1 mtu) != "$(interface_counter pe1 to-ce1 mtu)" ]]; }
