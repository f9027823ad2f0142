SUMMARY='p1 and p2 drop packets with Router Alert that they carry from pe1 to pe2, IPv4 and IPv6; all others pass.'
AFFECTS='pe1/10.255.0.2 p1/to-pe2 p2/to-pe2'
EXPECTED='rao-transparency: RSVP with Router Alert from pe1 to pe2 is dropped, in the core
rao-unknown-protocol: p1 and p2 drop packets of protocols they do not know for the option alone'
DETECT_S=1
CONFLICTS='rao-strip rao-strip-broken'

TABLE=raa_rao_drop

apply() {
  local device
  for device in p1 p2; do alert_rules "$CORE_WAY" 'counter drop' | alert_table_put "$device" "$TABLE" forward 0; done
}
revert() { local device; for device in p1 p2; do nft_table_drop "$device" "$TABLE"; done; }
visible() { [[ $(alerts_of_edges udp 5) == '0 '* && $(alerts6_of_edges udp 5) == '0 '* ]]; }
