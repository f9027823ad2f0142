SUMMARY="pe2 lets 20 packets of RSVP with Router Alert in a second, the customers' and the core's together, and ce1 sends 90: little of the core's RSVP-TE gets through."
AFFECTS='pe2/to-p1 pe2/to-p2 pe2/vxlan100'
EXPECTED='rao-rate-limit: RSVP-TE is starved by RSVP inside their common limit at pe2
rao-transparency: RSVP from ce1 to ce2 is policed, at pe2
rao-promise: RSVP from ce1 to ce2 is policed, and it was promised to carry it'
DETECT_S=6
CONFLICTS='rao-flood-rsvp'

TABLE=raa_rao_class

apply() {
  alert_rules 'meta l4proto rsvp' 'goto rsvp' | alert_table_put pe2 "$TABLE" prerouting raw '  counter core_came { }
  counter core_passed { }
  chain rsvp {
    iifname { "to-p1", "to-p2" } counter name core_came
    limit rate over 20/second burst 20 packets counter drop
    iifname { "to-p1", "to-p2" } counter name core_passed
  }'
  alert_hog ce1 class-sender send rsvp "$CE1_ADDRESS4" "$CE2_ADDRESS4" rate=90
}
revert() {
  hog_stop ce1 class-sender
  nft_table_drop pe2 "$TABLE"
}

core_counter() { in_ns pe2 nft -j list counter inet "$TABLE" "core_$1" 2>/dev/null | jq '[.nftables[].counter.packets // empty][0] // 0'; }
visible() {
  local came passed
  came=$(core_counter came) passed=$(core_counter passed)
  sleep 4
  came=$(($(core_counter came) - came)) passed=$(($(core_counter passed) - passed))
  ((came >= 3 && passed * 2 < came))
}
