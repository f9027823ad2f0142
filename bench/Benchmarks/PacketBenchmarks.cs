using System.Diagnostics;
using System.Text.Json;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Inspection;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>
/// <c>raa inspect</c> beside tcpdump and tshark: the whole commands in turn, each on one processor, on a cached capture of five million packets; the
/// median of the runs. tshark, which is slower by orders of magnitude, reads a capture of a twentieth as many.
/// </summary>
internal static class PacketBenchmarks
{
    private const int Packets = 5_000_000;
    private const int FewerPackets = 250_000;
    private const int AverageLength = 400;
    private const int Runs = 7;
    private const string Filter = "(ip[0] & 0xf > 5 and ip[20]=0x94) or (tcp[13] & 0x20 != 0)";

    public static int Run(string[] options)
    {
        if (options is not [var raa])
        {
            Console.Error.WriteLine("packets: name the program raa");
            return 2;
        }

        var (many, few) = (Path.Combine(Path.GetTempPath(), "raa-bench-many.pcap"), Path.Combine(Path.GetTempPath(), "raa-bench-few.pcap"));
        try
        {
            var file = new PacketFile(Packets, AverageLength);
            file.Write(many);
            new PacketFile(FewerPackets, AverageLength).Write(few);
            Compare(raa, many, few, file.Expected);
            return LivePacketBenchmarks.Run();
        }
        finally
        {
            File.Delete(many);
            File.Delete(few);
        }
    }

    private static void Compare(string raa, string many, string few, IReadOnlyDictionary<string, long> expected)
    {
        Figure.Print("packets.capture", new FileInfo(many).Length / 1e6, "MB");
        Dissector(many);
        var (inspect, tcpdump) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            var (seconds, output) = Time(raa, "inspect", many, "--json");
            Check(output, expected);
            inspect.Add(seconds);
            tcpdump.Add(Time("tcpdump", "-r", many, "-w", "/dev/null", Filter).Seconds);
        }

        var tshark = Print("packets.tshark", [Time("tshark", "-r", few, "-T", "fields", "-e", "ip.opt.type", "-e", "tcp.flags.urg").Seconds], FewerPackets);
        var inspected = Print("packets.inspect", inspect, Packets);
        var filtered = Print("packets.tcpdump", tcpdump, Packets);
        Figure.Print("ratio to tcpdump", inspected / filtered, "");
        Figure.Print("ratio to tshark", inspected / tshark, "");
    }

    // A fast answer counts if it is right.
    private static void Check(string output, IReadOnlyDictionary<string, long> expected)
    {
        using var counts = JsonDocument.Parse(output);
        foreach (var (name, number) in expected)
        {
            if (counts.RootElement.GetProperty(name).GetInt64() is var counted && counted != number)
            {
                throw new InvalidOperationException($"raa inspect counts {counted} {name}, and {number} were written");
            }
        }
    }

    // Without the start of a process.
    private static void Dissector(string file)
    {
        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            using var reader = CaptureReader.Open(file);
            var inspector = new Inspector();
            inspector.TakeAll(reader);
            times.Add(inspector.Counts.Packets / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        times.Sort();
        Figure.Print("packets.dissector", times[times.Count / 2], "packets/s");
    }

    private static double Print(string name, List<double> runs, int packets)
    {
        var median = runs.Order().ElementAt(runs.Count / 2);
        Figure.Print($"{name}.packets", packets / median, "packets/s");
        Figure.Print($"{name}.time", median, "s");
        return packets / median;
    }

    // One processor for each of them: the reading is not to hide behind a second one.
    private static (double Seconds, string Output) Time(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("taskset", ["-c", "1", program, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var begin = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return process.ExitCode == 0
            ? (seconds, output)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {error.GetAwaiter().GetResult()}");
    }
}
