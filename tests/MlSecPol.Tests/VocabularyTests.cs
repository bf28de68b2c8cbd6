using Xunit;

namespace MlSecPol.Tests;

/// <summary>The rules that all types of the vocabulary share.</summary>
public sealed class VocabularyTests
{
    public static TheoryData<string> Records => new(Specimen.Records.Select(t => t.FullName!));

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_record_is_sealed_and_shows_as_one_short_line(string name)
    {
        var type = typeof(CheckResult).Assembly.GetType(name, throwOnError: true)!;
        Assert.True(type.IsSealed, $"{name} is not sealed.");
        var text = Specimen.Of(type).ToString();
        Assert.False(string.IsNullOrWhiteSpace(text));
        Assert.DoesNotContain('\n', text);
        Assert.False(text.StartsWith($"{type.Name} {{", StringComparison.Ordinal), $"{name} shows as the compiler's dump: {text}");
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void A_copy_equals_its_original(string name)
    {
        var type = typeof(CheckResult).Assembly.GetType(name, throwOnError: true)!;
        var one = Specimen.Of(type);
        var copy = type.GetMethod("<Clone>$")!.Invoke(one, null);
        Assert.NotSame(one, copy);
        Assert.Equal(one, copy);
    }

    [Fact]
    public void Nothing_public_can_be_changed_once_it_is_made()
    {
        foreach (var type in typeof(CheckResult).Assembly.GetExportedTypes())
        {
            Assert.All(
                type.GetProperties().Select(p => p.SetMethod).Where(s => s is { IsPublic: true }),
                s => Assert.True(PublicApi.IsInit(s!), $"{type.Name}.{s!.Name} can be called at any time."));
            Assert.All(type.GetFields().Where(f => !f.IsSpecialName), f => Assert.True(f.IsInitOnly || f.IsLiteral, $"{type.Name}.{f.Name} can be written."));
            Assert.All(type.GetProperties(), p => Assert.False(IsMutableCollection(p.PropertyType), $"{type.Name}.{p.Name} is a {p.PropertyType.Name}, which callers can change."));
        }
    }

    [Fact]
    public void Severities_sort_from_information_to_critical() =>
        Assert.Equal([Severity.Info, Severity.Low, Severity.Medium, Severity.High, Severity.Critical], new[] { Severity.High, Severity.Info, Severity.Critical, Severity.Low, Severity.Medium }.Order());

    [Fact]
    public void Mapping_confidence_sorts_from_low_to_high() =>
        Assert.Equal([MappingConfidence.Low, MappingConfidence.Medium, MappingConfidence.High], new[] { MappingConfidence.High, MappingConfidence.Low, MappingConfidence.Medium }.Order());

    private static bool IsMutableCollection(Type type) =>
        type.IsArray || (type.IsGenericType && type.GetInterfaces().Append(type).Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICollection<>)));
}
