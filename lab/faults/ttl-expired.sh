SUMMARY='ce1 sends 20 packets a second to ce2 whose time to live ends at pe1, as with a routing loop.'
AFFECTS='pe1/ip-stack'
EXPECTED='ip-stack: pe1 drops packets with a bad header, an expired time to live among them (part of the service host of pe1)'
DETECT_S=3
CONFLICTS=''

SENDER='use Socket; socket(S, AF_INET, SOCK_DGRAM, 0) && setsockopt(S, IPPROTO_IP, 2, pack("i", 1)) or die $!; my $to = pack_sockaddr_in(9, inet_aton(shift));
  while (1) { send(S, "x", 0, $to); select(undef, undef, undef, 0.05) }'

apply() {
  require_cgroup
  hog_start_inside ce1 expiring "$SENDER" "$CE2_ADDRESS4"
}
revert() { hog_stop ce1 expiring; }

header_errors() { in_ns pe1 awk '$1 == "Ip:" && seen { print $5 } $1 == "Ip:" { seen = 1 }' /proc/net/snmp; }
visible() {
  local before
  before=$(header_errors)
  sleep 2
  (($(header_errors) - before > 10))
}
