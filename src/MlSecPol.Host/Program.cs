namespace MlSecPol.Host;

/// <summary>The entry point of <c>mlsecpol</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        CommandLine request;
        try
        {
            request = CommandLine.Parse(arguments);
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine($"mlsecpol: {e.Message}");
            Console.Error.WriteLine(CommandLine.Usage);
            return ExitCode.UsageOrToolError;
        }

        if (request.Action != CommandLineAction.Run)
        {
            Console.Out.WriteLine(request.Action == CommandLineAction.ShowVersion ? CommandLine.Version : CommandLine.Usage);
            return ExitCode.Success;
        }

        using var session = new Session(request);
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            session.Stop();
        };
        return session.Run();
    }
}
