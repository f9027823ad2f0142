using System.Collections.Immutable;
using RouterAlertAssurance.Model.Collections;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>One change of a union of sub-graphs.</summary>
internal sealed class UnionEditor(SubgraphUnion before)
{
    private readonly SlotTable.Builder _slots = before.Slots.ToBuilder();
    private readonly PersistentArray<UnionMember>.Builder _members = before.Members.ToBuilder();
    private readonly ImmutableDictionary<int, ImmutableArray<NodeForm>>.Builder _forms = before.Forms.ToBuilder();
    private readonly HashSet<int> _changed = [];
    private readonly List<int> _new = [];

    public void Remove(AssuranceNode node)
    {
        var slot = _slots.Find(node.Id);
        if (slot < 0 || _members[slot].Node is not { } known)
        {
            throw NotThere(node);
        }

        ref var member = ref _members.Writable(slot);
        member.Count--;
        if (_forms.TryGetValue(slot, out var forms))
        {
            _changed.Add(slot);
            Write(slot, forms, node, -1);
        }
        else if (!NodeForm.IsSame(known, node))
        {
            throw NotThere(node);
        }
        else if (member.Count == 0)
        {
            _changed.Add(slot);
            member.Node = null;
        }
    }

    public void Add(AssuranceNode node)
    {
        var slot = _slots.Add(node.Id, out var isNew);
        if (isNew)
        {
            _members.Extend(_slots.Length);
            _new.Add(slot);
        }

        ref var member = ref _members.Writable(slot);
        member.Count++;
        if (member.Count == 1)
        {
            member.Node = node;
        }
        else if (_forms.Count > 0 && _forms.TryGetValue(slot, out var forms))
        {
            _changed.Add(slot);
            Write(slot, forms, node, 1);
        }
        else if (!NodeForm.IsSame(member.Node!, node))
        {
            _changed.Add(slot);
            _forms[slot] = [new(member.Node!, member.Count - 1), new(node, 1)];
        }
    }

    public SubgraphUnionResult Finish()
    {
        var refusals = new List<GraphRefusal>();
        foreach (var slot in _changed.Where(_forms.ContainsKey))
        {
            _members.Writable(slot).Node = NodeForm.Union(_forms[slot], refusals);
        }

        if (refusals.Count > 0)
        {
            return new(before, GraphEdit.None, [.. refusals]);
        }

        var edit = Edit();
        int[] gone = [.. _changed.Where(slot => _members[slot].Count == 0)];
        Array.ForEach(gone, _slots.Remove);
        var slots = _slots.ToImmutable();
        return new(new(slots, before.Order.Next(slots, [.. _new, .. gone]), _members.ToImmutable(), _forms.ToImmutable()), edit, []);
    }

    private GraphEdit Edit()
    {
        var upserts = ImmutableArray.CreateBuilder<AssuranceNode>(_new.Count);
        foreach (var slot in _new)
        {
            upserts.Add(_members[slot].Node!);
        }

        foreach (var slot in _changed.Where(slot => slot < before.Members.Length))
        {
            if (before.Members[slot].Node is { } old && _members[slot].Node is { } now && !IsTakenBack(slot, old, now))
            {
                upserts.Add(now);
            }
        }

        return new(upserts.DrainToImmutable(), [.. _changed.Where(slot => _members[slot].Count == 0).Select(_slots.IdAt)]);
    }

    // What was taken out and put in again as it was has not changed.
    private bool IsTakenBack(int slot, AssuranceNode old, AssuranceNode now)
    {
        if (!NodeForm.IsSame(old, now))
        {
            return false;
        }

        _members.Writable(slot).Node = old;
        return true;
    }

    private void Write(int slot, ImmutableArray<NodeForm> forms, AssuranceNode node, int step)
    {
        var at = 0;
        while (at < forms.Length && !NodeForm.IsSame(forms[at].Node, node))
        {
            at++;
        }

        if (at == forms.Length && step < 0)
        {
            throw NotThere(node);
        }

        forms = at == forms.Length ? forms.Add(new(node, 1)) : forms.SetItem(at, new(forms[at].Node, forms[at].Count + step));
        forms = forms.RemoveAll(form => form.Count == 0);
        if (forms.Length > 1)
        {
            _forms[slot] = forms;
            return;
        }

        _forms.Remove(slot);
        _members.Writable(slot).Node = forms.IsEmpty ? null : forms[0].Node;
    }

    private static ArgumentException NotThere(AssuranceNode node) => new($"{node.Id} is not in the union as it stands.", nameof(node));
}
