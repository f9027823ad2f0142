SUMMARY='p1 neither asks nor answers for link-layer addresses on its link to pe1: pe1 cannot resolve 10.0.0.1, while the link and IS-IS, which needs no IP, stay up.'
AFFECTS='pe1/to-p1 p1/to-pe1'
EXPECTED='neighbour: pe1 cannot resolve 10.0.0.1 on to-p1
link: pe1 - p1 carries no IPv4'
DETECT_S=3
CONFLICTS=''

TABLE=raa_neighbour_lost

# Something that goes to p1 itself: a path that nothing takes asks for no neighbour.
apply() {
  require_cgroup
  arp_silence p1 "$TABLE" to-pe1
  forget
  hog_start_inside pe1 asker 'exec "ping", "-n", "-q", "-i", "0.5", "10.0.0.1"'
}
revert() {
  hog_stop pe1 asker
  arp_hear p1 "$TABLE"
  forget
}
visible() { ip -n "$(ns pe1)" neighbour show 10.0.0.1 dev to-p1 | grep -qE 'FAILED|INCOMPLETE'; }

forget() { ip -n "$(ns pe1)" neighbour flush dev to-p1 to 10.0.0.1; ip -n "$(ns p1)" neighbour flush dev to-pe1 to 10.0.0.0; }
