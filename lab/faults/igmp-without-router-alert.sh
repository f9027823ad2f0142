SUMMARY='ce2 goes on asking for the stream, but its IGMP reports come without Router Alert: pe2 takes them all the same.'
AFFECTS='ce2/listener pe2/to-ce2'
EXPECTED='rao-usage: IGMP comes to pe2 without Router Alert; igmp-membership stays healthy, since pe2 does not ask for it'
DETECT_S=3
CONFLICTS='listener-lost'

# A program's reports take the place of the kernel's, which leaves.
apply() {
  alert_hog ce2 reporter send membership "$CE2_ADDRESS4" 224.0.0.22 ttl=1 form=none rate=2
  customer_signal listener ce2 USR1
}
revert() {
  customer_signal listener ce2 USR2
  hog_stop ce2 reporter
}
visible() { [[ -n $(hog_pid ce2 reporter) ]] && ! in_ns ce2 grep -q "$(printf '0x%02x%02x%02x%02x' ${STREAM_GROUP//./ })" /proc/net/mcfilter && alert_seen pe2 to-ce2 0=45 9=02 16=e0000016; }
