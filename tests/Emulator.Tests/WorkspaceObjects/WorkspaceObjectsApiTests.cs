using System.Text;

namespace Provisioner.Emulator.Tests.WorkspaceObjects;

public sealed class WorkspaceObjectsApiTests
{
    private const string Root = "/api/2.0/workspace";

    [Fact]
    public async Task Import_Notebook_ListedExportedAndDeletedWithItsFolder()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var content = Convert.ToBase64String(Encoding.UTF8.GetBytes("# Databricks notebook source\nprint(1)"));
        var import = $$"""{"path":"/f/nb.py","format":"AUTO","content":"{{content}}"}""";
        Assert.Equal(404, (await emulator.PostAsync(Root + "/import", import)).Status);
        await emulator.PostAsync(Root + "/mkdirs", """{"path":"/Workspace/f"}""");
        Assert.Equal(200, (await emulator.PostAsync(Root + "/import", import)).Status);
        Assert.Equal("RESOURCE_ALREADY_EXISTS", (await emulator.PostAsync(Root + "/import", import)).ErrorCode);
        await emulator.PostAsync(Root + "/import", import.Replace("\"AUTO\"", "\"AUTO\",\"overwrite\":true", StringComparison.Ordinal));
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());

        var listed = (await emulator.GetAsync(Root + "/list?path=/f"))["objects"]![0]!;
        Assert.Equal("NOTEBOOK PYTHON /f/nb.py", $"{listed["object_type"]} {listed["language"]} {listed["path"]}");
        Assert.Equal(content, (await emulator.GetAsync(Root + "/export?path=/f/nb.py"))["content"]!.ToString());
        Assert.Equal("DIRECTORY_NOT_EMPTY", (await emulator.PostAsync(Root + "/delete", """{"path":"/f"}""")).ErrorCode);
        Assert.Equal(200, (await emulator.PostAsync(Root + "/delete", """{"path":"/f","recursive":true}""")).Status);
        Assert.Equal(404, (await emulator.GetAsync(Root + "/get-status?path=/f/nb.py")).Status);
    }

    [Theory]
    [InlineData("mkdirs", """{"path":"relative"}""", "INVALID_PARAMETER_VALUE")]
    [InlineData("mkdirs", """{"path":"/a/../b"}""", "INVALID_PARAMETER_VALUE")]
    [InlineData("mkdirs", "{}", "INVALID_PARAMETER_VALUE")]
    [InlineData("mkdirs", """{"path":"/Repos/me/sub/deep"}""", "INVALID_PARAMETER_VALUE")]
    [InlineData("delete", """{"path":"/nowhere"}""", "RESOURCE_DOES_NOT_EXIST")]
    [InlineData("delete", """{"path":"/Users","recursive":true}""", "BAD_REQUEST")]
    [InlineData("import", """{"path":"/x","format":"SOURCE","content":"!"}""", "INVALID_PARAMETER_VALUE")]
    [InlineData("import", """{"path":"/x","format":"DBC","content":""}""", "INVALID_PARAMETER_VALUE")]
    public async Task Call_Wrong_IsRefused(string call, string body, string code)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var answer = await emulator.PostAsync($"{Root}/{call}", body);
        Assert.Equal(code, answer.ErrorCode);
        Assert.False((await emulator.LastCallAsync())["changes"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Mkdirs_OverAFile_IsRefused()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.PostAsync(Root + "/import", """{"path":"/file.txt","format":"RAW","content":"YQ=="}""");
        Assert.Equal("RESOURCE_ALREADY_EXISTS", (await emulator.PostAsync(Root + "/mkdirs", """{"path":"/file.txt/x"}""")).ErrorCode);
    }
}
