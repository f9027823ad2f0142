# Packets with Router Alert: makes them, answers them, watches for them, and plays the programs that take them off the path. Raw sockets of
# perl's own; needs CAP_NET_RAW. Addresses tell the family. Every command ends with the process that started it or by a signal.
#
#   send SPEC [-- SPEC]...           sends what the specs say
#   run [SPEC [-- SPEC]...]          the same, answers RSVP's Path with Resv, and takes PGM so that the kernel does not refuse it
#   watch COUNT FROM TO -- COMMAND   runs a sender elsewhere, prints how many of its packets came, how many with the option, and their time to live
#   see SECONDS IFINDEX AT=HEX...  waits for a packet that comes in there with these octets; fails when none does
#   listen PROTOCOL PORT             takes what comes over UDP on a port, or over another protocol, and throws it away
#   punt PROTOCOL SECONDS            IP_ROUTER_ALERT: takes the protocol's alerts out of forwarding, one in so many seconds; nothing goes on
#   favour PROTOCOL OTHER SECONDS    takes them at once and sends them on, and looks at another protocol's packets, without the option, once in so many seconds
#   queue NUMBER SECONDS             NFQUEUE: lets packets go on, one in so many seconds
#
# SPEC is KIND FROM TO [rate=1] [count=0] [form=usual] [value=0] [ttl=64] [id=0] [port=9] [sources=0]: rate in packets/s (0 as fast as can
# be), count 0 without end, id a mark that 'watch' looks for, sources of how many made-up senders (198.51.100.1 and on).
# KIND is one of %kinds below, or protocol-N; 'membership' is an IGMPv3 report of the lab's stream. form is usual, none, behind-padding, behind-option,
# wrong-length or behind-end (IPv6: usual, none or behind-padding). device is the interface's index where 'to' is of a link alone.
use strict;
use warnings;
use Socket qw(:DEFAULT inet_pton inet_ntop pack_sockaddr_in6 unpack_sockaddr_in6);
use Time::HiRes qw(time);

use constant { HOPOPTS => 0, ICMP6 => 58, IGMP => 2, UDP => 17, RSVP => 46, PGM => 113, RAW => 255, MARK => 0x5241 };
my %kinds = (
  rsvp => [RSVP, \&rsvp_path], 'rsvp-te' => [RSVP, \&rsvp_path], udp => [UDP, \&udp], pgm => [PGM, \&pgm_nak],
  igmp => [IGMP, sub { checked(pack('CCna4', 0x16, 0, 0, inet_aton('239.1.2.3')), 2) }],
  membership => [IGMP, sub { checked(pack('CCnnnCCna4a4', 0x22, 0, 0, 0, 1, 1, 0, 1, inet_aton('232.1.1.1'), inet_aton('192.168.1.2')), 2) }],
  mrd => [IGMP, \&mrd],
  vrrp => [112, sub { my ($spec) = @_; checked(pack('CCCCnna4', 0x31, 1, 100, 1, 100, 0, octets($spec->{from})), 6, pseudo($spec->{from}, $spec->{to}, 112, 12)) }],
);

