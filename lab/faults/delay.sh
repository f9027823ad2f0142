SUMMARY='p1 and p2 hold the ICMP and UDP they carry from pe1 to pe2 back for 200 ms (IPv4; a small program, for kernels without netem); IS-IS is not touched.'
AFFECTS='pe1/10.255.0.2 p1/to-pe2 p2/to-pe2'
EXPECTED='ip-connectivity: packets between pe1 and pe2 take 200 ms longer
tunnel: packets in the tunnel, which is UDP, as well'
DETECT_S=2
CONFLICTS=''

DELAY_TABLE=7200

# Packets go into a tun device by a rule, and come back out of it later; what comes out of it meets no rule.
HOLDER='use Time::HiRes qw(time); my $hold = shift; my @held;
  my $request = pack("a16Sx22", "delay0", 0x1001);
  open(T, "+<", "/dev/net/tun") && ioctl(T, 0x400454ca, $request) or die $!;
  system("ip", "link", "set", "delay0", "up");
  while (1) {
    my $bits = ""; vec($bits, fileno(T), 1) = 1;
    my $wait = @held ? $held[0][0] - time : 1;
    if (select($bits, undef, undef, $wait > 0 ? $wait : 0)) { push @held, [time + $hold, $_] if sysread(T, $_, 65536) }
    while (@held && $held[0][0] <= time) { syswrite(T, (shift @held)->[1]) }
  }'

apply() {
  local device protocol
  require_cgroup
  [[ -c /dev/net/tun ]] || fail "$EXIT_MISSING" "this kernel has no /dev/net/tun (CONFIG_TUN)."
  for device in p1 p2; do
    hog_start_inside "$device" "holder-$device" "$HOLDER" 0.2
    wait_until 5 "the delaying device" ip -n "$(ns "$device")" route replace default dev delay0 table "$DELAY_TABLE" ||
      fail "$EXIT_ERROR" "the program that delays did not start in $device."
    rules_off "$device"
    for protocol in icmp udp; do ip -n "$(ns "$device")" rule add iif to-pe1 ipproto "$protocol" lookup "$DELAY_TABLE" priority 100; done
  done
}
revert() { local device; for device in p1 p2; do rules_off "$device"; hog_stop "$device" "holder-$device"; done; }
rules_off() { while ip -n "$(ns "$1")" rule del lookup "$DELAY_TABLE" 2>/dev/null; do :; done; }
visible() {
  local average
  average=$(in_ns pe1 ping -n -q -i 0.2 -c 3 -W 1 -I "${LOOPBACK4[pe1]}" "${LOOPBACK4[pe2]}" | sed -n 's|^rtt [^=]*= [^/]*/\([0-9]*\).*|\1|p')
  ((${average:-0} > 150))
}
