using System.Collections.Immutable;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Graphs;

/// <summary>Finds a loop, which valid YANG would allow.</summary>
internal static class GraphCycles
{
    /// <summary>The nodes of one loop, the first repeated at the end; null when there is none. Without recursion: a chain may be long.</summary>
    public static IReadOnlyList<SubserviceId>? Find(ImmutableDictionary<SubserviceId, GraphEntry> entries)
    {
        var finished = new HashSet<SubserviceId>();
        foreach (var root in entries.Keys)
        {
            if (FindFrom(root, entries, finished) is { } loop)
            {
                return loop;
            }
        }

        return null;
    }

    private static List<SubserviceId>? FindFrom(
        SubserviceId root, ImmutableDictionary<SubserviceId, GraphEntry> entries, HashSet<SubserviceId> finished)
    {
        var path = new List<SubserviceId>();
        var onPath = new HashSet<SubserviceId>();
        var waiting = new Stack<(SubserviceId Id, bool Leave)>([(root, false)]);
        while (waiting.TryPop(out var step))
        {
            if (step.Leave)
            {
                path.RemoveAt(path.Count - 1);
                onPath.Remove(step.Id);
                finished.Add(step.Id);
                continue;
            }

            if (onPath.Contains(step.Id))
            {
                return [.. path.SkipWhile(id => id != step.Id), step.Id];
            }

            if (finished.Contains(step.Id) || !entries.TryGetValue(step.Id, out var entry))
            {
                continue;
            }

            path.Add(step.Id);
            onPath.Add(step.Id);
            waiting.Push((step.Id, true));
            foreach (var dependency in entry.Dependencies)
            {
                waiting.Push((dependency, false));
            }
        }

        return null;
    }
}
