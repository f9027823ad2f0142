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
          is-is:
            description: d
            label: d
            owner: parameter1
            parameters: [{name: parameter1, type: device, description: d}]
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
            parameters: [{name: parameter1, type: device, description: d}, {name: parameter2, type: text, description: d}]
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
            parameters: [{name: parameter1, type: device, description: d}, {name: parameter2, type: text, description: d}]
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
