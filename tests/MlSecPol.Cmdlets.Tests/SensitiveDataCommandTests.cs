using System.Management.Automation;
using Xunit;

namespace MlSecPol.Cmdlets.Tests;

public sealed class SensitiveDataCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlsecpol").FullName;
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Each_finding_is_an_object_with_its_place()
    {
        var outcome = _session.Run("Find-MlSensitiveData samples/datasets/customers-synthetic.csv -Kind email");
        Assert.Empty(outcome.Errors);
        var first = (SensitiveData)outcome.Output[0].BaseObject;
        Assert.Equal(("email", "email", 1L, true), (first.Kind, first.Column, first.Row, first.IsValidated));
        Assert.StartsWith("e***@", first.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Masking_is_the_default_and_can_be_turned_off()
    {
        Assert.DoesNotContain(_session.Run("Find-MlSensitiveData samples/datasets/customers-synthetic.csv").Output, o => ((SensitiveData)o.BaseObject).Value.Contains("4012888888881881", StringComparison.Ordinal));
        Assert.Contains(_session.Run("Find-MlSensitiveData samples/datasets/customers-synthetic.csv -Masked:$false").Output, o => string.Equals(((SensitiveData)o.BaseObject).Value, "4012888888881881", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bad_file_among_good_ones_is_one_error_and_the_rest_is_searched()
    {
        var good = Path.Combine(_folder, "good[1].csv");
        File.WriteAllText(good, "id,mail\n1,ana@example.org\n");
        var outcome = _session.Run($"'{Path.Combine(_folder, "none.csv")}', '{good}' | ForEach-Object {{ [pscustomobject] @{{ PSPath = $_ }} }} | Find-MlSensitiveData");
        Assert.StartsWith("MlSecPol.Path.NotFound,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("email", ((SensitiveData)Assert.Single(outcome.Output).BaseObject).Kind);
    }

    [Fact]
    public void What_cannot_be_searched_is_an_error_with_advice()
    {
        var file = Path.Combine(_folder, "picture.dat");
        File.WriteAllBytes(file, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
        var error = Assert.Single(_session.Run($"Find-MlSensitiveData '{file}'").Errors);
        Assert.StartsWith("MlSecPol.Search.NotRead,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("-Kind emial", "MlSecPol.Search.UnknownKind")]
    [InlineData("-Locale ZZ", "MlSecPol.Settings.WrongValue")]
    public void A_wrong_request_ends_the_command(string arguments, string errorId) =>
        Assert.StartsWith($"{errorId},", Assert.Single(_session.Run($"Find-MlSensitiveData samples/datasets {arguments}").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void A_folder_needs_Recurse()
    {
        Assert.StartsWith("MlSecPol.Path.IsFolder,", Assert.Single(_session.Run("Find-MlSensitiveData samples/datasets").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        var outcome = _session.Run("Find-MlSensitiveData samples/datasets -Recurse -Kind email");
        Assert.Empty(outcome.Errors);
        Assert.NotEmpty(outcome.Output);
    }

    [Fact]
    public void The_view_shows_kind_place_confidence_and_masked_value()
    {
        var shown = _session.Show("Find-MlSensitiveData samples/datasets/customers-synthetic.csv -Kind payment-card");
        Assert.Contains("payment-card", shown, StringComparison.Ordinal);
        Assert.Contains("column 'card_number', row 1", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("4012888888881881", shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\x1B', shown);
    }
}
