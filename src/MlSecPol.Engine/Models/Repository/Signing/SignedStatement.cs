using System.Security.Cryptography;
using System.Text.Json;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository.Signing;

/// <summary>What a signature over a model states: an in-toto statement with the digest of every file.</summary>
internal sealed record SignedStatement
{
    /// <summary>The kind of the statement that is read here.</summary>
    internal const string PredicateType = "https://model_signing/signature/v1.0";

    /// <summary>The kind of version 0.2, which lists the files as subjects.</summary>
    internal const string OldPredicateType = "https://model_signing/Digests/v0.1";

    private const string StatementType = "https://in-toto.io/Statement/v1";
    private const int Depth = 32;
    private const int MostResources = 1_000_000;

    /// <summary>The digests, in the order of the statement.</summary>
    public required IReadOnlyList<SignedResource> Resources { get; init; }

    /// <summary>Paths that were left out when signing.</summary>
    public required IReadOnlyList<string> IgnoredPaths { get; init; }

    /// <summary>Whether symbolic links were followed when signing.</summary>
    public required bool AllowsLinks { get; init; }

    /// <summary>Whether one file was signed by itself and not a folder; the statement then names it as the whole.</summary>
    public bool IsOneFile { get; init; }

    /// <summary>Reads a statement and checks it against itself: the subject's digest is that of all digests in order.</summary>
    /// <exception cref="FormatException">It is no such statement, or contradicts itself.</exception>
    /// <exception cref="NotSupportedException">It is of another version.</exception>
    public static SignedStatement Parse(byte[] payload, bool acceptOld)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = Depth });
            var root = document.RootElement;
            var type = Text(root, "predicateType");
            if (type == OldPredicateType && acceptOld) return Old(root.GetProperty("subject"));
            if (type != PredicateType) throw new NotSupportedException($"The signature states '{(type.Length > 80 ? type[..80] : type)}', an older or other form; sign the model again with version 1.0 of model signing or later.");
            if (Text(root, "_type") != StatementType) throw new FormatException("The statement is of another type than in-toto version 1.");
            var subjects = root.GetProperty("subject");
            if (subjects.GetArrayLength() != 1) throw new FormatException($"The statement has {subjects.GetArrayLength()} subjects; exactly one is allowed.");
            var predicate = root.GetProperty("predicate");
            var serialization = predicate.GetProperty("serialization");
            var isShards = Text(serialization, "method") == "shards";
            var list = predicate.GetProperty("resources");
            if (list.GetArrayLength() > MostResources) throw new NotSupportedException($"The statement names more than {MostResources} files.");
            var resources = list.EnumerateArray().Select(r => Resource(r, isShards, subjects[0])).ToArray();
            var stated = Digest(subjects[0].GetProperty("digest"), "sha256");
            if (!SHA256.HashData(resources.SelectMany(r => r.Digest).ToArray()).AsSpan().SequenceEqual(stated)) throw new FormatException("The digest of the whole is not that of the files in the statement.");
            return new SignedStatement
            {
                Resources = resources,
                IsOneFile = list.EnumerateArray().All(r => IsWhole(Text(r, "name"))),
                IgnoredPaths = serialization.TryGetProperty("ignore_paths", out var ignored) && ignored.ValueKind == JsonValueKind.Array ? [.. ignored.EnumerateArray().Select(i => i.GetString() ?? string.Empty)] : [],
                AllowsLinks = serialization.TryGetProperty("allow_symlinks", out var links) && links.ValueKind == JsonValueKind.True,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"What was signed is no statement over a model: {e.Message}", e);
        }
    }

    private static SignedStatement Old(JsonElement subjects)
    {
        if (subjects.GetArrayLength() > MostResources) throw new NotSupportedException($"The statement names more than {MostResources} files.");
        return new SignedStatement
        {
            Resources = [.. subjects.EnumerateArray().Select(s => new SignedResource(Inside(Text(s, "name")), 0, null, "sha256", Digest(s.GetProperty("digest"), "sha256")))],
            IgnoredPaths = [],
            AllowsLinks = false,
        };
    }

    private static SignedResource Resource(JsonElement resource, bool isShards, JsonElement subject)
    {
        var name = Text(resource, "name");
        var (path, start, end) = (name, 0L, (long?)null);
        if (isShards)
        {
            var last = name.LastIndexOf(':');
            var middle = last > 0 ? name.LastIndexOf(':', last - 1) : -1;
            if (middle <= 0 || !long.TryParse(name.AsSpan(middle + 1, last - middle - 1), out start) || !long.TryParse(name.AsSpan(last + 1), out var stop) || start < 0 || stop < start)
                throw new FormatException($"'{name}' is no part of a file.");
            (path, end) = (name[..middle], stop);
        }

        return new SignedResource(Inside(path == "." ? Text(subject, "name") : path), start, end, Text(resource, "algorithm"), Digest(resource, "digest"));
    }

    private static bool IsWhole(string name) => name == "." || name.StartsWith(".:", StringComparison.Ordinal);

    private static string Inside(string path) =>
        path.Length == 0 || path.Contains('\\', StringComparison.Ordinal) || path.Contains('\0', StringComparison.Ordinal) || MemberName.LeavesFolder(path) || path.Split('/').Any(p => p is "" or "." or "..")
            ? throw new FormatException($"'{path}' is no path in the model folder.")
            : path;

    private static byte[] Digest(JsonElement parent, string name) => Convert.FromHexString(Text(parent, name));

    private static string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is empty.");
}
