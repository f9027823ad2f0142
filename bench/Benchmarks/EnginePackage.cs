using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>A package for the types of <see cref="SampleNetwork"/>: what is checked of a network every day, about five expression nodes for each subservice.</summary>
internal static class EnginePackage
{
    private const string Text = """
        package: bench
        version: 1.0.0
        revision: 2026-01-01
        metrics:
          oper-up: {type: boolean, parameters: [device, interface], implementations: [{name: t, source: t, read: t}]}
          rx-errors: {type: number, kind: counter, unit: errors, parameters: [device, interface], implementations: [{name: t, source: t, read: t}]}
          cpu: {type: number, unit: ratio, parameters: [device], implementations: [{name: t, source: t, read: t}]}
          running: {type: boolean, parameters: [device], implementations: [{name: t, source: t, read: t}]}
          circuits: {type: number, parameters: [device], implementations: [{name: t, source: t, read: t}]}
          adjacencies: {type: number, parameters: [device], implementations: [{name: t, source: t, read: t}]}
          members: {type: number, parameters: [device, destination], implementations: [{name: t, source: t, read: t}]}
          expected: {type: number, parameters: [device, destination], implementations: [{name: t, source: t, read: t}]}
          loss: {type: number, unit: ratio, parameters: [device, address], implementations: [{name: t, source: t, read: t}]}
          rtt: {type: number, unit: ms, parameters: [device, address], implementations: [{name: t, source: t, read: t}]}
          in-octets: {type: number, kind: counter, unit: bytes, parameters: [device, interface], implementations: [{name: t, source: t, read: t}]}
        services:
          tunnel:
            description: d
            label: "{name}"
            owner: device1
            parameters:
              - {name: device1, type: device, description: d}
              - {name: interface1, type: text, description: d}
              - {name: customer1, type: text, description: d}
              - {name: device2, type: device, description: d}
              - {name: interface2, type: text, description: d}
              - {name: customer2, type: text, description: d}
            dependencies:
              - subservice: tunnel
                with: {parameter1: "{device1}", parameter2: "{interface1}", parameter3: "{customer1}", parameter4: "{device2}"}
              - subservice: tunnel
                with: {parameter1: "{device2}", parameter2: "{interface2}", parameter3: "{customer2}", parameter4: "{device1}"}
              - subservice: ip-connectivity
                with: {parameter1: "{device1}", parameter2: "{device2}"}
        subservices:
          device:
            description: d
            label: d
            owner: parameter1
            parameters: [{name: parameter1, type: device, description: d}]
            inputs: {cpu: {metric: cpu, with: {device: "{parameter1}"}}}
            symptoms:
              - {name: cpu, when: avg(cpu over 1 min) > 90 %, weight: 40, text: t, description: d}
          interface:
            description: d
            label: d
            owner: parameter1
            parameters: [{name: parameter1, type: device, description: d}, {name: parameter2, type: text, description: d}]
            dependencies:
              - {subservice: device, with: {parameter1: "{parameter1}"}}
            inputs:
              oper-up: {metric: oper-up, with: {device: "{parameter1}", interface: "{parameter2}"}}
              rx-errors: {metric: rx-errors, with: {device: "{parameter1}", interface: "{parameter2}"}}
            symptoms:
              - {name: down, when: not oper-up, broken: true, text: t, description: d}
              - {name: errors, when: oper-up and rate(rx-errors) > 1 errors/s, weight: 30, text: "{=rate(rx-errors)}", description: d}
          link:
            description: d
            label: d
            owner: parameter1
            parameters: [{name: parameter1, type: device, description: d}, {name: parameter2, type: device, description: d}]
            dependencies:
              - subservice: interface
                with: {parameter1: "{link.device}", parameter2: "{link.interface}"}
                each: [{relation: link-end, as: link, where: {device: "{parameter1}", peer-device: "{parameter2}"}}]
              - subservice: interface
                with: {parameter1: "{link.peer-device}", parameter2: "{link.peer-interface}"}
                each: [{relation: link-end, as: link, where: {device: "{parameter1}", peer-device: "{parameter2}"}}]
          is-is:
            description: d
            label: d
            owner: parameter1
            parameters: [{name: parameter1, type: device, description: d}]
            dependencies:
              - {subservice: device, with: {parameter1: "{parameter1}"}}
            inputs:
              running: {metric: running, with: {device: "{parameter1}"}}
              circuits: {metric: circuits, with: {device: "{parameter1}"}}
              adjacencies: {metric: adjacencies, with: {device: "{parameter1}"}}
            symptoms:
              - {name: not-running, when: not running, broken: true, text: t, description: d}
              - {name: lost, when: running and adjacencies < circuits, weight: 40, text: t, description: d}
          ecmp:
            description: d
            label: d
            owner: parameter1
            parameters: [{name: parameter1, type: device, description: d}, {name: parameter2, type: text, description: d}]
            groups: [{name: members, combination: any}]
            dependencies:
              - subservice: link
                group: members
                with: {parameter1: "{link.device}", parameter2: "{link.peer-device}"}
                each: [{relation: link-end, as: link, where: {device: "{parameter1}"}}]
            inputs:
              members: {metric: members, with: {device: "{parameter1}", destination: "{parameter2}"}}
              expected: {metric: expected, with: {device: "{parameter1}", destination: "{parameter2}"}}
            symptoms:
              - {name: no-path, when: members == 0, broken: true, text: t, description: d}
              - {name: lost, when: members > 0 and members < expected, weight: 10, local: true, text: "{=members} of {=expected}", description: d}
          ip-connectivity:
            description: d
            label: d
            owner: parameter1
            parameters: [{name: parameter1, type: device, description: d}, {name: parameter2, type: device, description: d}]
            dependencies:
              - {subservice: is-is, with: {parameter1: "{parameter1}"}}
              - {subservice: is-is, with: {parameter1: "{parameter2}"}}
              - {subservice: ecmp, with: {parameter1: "{parameter1}", parameter2: "{parameter2}"}}
              - {subservice: ecmp, with: {parameter1: "{parameter2}", parameter2: "{parameter1}"}}
            inputs:
              loss: {metric: loss, with: {device: "{parameter1}", address: "{parameter2}"}}
              rtt: {metric: rtt, with: {device: "{parameter1}", address: "{parameter2}"}}
            symptoms:
              - {name: unreachable, when: loss >= 88 %, broken: true, text: t, description: d}
              - {name: loss, when: loss > 5 % and loss < 88 %, weight: 40, text: "{=loss}", description: d}
              - {name: slow, when: avg(rtt over 1 min) > 50 ms, weight: 20, text: t, description: d}
          tunnel:
            description: d
            label: d
            owner: parameter1
            parameters: [{name: parameter1, type: device, description: d}, {name: parameter2, type: text, description: d}, {name: parameter3, type: text, description: d}, {name: parameter4, type: device, description: d}]
            dependencies:
              - {subservice: interface, with: {parameter1: "{parameter1}", parameter2: "{parameter2}"}}
              - {subservice: interface, with: {parameter1: "{parameter1}", parameter2: "{parameter3}"}}
              - {subservice: ecmp, with: {parameter1: "{parameter1}", parameter2: "{parameter4}"}}
            inputs:
              oper-up: {metric: oper-up, with: {device: "{parameter1}", interface: "{parameter2}"}}
              in-octets: {metric: in-octets, with: {device: "{parameter1}", interface: "{parameter2}"}}
            symptoms:
              - {name: silent, when: oper-up and rate(in-octets) == 0 bytes/s, weight: 20, raise-after: 30s, text: t, description: d}
              - {name: busy, when: rate(in-octets) > 90 % * 1 Gbit/s, weight: 20, text: "{=rate(in-octets)}", description: d}
        """;

    public static PackageCatalog Load()
    {
        var change = PackageCatalog.Empty.Replace([("bench.yaml", Text)]);
        return change.Errors.Count == 0 ? change.Catalog : throw new InvalidOperationException(string.Join('\n', change.Errors));
    }
}
