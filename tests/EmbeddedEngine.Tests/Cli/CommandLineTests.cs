using Provisioner.EmbeddedEngine.Cli;

namespace Provisioner.EmbeddedEngine.Tests.Cli;

public class CommandLineTests
{
    [Fact]
    public void Parse_FlagsBeforeBetweenAndAfterVerbs_AreAllTaken()
    {
        var line = Parse("--non-interactive", "stack", "--stack", "a", "history", "--json", "--page-size=5", "--page", "2");

        Assert.Equal("pulumi stack history", line.Path);
        Assert.True(line.Flag("non-interactive"));
        Assert.Equal("a", line.Text("stack"));
        Assert.Equal(5, line.Number("page-size"));
        Assert.Equal(2, line.Number("page"));
    }

    [Fact]
    public void Parse_ShortForms_AreTaken()
    {
        var line = Parse("up", "-yfs", "dev", "-p4", "-t", "one", "-t=two", "--refresh", "--expect-no-changes=false");

        Assert.True(line.Flag("yes") && line.Flag("skip-preview"));
        Assert.Equal("dev", line.Text("stack"));
        Assert.Equal(4, line.Number("parallel"));
        Assert.Equal(["one", "two"], line.List("target"));
        Assert.Equal("true", line.Text("refresh"));
        Assert.False(line.Flag("expect-no-changes"));
    }

    [Theory]
    [InlineData("up --nope", "unknown flag: --nope")]
    [InlineData("up -Q", "unknown shorthand flag: 'Q' in -Q")]
    [InlineData("up --stack", "flag needs an argument: --stack")]
    [InlineData("up --parallel many", "invalid argument \"many\" for \"--parallel\" flag")]
    [InlineData("up --yes=maybe", "invalid argument \"maybe\" for \"--yes\" flag")]
    [InlineData("dance", "unknown command \"dance\" for \"pulumi\"")]
    [InlineData("dance --yes", "unknown command \"dance\" for \"pulumi\"")]
    [InlineData("plugin dance --yes", "unknown command \"dance\" for \"pulumi plugin\"")]
    [InlineData("stack dance", "unknown command \"dance\" for \"pulumi stack\"")]
    [InlineData("version now", "accepts at most 0 arg(s), received 1")]
    [InlineData("config get", "requires at least 1 arg(s), only received 0")]
    [InlineData("preview --save-plan x", "--save-plan is not supported")]
    [InlineData("destroy --ignore-protect", "--ignore-protect is not supported")]
    public void Parse_WhatTheCliRefuses_IsRefused(string arguments, string expected) =>
        Assert.Contains(expected, Assert.Throws<CliException>(() => Parse(arguments.Split(' '))).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_AfterTwoDashes_TakesFlagsAsArguments() => Assert.Equal(["key", "--value"], Parse("config", "set", "--", "key", "--value").Arguments);

    private static CommandLine Parse(params string[] arguments) => CommandLine.Parse(RootCommand.Make(), arguments);
}
