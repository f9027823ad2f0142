using System.Collections.Immutable;
using RouterAlertAssurance.Model.Collections;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>One change of a union of sub-graphs.</summary>
internal sealed class UnionEditor(SubgraphUnion before)
{
    private readonly SlotTable.Builder _slots = before.Slots.ToBuilder();
    private readonly PersistentArray<AssuranceNode?>.Builder _nodes = before.Nodes.ToBuilder();
    private readonly PersistentArray<int>.Builder _counts = before.Counts.ToBuilder();
    private readonly ImmutableDictionary<int, ImmutableArray<NodeForm>>.Builder _forms = before.Forms.ToBuilder();
    private readonly HashSet<int> _changed = [];
    private readonly List<int> _new = [];

    public void Remove(AssuranceNode node)
    {
        var slot = _slots.Find(node.Id);
        if (slot < 0 || _counts[slot] == 0)
        {
            throw new ArgumentException($"{node.Id} is not in the union.", nameof(node));
        }

        _counts[slot]--;
        if (_forms.TryGetValue(slot, out var forms))
        {
            _changed.Add(slot);
            Write(slot, forms, node, -1);
        }
        else if (!NodeForm.IsSame(_nodes[slot]!, node))
        {
            throw new ArgumentException($"{node.Id} is not in the union as it stands.", nameof(node));
        }
        else if (_counts[slot] == 0)
        {
            _changed.Add(slot);
            _nodes[slot] = null;
        }
    }

    public void Add(AssuranceNode node)
    {
        var slot = _slots.Add(node.Id, out var isNew);
        if (isNew)
        {
            _nodes.Extend(_slots.Length);
            _counts.Extend(_slots.Length);
            _new.Add(slot);
        }

        ref var count = ref _counts.Writable(slot);
        count++;
        if (count == 1)
        {
            _nodes[slot] = node;
        }
        else if (_forms.TryGetValue(slot, out var forms))
        {
            _changed.Add(slot);
            Write(slot, forms, node, 1);
        }
        else if (!NodeForm.IsSame(_nodes[slot]!, node))
        {
            _changed.Add(slot);
            _forms[slot] = [new(_nodes[slot]!, count - 1), new(node, 1)];
        }
    }

    public SubgraphUnionResult Finish()
    {
        var refusals = new List<GraphRefusal>();
        foreach (var slot in _changed.Where(_forms.ContainsKey))
        {
            _nodes[slot] = NodeForm.Union(_forms[slot], refusals);
        }

        if (refusals.Count > 0)
        {
            return new(before, GraphEdit.None, [.. refusals]);
        }

        var edit = Edit();
        int[] gone = [.. _changed.Where(slot => _counts[slot] == 0)];
        Array.ForEach(gone, _slots.Remove);
        var slots = _slots.ToImmutable();
        return new(new(slots, before.Order.Next(slots, [.. _new, .. gone]), _nodes.ToImmutable(), _counts.ToImmutable(), _forms.ToImmutable()), edit, []);
    }

    private GraphEdit Edit()
    {
        var upserts = ImmutableArray.CreateBuilder<AssuranceNode>(_new.Count);
        foreach (var slot in _new)
        {
            upserts.Add(_nodes[slot]!);
        }

        // What was taken out and put in again as it was has not changed.
        foreach (var slot in _changed.Where(slot => _counts[slot] > 0 && slot < before.Nodes.Length))
        {
            if (before.Nodes[slot] is not { } old)
            {
                continue;
            }

            if (NodeForm.IsSame(old, _nodes[slot]!))
            {
                _nodes[slot] = old;
            }
            else
            {
                upserts.Add(_nodes[slot]!);
            }
        }

        return new(upserts.DrainToImmutable(), [.. _changed.Where(slot => _counts[slot] == 0).Select(_slots.IdAt)]);
    }

    private void Write(int slot, ImmutableArray<NodeForm> forms, AssuranceNode node, int step)
    {
        var at = forms.IndexOf(forms.FirstOrDefault(form => NodeForm.IsSame(form.Node, node)));
        if (at < 0 && step < 0)
        {
            throw new ArgumentException($"{node.Id} is not in the union as it stands.", nameof(node));
        }

        forms = at < 0 ? forms.Add(new(node, 1)) : forms.SetItem(at, new(forms[at].Node, forms[at].Count + step));
        forms = forms.RemoveAll(form => form.Count == 0);
        if (forms.Length > 1)
        {
            _forms[slot] = forms;
            return;
        }

        _forms.Remove(slot);
        _nodes[slot] = forms.IsEmpty ? null : forms[0].Node;
    }
}
