SUMMARY='ce2 sends 20 packets a second to ce1 whose time to live ends at pe2, as with a routing loop.'
AFFECTS='pe2/ip-stack'
EXPECTED='ip-stack: pe2 drops packets with a bad header, an expired time to live among them (part of the service host of pe2)'
DETECT_S=3
CONFLICTS=''

SENDER='use Socket; socket(S, AF_INET, SOCK_DGRAM, 0) && setsockopt(S, IPPROTO_IP, 2, pack("i", 1)) or die $!; my $to = pack_sockaddr_in(9, inet_aton(shift));
  while (1) { send(S, "x", 0, $to); select(undef, undef, undef, 0.05) }'

apply() {
  require_cgroup
  hog_start_inside ce2 expiring "$SENDER" "$STREAM_SOURCE"
}
revert() { hog_stop ce2 expiring; }

header_errors() { in_ns pe2 awk '$1 == "Ip:" && seen { print $5 } $1 == "Ip:" { seen = 1 }' /proc/net/snmp; }
visible() {
  local before
  before=$(header_errors)
  sleep 2
  (($(header_errors) - before > 10))
}
