SUMMARY='ce2 drops all TCP to its discard port, and ce1 opens 20 connections a second to it: ce1 sends again and again.'
AFFECTS='ce1/tcp-stack'
EXPECTED='tcp-stack: ce1 sends much of its TCP again (part of the service host of ce1)'
DETECT_S=5
CONFLICTS=''

TABLE=raa_tcp_drop

# Each is given up after four seconds, so that there are never more than 80.
OPENER='use Socket; use Fcntl; my $to = pack_sockaddr_in(9, inet_aton(shift)); my @open;
  while (1) { socket(my $s, AF_INET, SOCK_STREAM, 0) or die $!; fcntl($s, F_SETFL, O_NONBLOCK); connect($s, $to); push @open, $s; shift @open if @open > 80; select(undef, undef, undef, 0.05) }'

apply() {
  require_cgroup
  nft_table_put ce2 "$TABLE" <<EOT
table inet $TABLE {
  chain input {
    type filter hook input priority 0; policy accept;
    tcp dport 9 drop
  }
}
EOT
  hog_start_inside ce1 opener "$OPENER" "$CE2_ADDRESS4"
}
revert() {
  hog_stop ce1 opener
  nft_table_drop ce2 "$TABLE"
}

retransmitted() { in_ns ce1 awk '$1 == "Tcp:" && seen { print $13 } $1 == "Tcp:" { seen = 1 }' /proc/net/snmp; }
visible() {
  local before
  before=$(retransmitted)
  sleep 2
  (($(retransmitted) - before > 8))
}
