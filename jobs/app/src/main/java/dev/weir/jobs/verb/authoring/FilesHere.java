package dev.weir.jobs.verb.authoring;

import dev.weir.jobs.draft.DraftInputs;
import java.nio.file.Path;
import java.util.List;

/** Names of files as they are typed: from the folder that the command is typed in. */
final class FilesHere {

    private FilesHere() {}

    /** The same from a workspace's root, or whole paths where they lie elsewhere. */
    static List<String> of(Path root, List<String> typed) {
        String here = Path.of("").toAbsolutePath().normalize().toString();
        return typed.stream()
                .map(name -> name.startsWith("/") || name.contains("://") || DraftInputs.isDatabase(name)
                        ? name
                        : here + "/" + name)
                .map(name -> name.startsWith(root + "/")
                        ? name.substring(root.toString().length() + 1)
                        : name)
                .toList();
    }
}
