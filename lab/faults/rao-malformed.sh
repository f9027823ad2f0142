SUMMARY='ce1 sends ce2 RSVP with a Router Alert of six octets, and with one behind the end of the options.'
AFFECTS='ce1/to-pe1 pe1/to-ce1'
EXPECTED='rao-usage: Router Alert of a wrong length comes in at pe1'
DETECT_S=1

apply() { alert_hog ce1 malformed-sender send rsvp "$CE1_ADDRESS4" "$CE2_ADDRESS4" rate=3 form=wrong-length -- rsvp "$CE1_ADDRESS4" "$CE2_ADDRESS4" rate=3 form=behind-end; }
revert() { hog_stop ce1 malformed-sender; }
visible() { [[ -n $(hog_pid ce1 malformed-sender) ]] && alert_seen pe1 to-ce1 0=47 20=9406 && alert_seen pe1 to-ce1 0=47 20=000000009404; }
