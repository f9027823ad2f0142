SUMMARY='pe1 lets 20 packets with Router Alert a second in, of all protocols together, and ce1 sends 90 a second over UDP: little of RSVP gets through.'
AFFECTS='pe1/to-ce1 ce1/192.168.2.2'
EXPECTED='rao-rate-limit: RSVP shares its limit at pe1 with UDP, which starves it
rao-transparency: packets with Router Alert from ce1 to ce2 are policed, at pe1
rao-promise: packets with Router Alert from ce1 to ce2 are policed, and it was promised to carry them
rao-usage: ce1 uses Router Alert over UDP'
DETECT_S=3
CONFLICTS='rao-police-protocol rao-udp'

TABLE=raa_rao_police

apply() {
  alert_rules '' 'goto bucket' | alert_table_put pe1 "$TABLE" prerouting raw '  chain bucket {
    limit rate over 20/second burst 20 packets counter drop
  }'
  alert_hog ce2 police-sink listen udp 9
  alert_hog ce1 police-sender send udp "$CE1_ADDRESS4" "$CE2_ADDRESS4" rate=90
}
revert() {
  hog_stop ce1 police-sender
  hog_stop ce2 police-sink
  nft_table_drop pe1 "$TABLE"
}
visible() {
  local came
  read -r came _ < <(alerts_of_customers rsvp 20 rate=20)
  ((came < 10))
}
