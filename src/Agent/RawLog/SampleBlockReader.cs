using System.Buffers.Binary;
using System.Text;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.RawLog;

/// <summary>Reads what <see cref="SampleBlockWriter"/> wrote, up to the first damage. Takes any octets.</summary>
internal sealed class SampleBlockReader
{
    private readonly List<SampleSeries> _series = [];
    private readonly List<LoggedSample> _samples = [];
    private long _lastTime;

    public static List<LoggedSample> Read(ReadOnlySpan<byte> data)
    {
        var reader = new SampleBlockReader();
        while (data.Length >= 8)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(data);
            if (length < 0 || length > data.Length - 8
                || Checksum.Crc32C(Checksum.Seed, data.Slice(8, length)) != BinaryPrimitives.ReadUInt32LittleEndian(data[4..])
                || !reader.TryBlock(data.Slice(8, length)))
            {
                break;
            }

            data = data[(8 + length)..];
        }

        return reader._samples;
    }

    private bool TryBlock(ReadOnlySpan<byte> block)
    {
        while (block.Length > 0)
        {
            var tag = block[0];
            block = block[1..];
            if (!(tag is SampleBlockWriter.SeriesTag or SampleBlockWriter.LabelledSeriesTag ? TrySeries(tag, ref block) : TrySample(tag, ref block)))
            {
                return false;
            }
        }

        return true;
    }

    private bool TrySeries(byte tag, ref ReadOnlySpan<byte> block)
    {
        var labels = "";
        if (!TryText(ref block, out var metric) || !TryText(ref block, out var device)
            || !TryText(ref block, out var implementation) || !TryText(ref block, out var read)
            || (tag == SampleBlockWriter.LabelledSeriesTag && !TryText(ref block, out labels)))
        {
            return false;
        }

        _series.Add(new SampleSeries(metric, device, implementation, read, labels));
        return true;
    }

    private bool TrySample(byte tag, ref ReadOnlySpan<byte> block)
    {
        if (!TryNumber(ref block, out var series) || series >= (ulong)_series.Count || !TryNumber(ref block, out var difference))
        {
            return false;
        }

        var milliseconds = _lastTime + (long)(difference >> 1 ^ (0 - (difference & 1)));
        if (milliseconds < 0 || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return false;
        }

        _lastTime = milliseconds;
        if (!TryValue(tag, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), ref block, out var sample))
        {
            return false;
        }

        _samples.Add(new LoggedSample(_series[(int)series], sample));
        return true;
    }

    private static bool TryValue(byte tag, DateTimeOffset time, ref ReadOnlySpan<byte> block, out Sample sample)
    {
        var state = (SampleState)(tag >> SampleBlockWriter.StateShift);
        var type = (ExpressionValueType)((tag >> 1) & 3);
        sample = default;
        if (state != SampleState.Present || type == ExpressionValueType.Text)
        {
            if (!TryText(ref block, out var text))
            {
                return false;
            }

            sample = state switch
            {
                SampleState.Present => Sample.Present(time, text),
                SampleState.Stale => Sample.Stale(time, text),
                SampleState.Failed => Sample.Failed(time, text),
                _ => Sample.Missing(time, text),
            };
            return true;
        }

        if (!TryDouble((tag & SampleBlockWriter.IntegerFlag) != 0, ref block, out var number))
        {
            return false;
        }

        sample = type == ExpressionValueType.Boolean ? Sample.Present(time, number != 0) : Sample.Present(time, number);
        return true;
    }

    private static bool TryDouble(bool isInteger, ref ReadOnlySpan<byte> block, out double number)
    {
        number = 0;
        if (isInteger)
        {
            var whole = TryNumber(ref block, out var integer);
            number = integer;
            return whole;
        }

        if (block.Length < 8)
        {
            return false;
        }

        number = BinaryPrimitives.ReadDoubleLittleEndian(block);
        block = block[8..];
        return true;
    }

    private static bool TryText(ref ReadOnlySpan<byte> block, out string text)
    {
        text = "";
        if (!TryNumber(ref block, out var length) || length > (ulong)block.Length)
        {
            return false;
        }

        text = Encoding.UTF8.GetString(block[..(int)length]);
        block = block[(int)length..];
        return true;
    }

    private static bool TryNumber(ref ReadOnlySpan<byte> block, out ulong number)
    {
        number = 0;
        for (var shift = 0; shift < 64 && block.Length > 0; shift += 7)
        {
            var octet = block[0];
            block = block[1..];
            number |= (ulong)(octet & 0x7f) << shift;
            if (octet < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
