SUMMARY="ce1 sends about 3 Mbit/s to ce2 in one flow: one of pe1's two equal-cost paths carries nearly all of it."
AFFECTS='pe1/10.255.0.2'
EXPECTED='ecmp: one member carries far more than its share'
DETECT_S=2
CONFLICTS='interface-down ecmp-path-lost isis-adjacency-lost isis-to-ospf'

HOG=imbalance

# On one processor: a VXLAN interface remembers its route for each processor, so a sender that is moved about changes the path.
apply() {
  hog_start ce1 "$HOG" '
    use IO::Socket::INET;
    system("taskset", "-pc", $ARGV[2], $$) == 0 or die "taskset";
    my $flow = IO::Socket::INET->new(Proto => "udp", LocalAddr => $ARGV[0], PeerAddr => $ARGV[1], PeerPort => 9) or die $!;
    for (;;) { $flow->send("x" x 1000); select(undef, undef, undef, 0.0025); }' 192.168.1.2 "$CE2_ADDRESS4" "$(first_processor)"
}
first_processor() { taskset -pc $$ | sed 's/.*: *//; s/[-,].*//'; }
revert() { hog_stop ce1 "$HOG"; }

# Octets the two members send within half a second; what else the core carries is a few kilobytes.
visible() {
  local before1 before2 after1 after2 most least
  before1=$(sent to-p1) before2=$(sent to-p2)
  sleep 0.5
  after1=$(sent to-p1) after2=$(sent to-p2)
  most=$((after1 - before1)) least=$((after2 - before2))
  ((most > least)) || { local swap=$most; most=$least least=$swap; }
  ((most > 50000 && most > 4 * least))
}
sent() { ip -n "$(ns pe1)" -j -s link show "$1" | jq '.[0].stats64.tx.bytes'; }
