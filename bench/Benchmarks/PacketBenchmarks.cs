using System.Diagnostics;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Inspection;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>The dissector over a cached capture of five million packets.</summary>
internal static class PacketBenchmarks
{
    private const int Count = 5_000_000;
    private const int AverageLength = 400;

    public static void Run(string[] options)
    {
        var path = options is ["--file", var given] ? given : Path.Combine(Path.GetTempPath(), "raa-bench.pcap");
        if (!File.Exists(path))
        {
            new PacketFile(Count, AverageLength).Write(path);
        }

        Figure.Print("packets.file", new FileInfo(path).Length / 1e6, "MB");
        for (var run = 0; run < 5; run++)
        {
            var start = Stopwatch.GetTimestamp();
            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            using var reader = CaptureReader.Open(path);
            var inspector = new Inspector();
            while (reader.TryRead(out var packet))
            {
                inspector.Take(packet);
            }

            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Figure.Print("packets.seconds", seconds, "s");
            Figure.Print("packets.inspected", inspector.Counts.Packets / seconds, "packets/s");
            Figure.Print("packets.processor", (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds, "s");
        }
    }
}
