SUMMARY='ce1, a host, says 15 times a second that it is a multicast router (Multicast Router Discovery), in IPv4 and IPv6.'
AFFECTS='pe1/to-ce1'
EXPECTED='rao-usage: ce1 sends pe1 Multicast Router Discovery with Router Alert, which nobody expects there'
DETECT_S=1

apply() {
  local address
  address=$(ip -n "$(ns ce1)" -j -6 address show dev to-pe1 scope link | jq -r '[.[].addr_info[] | .local // empty][0]')
  alert_hog ce1 mrd-sender send mrd "$CE1_ADDRESS4" 224.0.0.106 ttl=1 rate=15 -- mrd "$address" ff02::6a ttl=1 rate=15 device="$(interface_counter ce1 to-pe1 ifindex)"
}
revert() { hog_stop ce1 mrd-sender; }
visible() { [[ -n $(hog_pid ce1 mrd-sender) ]] && alert_seen pe1 to-ce1 0=46 16=e000006a94040000 && alert_seen pe1 to-ce1 0=6 6=00 40=3a 48=97; }
