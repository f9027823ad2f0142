SUMMARY='pe1 loses its protection: nothing limits the Router Alert that comes in, while its multicast daemon takes IGMP in.'
AFFECTS='pe1/to-ce1 pe1/to-p1 pe1/to-p2'
EXPECTED='rao-rate-limit: packets with Router Alert may reach a program on pe1 at any rate'
DETECT_S=1

apply() { protection_drop pe1; }
revert() { protection_put pe1; }
visible() { ! protection_stands pe1; }
