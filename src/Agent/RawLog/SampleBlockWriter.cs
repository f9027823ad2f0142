using System.Buffers.Binary;
using System.Text;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.RawLog;

/// <summary>
/// Gathers samples into a block: length (4), CRC-32C (4), entries. An entry is a tag; series are described once per segment (tag 0, or 2 with labels) and named by
/// number after that; times are differences in milliseconds.
/// </summary>
internal sealed class SampleBlockWriter
{
    public const byte SeriesTag = 0;
    public const byte LabelledSeriesTag = 2;
    public const int StateShift = 4;
    public const byte IntegerFlag = 0x08;

    private readonly Dictionary<SampleSeries, int> _series = [];
    private readonly List<(SampleSeries Series, Sample Sample)> _samples = [];
    private long _lastTime;

    public bool IsEmpty => _samples.Count == 0;

    /// <summary>Rough size of what was gathered, in octets.</summary>
    public int Length => _samples.Count * 8;

    /// <param name="series">Where it comes from.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="now">Stands in for the time of a sample that has none.</param>
    public void Add(SampleSeries series, in Sample sample, DateTimeOffset now) =>
        _samples.Add((series, sample.Time == default ? Sample.Failed(now, sample.Reason ?? "") : sample));

    /// <summary>The same samples for a segment that describes no series yet.</summary>
    public SampleBlockWriter Renewed()
    {
        var renewed = new SampleBlockWriter();
        renewed._samples.AddRange(_samples);
        return renewed;
    }

    public void WriteTo(Stream stream)
    {
        using var payload = new MemoryStream();
        foreach (var (series, sample) in _samples)
        {
            Write(payload, series, sample);
        }

        Span<byte> header = stackalloc byte[8];
        var octets = payload.GetBuffer().AsSpan(0, (int)payload.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header, octets.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Checksum.Crc32C(Checksum.Seed, octets));
        stream.Write(header);
        stream.Write(octets);
        _samples.Clear();
    }

    private void Write(MemoryStream stream, SampleSeries series, in Sample sample)
    {
        if (!_series.TryGetValue(series, out var number))
        {
            _series[series] = number = _series.Count;
            stream.WriteByte(series.Labels.Length == 0 ? SeriesTag : LabelledSeriesTag);
            WriteText(stream, series.Metric);
            WriteText(stream, series.Device);
            WriteText(stream, series.Implementation);
            WriteText(stream, series.Read);
            if (series.Labels.Length > 0)
            {
                WriteText(stream, series.Labels);
            }
        }

        var isInteger = sample is { State: SampleState.Present, Type: not ExpressionValueType.Text, Number: >= 0 and < (1L << 53) }
            && sample.Number == Math.Floor(sample.Number) && !double.IsNegative(sample.Number);
        stream.WriteByte((byte)(1 | ((int)sample.Type << 1) | (isInteger ? IntegerFlag : 0) | ((int)sample.State << StateShift)));
        WriteNumber(stream, (ulong)number);
        var time = sample.Time.ToUnixTimeMilliseconds();
        WriteNumber(stream, ZigZag(time - _lastTime));
        _lastTime = time;
        WriteValue(stream, sample, isInteger);
    }

    private static void WriteValue(MemoryStream stream, in Sample sample, bool isInteger)
    {
        if (sample.State != SampleState.Present)
        {
            WriteText(stream, sample.Reason ?? "");
        }
        else if (sample.Type == ExpressionValueType.Text)
        {
            WriteText(stream, sample.Text ?? "");
        }
        else if (isInteger)
        {
            WriteNumber(stream, (ulong)sample.Number);
        }
        else
        {
            Span<byte> number = stackalloc byte[8];
            BinaryPrimitives.WriteDoubleLittleEndian(number, sample.Number);
            stream.Write(number);
        }
    }

    private static void WriteText(MemoryStream stream, string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        WriteNumber(stream, (ulong)octets.Length);
        stream.Write(octets);
    }

    private static void WriteNumber(MemoryStream stream, ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            stream.WriteByte((byte)(number | 0x80));
        }

        stream.WriteByte((byte)number);
    }

    private static ulong ZigZag(long number) => (ulong)((number << 1) ^ (number >> 63));
}
