SUMMARY='An application on ce1 sends ce2 30 UDP packets a second with Router Alert.'
AFFECTS='ce1/to-pe1 pe1/to-ce1'
EXPECTED='rao-usage: ce1 uses Router Alert over UDP'
DETECT_S=1
CONFLICTS='rao-flood rao-police-shared'

apply() {
  alert_hog ce2 udp-sink listen udp 9
  alert_hog ce1 udp-sender send udp "$CE1_ADDRESS4" "$CE2_ADDRESS4" rate=30
}
revert() {
  hog_stop ce1 udp-sender
  hog_stop ce2 udp-sink
}
visible() { [[ -n $(hog_pid ce1 udp-sender) ]] && alert_seen pe1 to-ce1 0=46 9=11 20=94040000; }
