SUMMARY='p1 and p2 overwrite Router Alert in what they carry from pe1 to pe2, with a right checksum: the packets arrive without it.'
AFFECTS='pe1/10.255.0.2 p1/to-pe2 p2/to-pe2'
EXPECTED='rao-transparency: RSVP from pe1 to pe2 arrives without its Router Alert, taken away in the core'
DETECT_S=1
CONFLICTS='rao-drop rao-strip-broken'

TABLE=raa_rao_strip

apply() {
  local device
  for device in p1 p2; do
    { alert_overwrite "$CORE_WAY" neutral; alert_overwrite6 "$CORE_WAY"; } | alert_table_put "$device" "$TABLE" forward 0
  done
}
revert() { local device; for device in p1 p2; do nft_table_drop "$device" "$TABLE"; done; }
visible() { [[ $(alerts_of_edges udp 5) == '5 0 '* && $(alerts6_of_edges udp 5) == '5 0 '* ]]; }
