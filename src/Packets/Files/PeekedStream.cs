namespace RouterAlertAssurance.Packets.Files;

/// <summary>A stream whose first octets were looked at and are read once more: of a pipe, nobody can go back to them.</summary>
/// <param name="first">The octets that were taken.</param>
/// <param name="rest">What follows; disposed with this.</param>
internal sealed class PeekedStream(ReadOnlyMemory<byte> first, Stream rest) : Stream
{
    private ReadOnlyMemory<byte> _first = first;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_first.IsEmpty)
        {
            return rest.Read(buffer, offset, count);
        }

        var taken = _first[..Math.Min(count, _first.Length)];
        taken.CopyTo(buffer.AsMemory(offset));
        _first = _first[taken.Length..];
        return taken.Length;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
