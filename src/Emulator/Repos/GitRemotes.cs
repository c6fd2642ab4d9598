using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;
using Provisioner.Emulator.WorkspaceObjects;

namespace Provisioner.Emulator.Repos;

/// <summary>
/// What git repositories hold, as far as seeds say: the files of a branch or tag, or those of all others of the repository. A clone and a move to another
/// branch or tag bring them into the workspace; a repository that no seed names is empty.
/// </summary>
internal sealed class GitRemotes
{
    private const string NotebookHeader = "Databricks notebook source";

    private static readonly Dictionary<string, string> Languages = new(StringComparer.Ordinal) { [".py"] = "PYTHON", [".sql"] = "SQL", [".scala"] = "SCALA", [".r"] = "R" };

    // By url and reference; an empty reference stands for all others.
    private readonly Dictionary<(string Url, string Reference), IReadOnlyList<(string Path, string Content)>> _files = [];

    // What the last check-out of a repo brought, so that the next takes it away.
    private readonly Dictionary<long, IReadOnlyList<string>> _brought = [];

    public void Seed(JsonObject seed)
    {
        var reference = (seed.Text("branch"), seed.Text("tag")) switch
        {
            ({ } branch, null) => branch,
            (null, { } tag) => "tag/" + tag,
            (null, null) => "",
            _ => throw ApiRefusal.Invalid("Only one of branch or tag may be given"),
        };
        _files[(seed.RequiredText("url"), reference)] = [.. seed.Items("files").Select(file => (Folders.Clean("/" + file.RequiredText("path").TrimStart('/')), file.Text("content") ?? ""))];
    }

    /// <summary>Tells the contents of two states of a branch apart; null for what no seed names.</summary>
    public string? Fingerprint(string url, string reference) => Find(url, reference) is { } files
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', files.SelectMany(file => new[] { url, reference, file.Path, file.Content })))).AsSpan(0, 20))
        : null;

    /// <summary>Brings the files under the repo's path, and takes those away that the last check-out brought and this one does not.</summary>
    public void CheckOut(World world, Workspace workspace, long repoId, string path, string url, string reference)
    {
        var files = (Find(url, reference) ?? []).Select(file => (Path: path + WithoutExtension(file), file.Content, Language: Language(file))).ToList();
        foreach (var gone in _brought.GetValueOrDefault(repoId, []).Except(files.Select(file => file.Path), StringComparer.Ordinal))
            Folders.Remove(workspace, gone);
        foreach (var (at, content, language) in files)
        {
            Folders.Make(world, workspace, Folders.Parent(at));
            if (Folders.Find(workspace, at) is null)
            {
                Folders.Add(world, workspace, at, language is null ? "FILE" : "NOTEBOOK", made =>
                {
                    if (language is not null) made["language"] = language;
                    else made["size"] = Encoding.UTF8.GetByteCount(content);
                });
            }

            workspace.Contents.Put(at, new JsonObject { ["content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(content)) });
        }

        _brought[repoId] = files.ConvertAll(file => file.Path);
    }

    private IReadOnlyList<(string Path, string Content)>? Find(string url, string reference) => _files.GetValueOrDefault((url, reference)) ?? _files.GetValueOrDefault((url, ""));

    /// <summary>A source file that says so in its first line is a notebook, and has no extension in the workspace.</summary>
    private static string? Language((string Path, string Content) file) =>
        file.Content.Split('\n')[0].Contains(NotebookHeader, StringComparison.Ordinal) ? Languages.GetValueOrDefault(Path.GetExtension(file.Path).ToLowerInvariant()) : null;

    private static string WithoutExtension((string Path, string Content) file) => Language(file) is null ? file.Path : file.Path[..^Path.GetExtension(file.Path).Length];
}
