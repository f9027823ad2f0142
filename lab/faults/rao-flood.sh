SUMMARY='ce1 floods ce2 with Router Alert over UDP from 254 made-up senders, as fast as one program can (RAA_LAB_FLOOD_RATE sets another rate, in packets/s).'
AFFECTS='ce1/to-pe1 pe1/to-ce1'
EXPECTED='rao-punt-rate: pe1 receives far too much UDP with Router Alert; RSVP and IGMP have limits of their own, and are not touched
rao-usage: Router Alert over UDP, from senders that nobody expects'
DETECT_S=3
CONFLICTS='rao-udp rao-flood-rsvp'

# From what ce1 may use of a processor it would be a tenth of that.
apply() {
  alert_hog ce2 flood-sink listen udp 9
  cgroup_quota ce1 unlimited
  alert_hog ce1 flood send udp "$CE1_ADDRESS4" "$CE2_ADDRESS4" rate="${RAA_LAB_FLOOD_RATE:-0}" sources=254
}
revert() {
  hog_stop ce1 flood
  cgroup_quota ce1 limited
  hog_stop ce2 flood-sink
}
visible() {
  local before
  before=$(interface_counter pe1 to-ce1 statistics/rx_packets)
  sleep 1
  (($(interface_counter pe1 to-ce1 statistics/rx_packets) - before > ${RAA_LAB_FLOOD_RATE:-2000} / 2))
}
