using MlSecPol.HelpBuilder;

const string Usage = "usage: MlSecPol.HelpBuilder --assembly <dll> --docs <folder> --output <folder>";

Dictionary<string, string> options = new(StringComparer.Ordinal);
for (var i = 0; i + 1 < args.Length; i += 2) options[args[i]] = args[i + 1];

if (args.Length != 6
    || !options.TryGetValue("--assembly", out var assembly)
    || !options.TryGetValue("--docs", out var docs)
    || !options.TryGetValue("--output", out var output))
{
    await Console.Error.WriteLineAsync(Usage);
    return 2;
}

if (!File.Exists(assembly) || !Directory.Exists(docs))
{
    await Console.Error.WriteLineAsync($"MlSecPol.HelpBuilder : error MLHELP: {(File.Exists(assembly) ? docs : assembly)} does not exist.");
    return 2;
}

var problems = HelpBuild.Run(assembly, docs, output);
foreach (var problem in problems) await Console.Error.WriteLineAsync(problem.ToString());
return problems.Count == 0 ? 0 : 1;
