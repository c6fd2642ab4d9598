using System.Text;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.WorkspaceObjects;

/// <summary>Folders, notebooks and files, <c>/api/2.0/workspace</c>: mkdirs, get-status, list, delete, import, export.</summary>
internal sealed class WorkspaceObjectsApi : IApi
{
    private const int LargestContent = 10 << 20;
    private const string NotebookHeader = "Databricks notebook source";

    private static readonly Dictionary<string, string> Languages = new(StringComparer.Ordinal) { [".py"] = "PYTHON", [".sql"] = "SQL", [".scala"] = "SCALA", [".r"] = "R" };

    public void Map(RouteTable routes)
    {
        routes.Add("POST", "/api/2.0/workspace/mkdirs", Surface.Workspace, MakeFolders);
        routes.Add("GET", "/api/2.0/workspace/get-status", Surface.Workspace, call => ApiAnswer.Ok(Folders.Get(call.Workspace, Folders.Clean(call.Required("path")))));
        routes.Add("GET", "/api/2.0/workspace/list", Surface.Workspace, List);
        routes.Add("POST", "/api/2.0/workspace/delete", Surface.Workspace, Delete);
        routes.Add("POST", "/api/2.0/workspace/import", Surface.Workspace, Import);
        routes.Add("GET", "/api/2.0/workspace/export", Surface.Workspace, Export);
    }

    private static ApiAnswer MakeFolders(ApiCall call)
    {
        var path = Folders.Clean(call.Body.RequiredText("path"));
        RefuseStrangeRepos(path);
        Folders.Make(call.World, call.Workspace, path);
        return ApiAnswer.Empty();
    }

    private static ApiAnswer List(ApiCall call)
    {
        var thing = Folders.Get(call.Workspace, Folders.Clean(call.Required("path")));
        var after = call.WholeParameter("notebooks_modified_after") ?? 0;
        var found = Folders.IsFolder(thing) ? Folders.Children(call.Workspace, thing.RequiredText("path")) : [thing];
        return ApiAnswer.Ok(new JsonObject { ["objects"] = found.Where(o => after == 0 || (o.Whole("modified_at") ?? long.MaxValue) > after).ToJsonArray() });
    }

    private static ApiAnswer Delete(ApiCall call)
    {
        var path = Folders.Clean(call.Body.RequiredText("path"));
        if (Folders.SystemFolders.Contains(path)) throw new ApiRefusal(400, "BAD_REQUEST", $"Folder ({path}) is protected");
        Folders.Get(call.Workspace, path);
        if (!(call.Body.Flag("recursive") ?? false) && Folders.Children(call.Workspace, path).Any())
            throw new ApiRefusal(400, "DIRECTORY_NOT_EMPTY", $"Folder ({path}) is not empty");
        Folders.Remove(call.Workspace, path);
        return ApiAnswer.Empty();
    }

    private static ApiAnswer Import(ApiCall call)
    {
        var path = Folders.Clean(call.Body.RequiredText("path"));
        var content = Decode(call.Body.Text("content") ?? "");
        if (content.Length > LargestContent) throw new ApiRefusal(400, "MAX_NOTEBOOK_SIZE_EXCEEDED", $"File size imported is ({content.Length} bytes), exceeded max size ({LargestContent} bytes)");
        var format = (call.Body.Text("format") ?? "SOURCE").ToUpperInvariant();
        if (format is not ("SOURCE" or "AUTO" or "RAW" or "JUPYTER" or "HTML" or "R_MARKDOWN"))
            throw ApiRefusal.Invalid($"The format {format} is not emulated: SOURCE, AUTO, RAW, JUPYTER, HTML, R_MARKDOWN");
        var language = Language(call, path, format, content);
        if (Folders.Find(call.Workspace, path) is { } there)
        {
            if (!(call.Body.Flag("overwrite") ?? false)) throw ApiRefusal.Exists($"Path ({path}) already exists.");
            if (Folders.IsFolder(there)) throw ApiRefusal.Invalid($"Path ({path}) is a folder and cannot be overwritten.");
            var changed = call.Workspace.Contents.Put(path, new JsonObject { ["content"] = Convert.ToBase64String(content) });
            if (changed) call.Workspace.Objects.Change(path, o => o["modified_at"] = call.World.Now);
            return ApiAnswer.Empty();
        }

        if (Folders.Find(call.Workspace, Folders.Parent(path)) is not { } parent || !Folders.IsFolder(parent)) throw ApiRefusal.Missing($"The parent folder ({Folders.Parent(path)}) does not exist.");
        Folders.Add(call.World, call.Workspace, path, language is null ? "FILE" : "NOTEBOOK", made =>
        {
            if (language is not null) made["language"] = language;
            else made["size"] = content.Length;
        });
        call.Workspace.Contents.Put(path, new JsonObject { ["content"] = Convert.ToBase64String(content) });
        return ApiAnswer.Empty();
    }

    private static ApiAnswer Export(ApiCall call)
    {
        var path = Folders.Clean(call.Required("path"));
        var thing = Folders.Get(call.Workspace, path);
        if (call.Workspace.Contents.Find(path) is not { } content) throw ApiRefusal.Invalid($"Path ({path}) is a folder; exporting one is not emulated.");
        if (call.FlagParameter("direct_download")) return new ApiAnswer(200, null) { Raw = Convert.FromBase64String(content.RequiredText("content")) };
        var type = thing.Text("language") switch { "PYTHON" => "py", "SQL" => "sql", "SCALA" => "scala", "R" => "r", _ => Path.GetExtension(path).TrimStart('.') };
        return ApiAnswer.Ok(new JsonObject { ["content"] = content.Text("content"), ["file_type"] = type });
    }

    /// <summary>The language of a notebook, or null when what comes is a plain file.</summary>
    private static string? Language(ApiCall call, string path, string format, byte[] content)
    {
        var asked = call.Body.Text("language")?.ToUpperInvariant();
        if (asked is not null && !Languages.ContainsValue(asked)) throw ApiRefusal.Invalid($"Unknown language {asked}");
        var byName = Languages.GetValueOrDefault(Path.GetExtension(path).ToLowerInvariant());
        switch (format)
        {
            case "SOURCE":
                return asked ?? byName ?? throw ApiRefusal.Invalid("The language is required for the format SOURCE");
            case "AUTO" or "RAW":
                return byName is not null && Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, 200))).Split('\n')[0].Contains(NotebookHeader, StringComparison.Ordinal) ? byName : null;
            default:
                return asked ?? "PYTHON";
        }
    }

    private static byte[] Decode(string content)
    {
        try
        {
            return Convert.FromBase64String(content);
        }
        catch (FormatException)
        {
            throw ApiRefusal.Invalid("content must be in base 64");
        }
    }

    /// <summary>Under /Repos there are a person's folder and git folders in it, nothing else.</summary>
    private static void RefuseStrangeRepos(string path)
    {
        if (path.StartsWith("/Repos/", StringComparison.Ordinal) && path.Split('/').Length > 3)
            throw ApiRefusal.Invalid($"Folders under /Repos can only be made on its first level, not at {path}");
    }
}