sub sum16 { my $data = shift; $data .= "\0" if length($data) % 2; my $sum = unpack('%32n*', $data); $sum = ($sum & 0xffff) + ($sum >> 16) while $sum >> 16; return ~$sum & 0xffff }
sub checked { my ($data, $at, $before) = @_; substr($data, $at, 2) = pack('n', sum16(($before // '') . $data)); return $data }
sub is6 { return $_[0] =~ /:/ }
sub octets { return is6($_[0]) ? inet_pton(AF_INET6, $_[0]) : inet_aton($_[0]) }
sub pseudo { my ($from, $to, $protocol, $length) = @_; return octets($from) . octets($to) . (is6($from) ? pack('NN', $length, $protocol) : pack('nn', $protocol, $length)) }

# RSVP (RFC 2205, 3209): objects, then a message around them.
sub object { my ($class, $type, $data) = @_; return pack('nCC', 4 + length $data, $class, $type) . $data }
sub message { my ($type, @objects) = @_; my $body = join '', @objects; return checked(pack('CCnCCn', 0x10, $type, 0, 64, 0, 8 + length $body) . $body, 2) }
sub flow { my ($class, $service) = @_; return object($class, 2, pack('nnCCnCCnN5', 0, 7, $service, 0, 6, 127, 0, 5, 0x461c4000, 0x461c4000, 0x461c4000, 64, 1500)) }
sub rsvp_path {
  my ($spec) = @_;
  my ($from, $to, $te, $type) = (octets($spec->{from}), octets($spec->{to}), $spec->{kind} eq 'rsvp-te', is6($spec->{from}) ? 2 : 1);
  return message(1,
    $te ? object(1, 7, $to . pack('nn', 0, 1) . $from) : object(1, $type, $to . pack('CCn', UDP, 0, 5004)),
    object(3, $type, $from . pack('N', 1)), object(5, 1, pack('N', 30000)),
    $te ? object(19, 1, pack('nn', 0, 0x0800)) : (),
    object(11, $te ? 7 : $type, $from . pack('nn', 0, $te ? 1 : 5004)), flow(12, 1));
}

# The Resv that answers a Path, and whom to send it to; nothing for anything else.
sub rsvp_resv {
  my ($path, $own) = @_;
  return unless length($path) >= 8 && sum16($path) == 0;
  my ($version, $type, $length) = unpack('CCx4n', $path);
  return unless $version == 0x10 && $type == 1 && $length == length $path;
  my (%seen, $at);
  for ($at = 8; $at + 4 <= $length;) { my ($size, $class, $ctype) = unpack('nCC', substr($path, $at)); return if $size < 4 || $at + $size > $length; $seen{$class} = [$ctype, substr($path, $at + 4, $size - 4)]; $at += $size }
  my ($session, $hop, $sender) = @seen{1, 3, 11};
  return unless $session && $hop && $sender;
  my $width = length $own;
  return if length $hop->[1] != $width + 4;
  return (substr($hop->[1], 0, $width), message(2, object(1, @$session), object(3, $hop->[0], $own . substr($hop->[1], $width)), object(5, 1, pack('N', 30000)),
    object(8, 1, pack('N', 10)), flow(9, 5), object(10, @$sender), $sender->[0] == 7 ? object(16, 1, pack('N', 16)) : ()));
}

sub udp { my ($spec) = @_; my $data = 'Router Alert'; my $length = 8 + length $data; return checked(pack('nnnn', 5004, $spec->{port}, $length, 0) . $data, 6, pseudo($spec->{from}, $spec->{to}, UDP, $length)) }
# A negative acknowledgement (RFC 3208) from a receiver to its upstream.
sub pgm_nak { my ($spec) = @_; return checked(pack('nnCCna6nNnna4nna4', 7500, 7500, 8, 0, 0, 'raalab', 0, 1, 1, 0, octets($spec->{to}), 1, 0, inet_aton('239.1.2.4')), 6) }
# Multicast Router Discovery (RFC 4286): an advertisement, every 20 s by what it says.
sub mrd {
  my ($spec) = @_;
  return is6($spec->{from}) ? checked(pack('CCnnn', 151, 20, 0, 125, 2), 2, pseudo($spec->{from}, $spec->{to}, ICMP6, 8)) : checked(pack('CCnnn', 0x30, 20, 0, 125, 2), 2);
}

# The option as 'form' says (the forms that 'raa rao policy' tries), around a payload.
sub packet {
  my ($spec, $source) = @_;
  my ($protocol, $make) = kind_of($spec->{kind});
  my ($from, $value, $form) = ($source // $spec->{from}, $spec->{value}, $spec->{form});
  my $payload = $make->({ %$spec, from => $from });
  if (is6($from)) {
    $protocol = ICMP6 if $spec->{kind} eq 'mrd';
    my %options = (usual => pack('CCnCC', 5, 2, $value, 1, 0), 'behind-padding' => pack('CCCCn', 1, 0, 5, 2, $value), none => '');
    my $headers = $form eq 'none' ? '' : pack('CC', $protocol, 0) . $options{$form};
    return pack('NnCC', 0x60000000 | $spec->{id}, length($headers . $payload), $headers ? HOPOPTS : $protocol, $spec->{ttl}) . octets($from) . octets($spec->{to}) . $headers . $payload;
  }
  my $alert = pack('CCn', 0x94, 4, $value);
  my %options = (usual => $alert, none => '', 'behind-padding' => "\1\1\1\1$alert", 'behind-option' => pack('C3a4', 7, 7, 4, '') . $alert . "\0",
    'wrong-length' => pack('CCna4', 0x94, 6, $value, ''), 'behind-end' => "\0\0\0\0$alert");
  my $options = $options{$form};
  return checked(pack('CCnnnCCna4a4', 0x45 + length($options) / 4, 0, 20 + length($options . $payload), $spec->{id}, 0, $spec->{ttl}, $protocol, 0, octets($from), octets($spec->{to})) . $options, 10) . $payload;
}
sub kind_of { my ($kind) = @_; return $kind =~ /^protocol-(\d+)$/ ? ($1, sub { 'Router Alert' }) : @{ $kinds{$kind} or die "no kind '$kind'\n" } }
sub number_of { my ($word) = @_; return (kind_of($word))[0] }

sub raw { my ($family, $protocol) = @_; socket(my $socket, $family, SOCK_RAW, $protocol) or die "a raw socket of protocol $protocol: $!\n"; return $socket }
sub to { my ($address, $device) = @_; return is6($address) ? pack_sockaddr_in6(0, octets($address), $device // 0) : pack_sockaddr_in(0, octets($address)) }

# The sending side of a spec: packets made beforehand, a socket, and when the next is due.
sub sender {
  my ($kind, $from, $to, @settings) = @_;
  my %spec = (kind => $kind, from => $from, to => $to, rate => 1, count => 0, form => 'usual', value => 0, ttl => 64, id => 0, port => 9, sources => 0, device => 0, map { split /=/, $_, 2 } @settings);
  my $socket = raw(is6($to) ? AF_INET6 : AF_INET, RAW);
  $spec{packets} = [$spec{sources} ? map { packet(\%spec, '198.51.100.' . $_) } 1 .. $spec{sources} : packet(\%spec)];
  return { %spec, socket => $socket, address => to($to, $spec{device}), due => time, sent => 0 };
}
sub send_next { my ($it) = @_; send $it->{socket}, $it->{packets}[$it->{sent}++ % @{ $it->{packets} }], 0, $it->{address}; return }
sub finished { my ($it) = @_; return $it->{count} && $it->{sent} >= $it->{count} }

# What was due, and the time until something is; a sender that comes late on a busy machine catches up by no more than a tenth of a second.
sub send_due {
  my $wait = 1;
  for my $it (grep { !finished($_) } @_) {
    if (!$it->{rate}) { for (1 .. 200) { send_next($it); last if finished($it) } $wait = 0; next }
    my $now = time;
    $it->{due} = $now - 0.1 if $it->{due} < $now - 0.1;
    while ($it->{due} <= $now && !finished($it)) { send_next($it); $it->{due} += 1 / $it->{rate} }
    $wait = $it->{due} - $now if $it->{due} - $now < $wait;
  }
  return $wait > 0 ? $wait : 0;
}

sub specs { my @specs = ([]); for (@_) { if ($_ eq '--') { push @specs, [] } else { push @{ $specs[-1] }, $_ } } return map { @$_ ? sender(@$_) : () } @specs }

sub send_all { my @senders = specs(@_); pause(send_due(@senders)) while grep { !finished($_) } @senders; return }
sub run {
  my @senders = specs(@_);
  my @sockets = (raw(AF_INET, RSVP), raw(AF_INET6, RSVP), raw(AF_INET, PGM));
  my %answered;
  while (1) {
    for (ready(send_due(@senders), @sockets)) {
      my $from = recv($_, my $data, 65536, 0) or next;
      next if time - ($answered{$_} // 0) < 0.2;
      my ($address, $resv);
      if ($_ == $sockets[0]) { ($address, $resv) = rsvp_resv(substr($data, 4 * (ord($data) & 15)), substr($data, 16, 4)) }
      elsif ($_ == $sockets[1]) { ($address, $resv) = rsvp_resv($data, own_towards($from)) }
      next unless $resv;
      send $_, $resv, 0, length $address == 4 ? pack_sockaddr_in(0, $address) : pack_sockaddr_in6(0, $address);
      $answered{$_} = time;
    }
  }
  return;
}

sub ready { my ($wait, @sockets) = @_; my $bits = ''; vec($bits, fileno $_, 1) = 1 for @sockets; select($bits, undef, undef, $wait) > 0 or return; return grep { vec($bits, fileno $_, 1) } @sockets }
sub own_towards { my ($peer) = @_; socket(my $probe, AF_INET6, SOCK_DGRAM, 0); connect($probe, pack_sockaddr_in6(9, (unpack_sockaddr_in6($peer))[1])) or return ''; return (unpack_sockaddr_in6(getsockname $probe))[1] }

# Waits for the sender's last packet for half a second after its end.
sub watch {
  my ($count, $from, $to, undef, @command) = @_;
  socket(my $all, 17, SOCK_DGRAM, unpack('S', pack('n', 3))) or die "a packet socket: $!\n";
  my $child = fork // die $!;
  if (!$child) { exec @command or die "$command[0]: $!\n" }
  my ($came, $alerts, $ttl, $end) = (0, 0, '-');
  while ($came < $count && (!$end || time < $end)) {
    for (ready(0.05, $all)) {
      my $link = recv($_, my $data, 65536, 0) or next;
      next if unpack('x10C', $link) == 4;
      my ($marked, $alert, $hops) = is6($to) ? watched6($data, $from, $to) : watched4($data, $from, $to);
      if ($marked) { $came++; $alerts += $alert; $ttl = $hops }
    }
    $end //= time + 0.5 if waitpid($child, 1) != 0;
  }
  waitpid $child, 0;
  print "$came $alerts $ttl\n";
  return;
}
sub watched4 {
  my ($data, $from, $to) = @_;
  return unless length $data >= 20 && ord($data) >> 4 == 4 && unpack('x4n', $data) == MARK && substr($data, 12, 8) eq octets($from) . octets($to);
  return (1, substr($data, 20, 4 * (ord($data) & 15) - 20) =~ /^\x01*(?:\x07.{6})?\x94/s ? 1 : 0, ord substr $data, 8, 1);
}
sub watched6 {
  my ($data, $from, $to) = @_;
  return unless length $data >= 40 && (unpack('N', $data) & 0xfffff) == MARK && substr($data, 8, 32) eq octets($from) . octets($to);
  return (1, ord(substr $data, 6, 1) == HOPOPTS && substr($data, 42, 6) =~ /^(?:\x01\x00)?\x05\x02/ ? 1 : 0, ord substr $data, 7, 1);
}

sub see {
  my ($seconds, $index, @octets) = @_;
  socket(my $all, 17, SOCK_DGRAM, 0) or die "a packet socket: $!\n";
  bind $all, pack('SnlSCCa8', 17, 3, $index, 0, 0, 0, '') or die "interface $index: $!\n";
  my @wanted = map { [split /=/] } @octets;
  my $end = time + $seconds;
  while (time < $end) {
    next unless ready(0.1, $all);
    my $link = recv($all, my $data, 65536, 0) or next;
    return if unpack('x10C', $link) != 4 && !grep { substr(unpack('H*', $data), 2 * $_->[0], length $_->[1]) ne $_->[1] } @wanted;
  }
  exit 1;
}

sub listen_to {
  my ($kind, $port) = @_;
  my $socket;
  if ($kind eq 'udp') { socket($socket, AF_INET6, SOCK_DGRAM, 0) && bind($socket, pack_sockaddr_in6($port, "\0" x 16)) or die $! }
  else { $socket = raw(AF_INET, number_of($kind)) }
  recv $socket, my $data, 65536, 0 while 1;
}

sub small { my ($socket) = @_; setsockopt($socket, SOL_SOCKET, SO_RCVBUF, pack('i', 2304)) or die $!; return $socket }
sub alerted { my ($kind) = @_; my $socket = raw(AF_INET, number_of($kind)); setsockopt($socket, 0, 5, pack('i', 1)) or die "IP_ROUTER_ALERT: $!\n"; return $socket }
sub pause { select undef, undef, undef, $_[0]; return }

sub punt { my ($kind, $seconds) = @_; my $socket = small(alerted($kind)); while (recv $socket, my $data, 65536, 0) { pause($seconds) } return }
# What comes with the option it sends on, as a router does that has looked at it; what comes without is for this router.
sub favour {
  my ($kind, $other, $seconds) = @_;
  my ($alerts, $others, $out, $looked) = (alerted($kind), small(raw(AF_INET, number_of($other))), raw(AF_INET, RAW), time);
  while (1) {
    for (ready($seconds, $alerts)) {
      recv $_, my $data, 65536, 0;
      next if ord($data) == 0x45;
      substr($data, 8, 1) = chr(ord(substr $data, 8, 1) - 1);
      send $out, $data, 0, pack_sockaddr_in(0, '' . substr $data, 16, 4);
    }
    next if time - $looked < $seconds;
    recv $others, my $data, 65536, MSG_DONTWAIT;
    $looked = time;
  }
  return;
}

# Netlink of NFQUEUE: bind to the queue, copy nothing but the packet's number, hold 16 of them, and accept each after a while.
sub queue {
  my ($number, $seconds) = @_;
  my $netlink;
  socket($netlink, 16, SOCK_RAW, 12) && bind($netlink, pack('Sx2LL', 16, 0, 0)) or die "netlink: $!\n";
  my $tell = sub {
    my ($type, @attributes) = @_;
    my $body = pack('CCn', 2, 0, $number) . join '', map { my ($kind, $data) = @$_; pack('SSa*x!4', 4 + length $data, $kind, $data) } @attributes;
    send $netlink, pack('LSSLL', 16 + length $body, 0x300 | $type, 1, 0, 0) . $body, 0, pack('Sx2LL', 16, 0, 0) or die "NFQUEUE: $!\n";
  };
  $tell->(2, [1, pack('CCn', 4, 0, $_)]) for 2, 10;
  $tell->(2, [1, pack('CCn', 1, 0, 2)]);
  $tell->(2, [2, pack('NC', 0, 1)]);
  $tell->(2, [3, pack('N', 16)]);
  while (1) {
    recv($netlink, my $data, 65536, 0) // next;
    next unless unpack('x4S', $data) == 0x300 && $data =~ /^.{20}\x0b\x00\x01\x00(.{4})/s;
    pause($seconds);
    $tell->(1, [2, pack('N', 1) . $1]);
  }
  return;
}

my ($command, @arguments) = @ARGV;
my %commands = (send => \&send_all, run => \&run, watch => \&watch, see => \&see, listen => \&listen_to, punt => \&punt, favour => \&favour, queue => \&queue);
($commands{ $command // '' } or die "commands: @{[sort keys %commands]}\n")->(@arguments);
