using CsCheck;
using Provisioner.Descriptors.Subjects;

namespace Provisioner.Descriptors.Tests.Subjects;

public class SubjectTests
{
    [Theory]
    [InlineData("user:name.surname_company.com", "name.surname@company.com")]
    [InlineData("user:first_last_company.com", "first_last@company.com")]
    [InlineData("user:plain", "plain")]
    [InlineData("user:first_last@company.com", "first_last@company.com")]
    public void Parse_User_PutsTheAtSignForTheLastUnderscore(string reference, string userName)
    {
        var reading = Subject.Parse(reference);

        Assert.Equal(userName, Assert.IsType<UserSubject>(reading.Subject).UserName);
        Assert.Equal(reference, reading.Subject.Reference);
    }

    [Fact]
    public void Parse_Group_KeepsTheNameAsItIs() => Assert.Equal("Dev_Team A", Assert.IsType<GroupSubject>(Subject.Parse("group:Dev_Team A").Subject).DisplayName);

    [Theory]
    [InlineData("anna")]
    [InlineData("role:x")]
    [InlineData("User:x")]
    [InlineData("user:")]
    [InlineData("group: ")]
    [InlineData("")]
    [InlineData("user:a\nb")]
    public void Parse_AnythingElse_IsAProblemThatNamesTheSubject(string reference)
    {
        var reading = Subject.Parse(reference);

        Assert.False(reading.Succeeded);
        if (!reference.Contains('\n', StringComparison.Ordinal))
            Assert.Contains($"'{reference}'", reading.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dev", "dev")]
    [InlineData("group:dev", "dev")]
    public void ParseGroup_PrefixOrNone_IsTheGroup(string reference, string name) =>
        Assert.Equal(name, Assert.IsType<GroupSubject>(Subject.ParseGroup(reference).Subject).DisplayName);

    [Fact]
    public void ParseGroup_User_IsAProblem() => Assert.False(Subject.ParseGroup("user:x").Succeeded);

    [Fact]
    public void Equals_SameSubjectWrittenDifferently_IsTrue()
    {
        Assert.Equal(Subject.Parse("user:A.b_c.com").Subject, Subject.Parse("user:a.B@c.com").Subject);
        Assert.Equal(Subject.Parse("group:Dev").Subject, Subject.ParseGroup("dev").Subject);
        Assert.NotEqual(Subject.Parse("group:dev").Subject, Subject.Parse("user:dev").Subject);
        Assert.Single(new HashSet<Subject?> { Subject.Parse("group:Dev").Subject, Subject.ParseGroup("dev").Subject });
    }

    [Fact]
    public void Parse_AnyMail_ComesBackFromItsReference() =>
        Gen.Select(Gen.String[Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Char["._-+"]), 1, 30], Gen.String[Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Char[".-"]), 1, 30])
            .Sample((local, domain) => ((UserSubject)Subject.Parse($"user:{local}_{domain}").Subject!).UserName == $"{local}@{domain}");
}
