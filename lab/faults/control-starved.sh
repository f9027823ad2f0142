SUMMARY="A program on pe1 serves RSVP with Router Alert at once, which ce1 sends 45 times a second, and comes to VRRP, without the option, once a second: packets of VRRP are lost."
AFFECTS='pe1/slow-path'
EXPECTED='rao-slow-path: pe1 loses control traffic without Router Alert (VRRP) and none with it
rao-interception: pe1 takes RSVP out of forwarding and is not meant to'
DETECT_S=4
CONFLICTS='rao-flood-rsvp'

apply() {
  alert_hog pe1 favourer favour rsvp vrrp 1
  alert_hog ce1 favoured send rsvp "$CE1_ADDRESS4" "$CE2_ADDRESS4" rate=45 -- vrrp "$CE1_ADDRESS4" "${CUSTOMER_GATEWAY4[ce1]}" form=none ttl=255 rate=20
}
revert() {
  hog_stop ce1 favoured
  hog_stop pe1 favourer
}
visible() {
  local lost
  lost=$(raw_drops pe1 112)
  sleep 1
  (($(raw_drops pe1 112) - lost > 5 && $(raw_drops pe1 46) == 0))
}
