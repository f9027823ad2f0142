SUMMARY='pe1 sends ce1 150 frames a second of a kind that nothing on ce1 understands: ce1 drops them as they come in, without an error.'
AFFECTS='ce1/to-pe1'
EXPECTED='interface: ce1 to-pe1 drops much of what it receives (part of the service host of ce1)'
DETECT_S=3
CONFLICTS=''

# Frames of the first EtherType that is kept for experiments (IEEE Std 802), to everybody on the link.
SENDER='my $link = shift; socket(S, 17, 3, 0) or die $!; my $to = pack("SnlSCCa8", 17, 0x88b5, $link, 0, 0, 6, "\xff" x 6); my $frame = ("\xff" x 6) . "\x02\0\0\0\0\1" . pack("n", 0x88b5) . ("x" x 46);
  while (1) { send(S, $frame, 0, $to) for 1 .. 3; select(undef, undef, undef, 0.02) }'

apply() {
  require_cgroup
  hog_start_inside pe1 unknown-frames "$SENDER" "$(interface_counter pe1 to-ce1 ifindex)"
}
revert() { hog_stop pe1 unknown-frames; }
visible() {
  local before
  before=$(interface_counter ce1 to-pe1 statistics/rx_dropped)
  sleep 2
  (($(interface_counter ce1 to-pe1 statistics/rx_dropped) - before > 150))
}
