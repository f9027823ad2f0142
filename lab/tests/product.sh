# Down while a product runs: something outside keeps starting programs inside by the namespaces' names.

# Stands in for 'raa standalone': listens on its socket, and starts what stands in for pe1's agent again whenever that ends.
product_start() {
  perl -MSocket -e '
    socket(S, AF_UNIX, SOCK_STREAM, 0) && bind(S, pack_sockaddr_un($ARGV[1])) && listen(S, 1) or die $!;
    $SIG{TERM} = sub { kill "TERM", $child if $child; exit };
    while (1) {
      exec("nsenter", "--net=/run/netns/$ARGV[2]", "--", "perl", "-e", "sleep 1000", "--", "--orchestrator", "unix:$ARGV[1]") if !($child = fork);
      waitpid($child, 0); select(undef, undef, undef, 0.05);
    }' standalone "$1" "$(ns pe1)" 2>/dev/null &
  product=$!
}
agent_inside() { local pid; for pid in $(ip netns pids "$(ns pe1)"); do grep -qz "unix:$work/product.sock" "/proc/$pid/cmdline" && return 0; done; return 1; }

check_exit 0 'is up already' "$LAB_HOME/up"
product_start "$work/product.sock"
check_soon 5 "an agent runs inside" agent_inside
check_exit 0 "is down\..*process $product\).*wait for lab/up" "$LAB_HOME/down"
check "nothing is left, with a product running" nothing_left
check "the product was left alone" kill -0 "$product"
check_exit 0 'is down already' "$LAB_HOME/down"
check_exit 0 'is up \(6 devices' "$LAB_HOME/up"
check_soon 5 "the agent runs inside again" agent_inside

# An interrupted 'down' may have taken the names away already; the processes inside must still be found.
namespaces_set_aside
check_exit 5 'damaged' "$LAB_HOME/status"
check_exit 0 'is up \(6 devices' "$LAB_HOME/up"
check_soon 5 "the agent runs inside after an interrupted down" agent_inside

# A product that was killed leaves its agents, and nobody answers on its socket any more.
kill -KILL "$product"
wait "$product" 2>/dev/null
check_exit 0 "is down\.$" "$LAB_HOME/down"
check "nothing is left when the product has ended" nothing_left
check_exit 0 'is up \(6 devices' "$LAB_HOME/up"
