# What runs on the customers' hosts: a name server and a TCP service on ce2, and the pieces that faults of hosts and links share.

readonly DNS_NAME=www.example.com DNS_ANSWER=192.168.2.2 DNS_WRONG_ANSWER=192.168.2.66 TCP_PORT=8080

# Answers every question for an A record with one address (RFC 1035), until it is ended.
readonly NAME_SERVER='use Socket; my ($address, $port, $answer) = @ARGV;
  socket(S, AF_INET, SOCK_DGRAM, 0) && setsockopt(S, SOL_SOCKET, SO_REUSEADDR, 1) && bind(S, pack_sockaddr_in($port, inet_aton($address))) or die $!;
  while (my $from = recv(S, my $query, 512, 0)) {
    next if length($query) < 17;
    my $record = pack("nnnNna4", 0xc00c, 1, 1, 60, 4, inet_aton($answer));
    send(S, substr($query, 0, 2) . pack("nnnnn", 0x8580, 1, 1, 0, 0) . substr($query, 12) . $record, 0, $from);
  }'
readonly TCP_SERVER='use Socket; my ($address, $port) = @ARGV;
  socket(S, AF_INET, SOCK_STREAM, 0) && setsockopt(S, SOL_SOCKET, SO_REUSEADDR, 1) && bind(S, pack_sockaddr_in($port, inet_aton($address))) && listen(S, 16) or die $!;
  while (accept(C, S)) { close C }'

name_server_start() { server_start name-server "$NAME_SERVER" "$CE2_ADDRESS4" 53 "$1"; }
tcp_server_start() { server_start tcp-server "$TCP_SERVER" "$CE2_ADDRESS4" "$TCP_PORT"; }
servers_start() { name_server_start "$DNS_ANSWER"; tcp_server_start; }

server_start() { # name perl-program arguments...
  local name=$1 program=$2; shift 2
  server_stop "$name"
  (
    cgroup_enter ce2
    exec setsid ip netns exec "$(ns ce2)" perl -e "$program" "$@" </dev/null >/dev/null 2>&1
  ) 9>&- &
  echo "$!" >"$STATE/$name.pid"
}

server_pid() { # name: nothing unless the process is in ce2
  local pid
  [[ -s $STATE/$1.pid ]] || return 0
  read -r pid <"$STATE/$1.pid"
  if [[ /proc/$pid/ns/net -ef /run/netns/$(ns ce2) ]]; then printf '%s' "$pid"; fi
}

server_stop() {
  local pid
  pid=$(server_pid "$1")
  [[ -z $pid ]] || kill -TERM "$pid" 2>/dev/null || true
  rm -f "$STATE/$1.pid"
}

tcp_connects() { in_ns ce1 perl -MSocket -e 'socket(S, AF_INET, SOCK_STREAM, 0); exit !connect(S, pack_sockaddr_in($ARGV[1], inet_aton($ARGV[0])))' "$CE2_ADDRESS4" "$TCP_PORT"; }

# The address that the name server gives for the lab's name; nothing when it does not answer within a second.
dns_lookup() {
  in_ns ce1 perl -MSocket -e '
    socket(S, AF_INET, SOCK_DGRAM, 0) && connect(S, pack_sockaddr_in(53, inet_aton($ARGV[0]))) or exit 1;
    my $query = pack("nnnnnn", 7, 0x100, 1, 0, 0, 0) . join("", map { pack("C/a", $_) } split(/\./, $ARGV[1])) . pack("Cnn", 0, 1, 1);
    send(S, $query, 0); alarm 1; recv(S, my $answer, 512, 0) or exit 1; print inet_ntoa(substr($answer, -4))' "$CE2_ADDRESS4" "$DNS_NAME" 2>/dev/null
}

# hog_start with a program that runs inside the device.
readonly INSIDE='exec("ip", "netns", "exec", shift, "perl", "-e", @ARGV)'
hog_start_inside() { local device=$1 name=$2; shift 2; hog_start "$device" "$name" "$INSIDE" "$(ns "$device")" "$@"; }

# To the discard port of an address, at an even pace of so many bit/s, with what frames add. What it sends late on a busy machine comes in a burst.
readonly PACED_SENDER='use Socket; use Time::HiRes qw(time); my ($address, $rate) = @ARGV; my $payload = "x" x 1000; my ($sent, $began) = (0, time);
  socket(S, AF_INET, SOCK_DGRAM, 0); my $to = pack_sockaddr_in(9, inet_aton($address));
  while (1) { while ($sent < (time - $began) * $rate / 8) { send(S, $payload, 0, $to); $sent += 1042 } select(undef, undef, undef, 0.01) }'

interface_counter() { in_ns "$1" cat "/sys/class/net/$2/$3"; } # device interface file
