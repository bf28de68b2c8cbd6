using System.Diagnostics;
using System.Text;
using MlSecPol.Engine.Datasets.Files;
using MlSecPol.Engine.Datasets.Files.Access;
using MlSecPol.Engine.Datasets.Files.Checks;
using MlSecPol.Engine.Datasets.Files.Volumes;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Files;

/// <summary>Rights, owners, volumes and what stands beside a dataset.</summary>
public sealed class SurroundingsTests : IDisposable
{
    private const string Csv = "a,b\n1,2\n3,4\n";
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public SurroundingsTests() => _file = _folder.Write("data/readings.csv", Csv);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("600", "755", null, CheckStatus.Pass)]
    [InlineData("640", "755", "wider-than-policy", CheckStatus.Fail)]
    [InlineData("644", "755", "world-readable", CheckStatus.Fail)]
    [InlineData("602", "755", "world-writable", CheckStatus.Fail)]
    [InlineData("600", "777", "replaceable", CheckStatus.Fail)]
    [InlineData("600", "1777", null, CheckStatus.Pass)]
    [InlineData("604", "700", "world-behind-closed-folder", CheckStatus.Pass)]
    public void Rights_are_compared_with_the_policy(string mode, string folder, string? rule, CheckStatus status)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes are those of Unix");
        SetMode(_folder.Path, "755");
        SetMode(_file, mode);
        SetMode(Path.GetDirectoryName(_file)!, folder);
        var verdict = FileReading.Ask<WorldAccess>(_file);
        Assert.Equal(status, verdict.Status);
        if (rule is not null) Assert.Contains(verdict.Findings, f => f.Rule == rule);
        else Assert.Empty(verdict.Findings);
        SetMode(Path.GetDirectoryName(_file)!, "700");
    }

    [Fact]
    public void An_access_list_is_read_with_its_mask()
    {
        // linux/posix_acl_xattr.h: version 2; owner rw, user 1000 rw, group r, mask r, others none.
        byte[] list = [2, 0, 0, 0, 1, 0, 6, 0, 255, 255, 255, 255, 2, 0, 6, 0, 0xE8, 3, 0, 0, 4, 0, 4, 0, 255, 255, 255, 255, 16, 0, 4, 0, 255, 255, 255, 255, 32, 0, 0, 0, 255, 255, 255, 255];
        var trustees = PosixAccessList.Parse(list);
        Assert.Equal(2, trustees.Count);
        Assert.All(trustees, t => Assert.True(t is { MayRead: true, MayWrite: false, IsListed: true }));
        Assert.Empty(PosixAccessList.Parse([]));
        Assert.Empty(PosixAccessList.Parse([9, 0, 0, 0, 1, 0]));
    }

    [Fact]
    public void A_list_that_setfacl_made_is_seen()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/setfacl"), "setfacl is not installed; .ci/run installs it where it may (Debian: acl).");
        SetMode(_file, "600");
        using var process = Process.Start("/usr/bin/setfacl", ["-m", "u:65534:rw", _file]);
        process.WaitForExit();
        Assert.SkipUnless(process.ExitCode == 0, "This file system keeps no access lists.");
        var finding = Assert.Single(FileReading.Ask<WorldAccess>(_file).Findings);
        Assert.Equal("wider-than-policy", finding.Rule);
        Assert.Contains("access list", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_owner_is_one_of_those_that_are_accepted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "owners are read on Linux and Windows");
        SetMode(_file, "600");
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<Owner>(_file).Status);
        Assert.Equal("not-accepted", Assert.Single(FileReading.Ask<Owner>(_file, new FileSettings { AllowedOwners = ["nobody-at-all"] }).Findings).Rule);
        SetMode(_file, "4700");
        Assert.Equal("set-identity", Assert.Single(FileReading.Ask<Owner>(_file).Findings).Rule);
    }

    [Theory]
    [InlineData("/data/crypt/a.csv", nameof(VolumeState.Encrypted))]
    [InlineData("/data/stack/a.csv", nameof(VolumeState.Encrypted))]
    [InlineData("/data/half/a.csv", nameof(VolumeState.Plain))]
    [InlineData("/data/plain/a.csv", nameof(VolumeState.Plain))]
    [InlineData("/data/with blank/a.csv", nameof(VolumeState.Encrypted))]
    [InlineData("/data/vault/a.csv", nameof(VolumeState.Encrypted))]
    [InlineData("/data/loop/a.csv", nameof(VolumeState.Encrypted))]
    [InlineData("/data/pool/a.csv", nameof(VolumeState.Unknown))]
    [InlineData("/data/share/a.csv", nameof(VolumeState.Unknown))]
    [InlineData("/tmp/a.csv", nameof(VolumeState.Unknown))]
    [InlineData("/a.csv", nameof(VolumeState.Unknown))]
    public void Volumes_are_followed_to_the_devices_below(string path, string state)
    {
        // dm-0 is LUKS on sda2; dm-1 is a logical volume on dm-0; md0 joins dm-0 and plain sdb1; sda1 is plain; loop0 shows a file on /data/crypt.
        Block("dm-0", ("dm/uuid", "CRYPT-LUKS2-0123456789abcdef-data\n"), ("dm/name", "data\n"), ("slaves/sda2", string.Empty));
        Block("dm-1", ("dm/uuid", "LVM-abc\n"), ("dm/name", "vg-lv\n"), ("slaves/dm-0", string.Empty));
        Block("md0", ("slaves/dm-0", string.Empty), ("slaves/sdb1", string.Empty));
        Block("sda1", ("dev", "8:1\n"));
        Block("sda2", ("dev", "8:2\n"));
        Block("sdb1", ("dev", "8:17\n"));
        Block("loop0", ("loop/backing_file", "/data/crypt/image\n"));
        const string mounts = """
            22 1 0:20 / / rw - overlay overlay rw,lowerdir=/l
            23 22 254:0 / /data/crypt rw,noatime shared:1 - ext4 /dev/mapper/data rw
            24 22 254:1 / /data/stack rw - xfs /dev/mapper/vg-lv rw
            25 22 9:0 / /data/half rw - ext4 /dev/md0 rw
            26 22 8:1 / /data/plain rw - ext4 /dev/disk/by-uuid/1234 rw
            27 22 254:0 / /data/with\040blank rw - ext4 /dev/mapper/data rw
            28 22 0:50 / /data/vault rw - fuse.gocryptfs /cipher rw
            29 22 7:0 / /data/loop rw - ext4 /dev/loop0 rw
            30 22 0:60 / /data/pool rw - zfs tank/data rw
            31 22 0:61 / /data/share rw - nfs4 server:/share rw
            32 22 0:62 / /tmp rw - tmpfs tmpfs rw
            33 22 8:17 / /data/share/older rw - ext4 /dev/sdb1 rw
            """;
        Assert.Equal(state, VolumeReader.OfLinux(path, mounts, new BlockDevices(Path.Combine(_folder.Path, "sys")), 0).State.ToString());
    }

    [Fact]
    public void This_machine_gives_an_answer_and_what_is_stated_counts()
    {
        Assert.NotEqual(CheckStatus.Error, FileReading.Ask<EncryptedVolume>(_file).Status);
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<EncryptedVolume>(_file, new FileSettings { EncryptedFolders = [_folder.Path] }).Status);
    }

    [Theory]
    [InlineData("readings.csv.label", "Restricted\n", CheckStatus.Pass)]
    [InlineData("readings.csv.label", "TLP:CLEAR\n", CheckStatus.Pass)]
    [InlineData("readings.csv.label.json", """{"classification": "internal"}""", CheckStatus.Pass)]
    [InlineData("../README.md", "---\nsensitivity: confidential\nlicense: mit\n---\n# Readings\n", CheckStatus.Pass)]
    [InlineData("datapackage.json", """{"name": "r", "sensitivity": "public", "resources": []}""", CheckStatus.Pass)]
    [InlineData("croissant.json", """{"@type": "sc:Dataset", "classification": "internal"}""", CheckStatus.Pass)]
    [InlineData("README.md", "# No front matter\nlabel: internal\n", CheckStatus.Fail)]
    [InlineData("README.md", "---\nlabel: very nice\n---\n", CheckStatus.Fail)]
    [InlineData("datapackage.json", "{\"name\": ", CheckStatus.Error)]
    [InlineData("README.md", "---\nlabel: [\n---\n", CheckStatus.Error)]
    public void A_label_is_found_where_people_put_it(string name, string text, CheckStatus status)
    {
        Assert.Equal(CheckStatus.Fail, FileReading.Ask<LabelPresent>(_file).Status);
        _folder.Write("data/" + name, text);
        Assert.Equal(status, FileReading.Ask<LabelPresent>(_file).Status);
    }

    [Fact]
    public void Two_labels_beside_each_other_are_said_and_the_nearest_wins()
    {
        _folder.Write("README.md", "---\nlabel: public\n---\n");
        _folder.Write("data/readings.csv.label", "secret");
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<LabelPresent>(_file).Status);
        _folder.Write("data/LABEL", "internal");
        Assert.Equal("several-labels", Assert.Single(FileReading.Ask<LabelPresent>(_file).Findings).Rule);
    }

    [Fact]
    public void Personal_data_under_a_public_label_is_critical_and_unread_data_is_not_cleared()
    {
        var people = _folder.Write("data/people.csv", "id,contact\n" + string.Concat(Enumerable.Range(1, 50).Select(i => $"{i},person{i}@example.com\n")));
        _folder.Write("data/README.md", "---\nlabel: internal\n---\n");
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<LabelContradicted>(people).Status);
        _folder.Write("data/README.md", "---\nlabel: Public\n---\n");
        var verdict = FileReading.Ask<LabelContradicted>(people);
        Assert.Equal(CheckStatus.Fail, verdict.Status);
        Assert.All(verdict.Findings, f => Assert.Equal(Severity.Critical, f.Severity));
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<LabelContradicted>(_file).Status);
        var unread = _folder.Write("data/image.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[32]]);
        Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<LabelContradicted>(unread).Status);
    }

    [Theory]
    [InlineData("restic-snapshots.json", """[{"time":"{0}","paths":["/other"]},{"time":"{0}","paths":["{1}"]}]""")]
    [InlineData("borg-list.json", """{"archives":[{"name":"a","start":"{0}","time":"{0}"}],"repository":{"location":"/r"}}""")]
    [InlineData("backup-manifest.json", """{"restorePoints":[{"date":"{0}","path":"readings.csv"}]}""")]
    [InlineData("backup-manifest.txt", "{0} {1}\n")]
    public void The_newest_restore_point_counts(string name, string text)
    {
        Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<BackupWithinRpo>(_file).Status);
        Write(DateTimeOffset.UtcNow.AddHours(-3));
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<BackupWithinRpo>(_file).Status);
        Write(DateTimeOffset.UtcNow.AddHours(-30));
        Assert.Equal("too-old", Assert.Single(FileReading.Ask<BackupWithinRpo>(_file).Findings).Rule);
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<BackupWithinRpo>(_file, new FileSettings { MaximumBackupAgeHours = 48 }).Status);
        Write(DateTimeOffset.UtcNow.AddDays(3));
        Assert.Equal("future", Assert.Single(FileReading.Ask<BackupWithinRpo>(_file).Findings).Rule);

        void Write(DateTimeOffset time) =>
            _folder.Write("data/" + name, text.Replace("{0}", time.ToString("O", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("{1}", Path.GetDirectoryName(_file)!.Replace('\\', '/'), StringComparison.Ordinal));
    }

    [Fact]
    public void A_backup_of_something_else_is_none_and_a_broken_list_is_an_error()
    {
        _folder.Write("data/restic-snapshots.json", """[{"time":"2026-11-28T03:00:00Z","paths":["/other"]}]""");
        Assert.Equal("not-covered", Assert.Single(FileReading.Ask<BackupWithinRpo>(_file).Findings).Rule);
        _folder.Write("data/restic-snapshots.json", "[{");
        Assert.Equal(CheckStatus.Error, FileReading.Ask<BackupWithinRpo>(_file).Status);
    }

    [Theory]
    [InlineData("2999-01-01", CheckStatus.Pass)]
    [InlineData("2020-01-01T00:00:00Z", CheckStatus.Fail)]
    [InlineData("7 years", CheckStatus.NotAssessed)]
    public void Data_is_kept_no_longer_than_stated(string date, CheckStatus status)
    {
        Assert.Equal(CheckStatus.NotApplicable, FileReading.Ask<RetentionDate>(_file).Status);
        _folder.Write("data/readings.csv.label", $"label: internal\ndelete_after: \"{date}\"\n");
        Assert.Equal(status, FileReading.Ask<RetentionDate>(_file).Status);
    }

    [Theory]
    [InlineData("id_ed25519", "-----BEGIN OPENSSH PRIVATE KEY-----\ninert\n-----END OPENSSH PRIVATE KEY-----\n", true)]
    [InlineData("server.pem", "-----BEGIN CERTIFICATE-----\ninert\n-----END CERTIFICATE-----\n", false)]
    [InlineData("server.pem", "-----BEGIN CERTIFICATE-----\ninert\n-----END CERTIFICATE-----\n-----BEGIN ENCRYPTED PRIVATE KEY-----\n", true)]
    [InlineData("server.key", "-----BEGIN EC PRIVATE KEY-----\ninert\n", true)]
    [InlineData("team.asc", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n", false)]
    [InlineData("team.asc", "-----BEGIN PGP PRIVATE KEY BLOCK-----\n", true)]
    [InlineData("store.kdbx", "anything", true)]
    public void Keys_are_told_from_certificates_and_public_keys(string name, string text, bool isKey)
    {
        _folder.Write("data/" + name, text);
        Assert.Equal(isKey ? CheckStatus.Fail : CheckStatus.Pass, FileReading.Ask<KeysApartFromData>(_file).Status);
    }

    [Theory]
    [InlineData("text/csv; charset=utf-8", CheckStatus.Pass)]
    [InlineData("application/vnd.apache.parquet", CheckStatus.Fail)]
    [InlineData("application/x-nobody-knows", CheckStatus.NotAssessed)]
    public void The_declared_type_is_compared_with_the_content(string type, CheckStatus status)
    {
        Assert.Equal(CheckStatus.NotApplicable, FileReading.Ask<DeclaredType>(_file).Status);
        _folder.Write("croissant.json", $$"""{"distribution":[{"@type":"cr:FileObject","contentUrl":"data/readings.csv","encodingFormat":"{{type}}"}]}""");
        Assert.Equal(status, FileReading.Ask<DeclaredType>(_file).Status);
    }

    [Fact]
    public void Bytes_without_a_header_are_unknown_and_never_called_encrypted()
    {
        var random = new byte[1 << 16];
        new Random(11).NextBytes(random);
        var verdict = FileReading.Ask<EncryptedContainer>(random, "data.bin");
        Assert.Equal(CheckStatus.NotAssessed, verdict.Status);
        Assert.StartsWith("Unknown", verdict.Message, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.NotApplicable, FileReading.Ask<EncryptedContainer>(Encoding.ASCII.GetBytes(Csv), "a.csv").Status);
        Assert.Equal(CheckStatus.Fail, FileReading.Ask<EncryptedContainer>(Encoding.ASCII.GetBytes(Csv), "a.csv", new FileSettings { RequireEncryption = true }).Status);
    }

    private void Block(string name, params (string File, string Text)[] files)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "sys", "class", "block", name));
        foreach (var (file, text) in files) _folder.Write($"sys/class/block/{name}/{file}", text);
    }

    private static void SetMode(string path, string octal)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(octal, 8));
    }
}
