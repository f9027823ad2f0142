SUMMARY="pe1 neither asks nor answers for link-layer addresses on its link to ce1: the IPv4 gateway of ce1 is gone, while the link stays up."
AFFECTS='ce1/192.168.1.1 pe1/to-ce1'
EXPECTED='gateway: ce1 cannot resolve its gateway 192.168.1.1 (part of the service host of ce1)'
DETECT_S=3
CONFLICTS=''

TABLE=raa_gateway_lost

apply() {
  arp_silence pe1 "$TABLE" to-ce1
  forget
}
revert() {
  arp_hear pe1 "$TABLE"
  forget
}
visible() { ip -n "$(ns ce1)" neighbour show 192.168.1.1 dev to-pe1 | grep -qE 'FAILED|INCOMPLETE'; }

forget() { ip -n "$(ns ce1)" neighbour flush dev to-pe1 to 192.168.1.1; ip -n "$(ns pe1)" neighbour flush dev to-ce1 to 192.168.1.2; }
