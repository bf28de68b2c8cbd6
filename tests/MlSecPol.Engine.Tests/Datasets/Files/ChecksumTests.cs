using MlSecPol.Engine.Datasets.Files;
using MlSecPol.Engine.Datasets.Files.Checksums;
using Xunit;
using Check = MlSecPol.Engine.Datasets.Files.Checks.Checksum;

namespace MlSecPol.Engine.Tests.Datasets.Files;

public sealed class ChecksumTests : IDisposable
{
    // The digests of "abc" that FIPS 180-4, RFC 1321 and RFC 7693 publish.
    private const string Abc = "abc";
    private const string Md5 = "900150983cd24fb0d6963f7d28e17f72";
    private const string Sha1 = "a9993e364706816aba3e25717850c26c9cd0d89d";
    private const string Sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private const string Sha384 = "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7";
    private const string Sha512 = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
    private const string Blake2b = "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("SHA256SUMS", Sha256 + "  a.csv\n")]
    [InlineData("SHA256SUMS", Sha256 + " *a.csv\r\n")]
    [InlineData("SHA512SUMS", Sha512 + "  ./a.csv\n")]
    [InlineData("checksums.txt", "# made by hand\nSHA384 (a.csv) = " + Sha384 + "\n")]
    [InlineData("CHECKSUM", "SHA2-256 (a.csv) = " + Sha256 + "\n")]
    [InlineData("B2SUMS", Blake2b + "  a.csv\n")]
    [InlineData("checksums.txt", "BLAKE2b (a.csv) = " + Blake2b + "\n")]
    [InlineData("a.csv.sha256", Sha256 + "\n")]
    [InlineData("a.csv.sha256", Sha256 + "  build/out/a.csv\n")]
    [InlineData("datapackage.json", """{"resources":[{"path":"a.csv","hash":"sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","bytes":3}]}""")]
    [InlineData("croissant.json", """{"distribution":[{"contentUrl":"a.csv","sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}]}""")]
    public void Each_kind_of_manifest_is_understood(string name, string text)
    {
        var path = _folder.Write("a.csv", Abc);
        _folder.Write(name, text);
        // A file of one line that names another path than this file may be meant for either.
        var verdict = FileReading.Ask<Check>(path);
        Assert.Equal(text.Contains("build/out", StringComparison.Ordinal) ? CheckStatus.Error : CheckStatus.Pass, verdict.Status);
        File.WriteAllText(path, "abd");
        Assert.Equal(text.Contains("build/out", StringComparison.Ordinal) ? CheckStatus.Error : CheckStatus.Fail, FileReading.Ask<Check>(path).Status);
    }

    [Theory]
    [InlineData("MD5SUMS", Md5 + "  a.csv\n")]
    [InlineData("a.csv.sha1", Sha1 + "\n")]
    [InlineData("a.csv.dvc", "outs:\n- md5: " + Md5 + "\n  size: 3\n  hash: md5\n  path: a.csv\n")]
    [InlineData("datapackage.json", """{"resources":[{"path":"a.csv","hash":"900150983cd24fb0d6963f7d28e17f72"}]}""")]
    public void Md5_and_Sha1_alone_prove_little(string name, string text)
    {
        var path = _folder.Write("a.csv", Abc);
        _folder.Write(name, text);
        var finding = Assert.Single(FileReading.Ask<Check>(path).Findings);
        Assert.Equal((Severity.Low, "weak"), (finding.Severity, finding.Rule));
        _folder.Write("SHA256SUMS", Sha256 + "  a.csv\n");
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<Check>(path).Status);
        File.WriteAllText(path, "abd");
        Assert.Equal(Severity.High, FileReading.Ask<Check>(path).Findings[0].Severity);
    }

    [Fact]
    public void A_list_above_names_files_by_their_path()
    {
        var path = _folder.Write("train/images/a.csv", Abc);
        _folder.Write("SHA256SUMS", Sha256 + "  train/images/a.csv\n");
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<Check>(path).Status);
    }

    [Fact]
    public void The_payload_of_a_bag_has_to_be_listed()
    {
        _folder.Write("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        _folder.Write("manifest-sha512.txt", Sha512 + "  data/deep/er/100%25.csv\n");
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<Check>(_folder.Write("data/deep/er/100%.csv", Abc)).Status);
        Assert.Equal("unlisted", Assert.Single(FileReading.Ask<Check>(_folder.Write("data/smuggled.csv", Abc)).Findings).Rule);
    }

    [Fact]
    public void A_stated_size_alone_can_refute_and_not_prove()
    {
        var path = _folder.Write("a.csv", Abc);
        _folder.Write("datapackage.json", """{"resources":[{"path":"a.csv","bytes":4}]}""");
        Assert.Equal("size", Assert.Single(FileReading.Ask<Check>(path).Findings).Rule);
        _folder.Write("datapackage.json", """{"resources":[{"path":"a.csv","bytes":3}]}""");
        Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<Check>(path).Status);
    }

    [Fact]
    public void A_difference_under_an_old_file_of_DVC_is_an_error_and_no_failure()
    {
        var path = _folder.Write("a.csv", "a\r\nb\r\n");
        _folder.Write("a.csv.dvc", "outs:\n- md5: " + Md5 + "\n  path: a.csv\n");
        Assert.Equal(CheckStatus.Error, FileReading.Ask<Check>(path).Status);
    }

    [Fact]
    public void A_broken_manifest_is_an_error_and_none_is_not_applicable_unless_required()
    {
        var path = _folder.Write("a.csv", Abc);
        var none = FileReading.Ask<Check>(path);
        Assert.Equal(CheckStatus.NotApplicable, none.Status);
        Assert.Contains(Sha256, none.Message, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Fail, FileReading.Ask<Check>(path, new FileSettings { RequireChecksum = true }).Status);
        _folder.Write("datapackage.json", "{\"resources\":[");
        Assert.Equal(CheckStatus.Error, FileReading.Ask<Check>(path).Status);
    }

    [Fact]
    public void A_name_with_a_line_end_is_read_as_GNU_writes_it()
    {
        var list = ChecksumList.Parse($"\\{Sha256}  a\\nb\\\\c.csv\n", ChecksumAlgorithm.Sha256);
        Assert.Equal(Sha256, Assert.Single(list["a\nb/c.csv"]).Digest);
    }
}
