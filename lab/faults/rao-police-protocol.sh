SUMMARY="pe1 lets 50 packets of RSVP, 50 of IGMP and 20 of every other protocol with Router Alert in a second: enough for everybody's use. Of the agents' probes, whose high rate is 45 pairs a second, RSVP and IGMP alone get through."
AFFECTS='pe1/to-ce1 ce1/192.168.2.2'
EXPECTED='rao-transparency: packets with Router Alert from ce1 to ce2 are policed, at pe1, each protocol by itself
rao-promise: packets with Router Alert from ce1 to ce2 are policed, and it was promised to carry them'
DETECT_S=2
CONFLICTS='rao-police-shared'

TABLE=raa_rao_police

apply() {
  alert_rules '' 'goto protocols' | alert_table_put pe1 "$TABLE" prerouting raw '  chain protocols {
    meta l4proto rsvp limit rate over 50/second burst 10 packets counter drop
    meta l4proto rsvp accept
    meta l4proto igmp limit rate over 50/second burst 10 packets counter drop
    meta l4proto igmp accept
    meta l4proto 113 limit rate over 20/second burst 5 packets counter drop
    meta l4proto 113 accept
    meta l4proto udp limit rate over 20/second burst 5 packets counter drop
    meta l4proto udp accept
    limit rate over 20/second burst 5 packets counter drop
  }'
}
revert() { nft_table_drop pe1 "$TABLE"; }
visible() {
  local came few
  read -r came _ < <(alerts_of_customers udp 100 rate=200)
  read -r few _ < <(alerts_of_customers rsvp 5 rate=10)
  ((came < 60 && came > 5 && few == 5))
}
