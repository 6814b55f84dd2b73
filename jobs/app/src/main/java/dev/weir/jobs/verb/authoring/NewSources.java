package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.yaml.YamlText;
import dev.weir.jobs.draft.DraftInputs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the sources of a new workspace lie besides its own folder; its profile names that.
 *
 * @param folders outside of the workspace
 * @param database one that is read
 */
record NewSources(List<Path> folders, Optional<NewDatabase> database) {

    /** Nowhere else. */
    static final NewSources HERE = new NewSources(List.of(), Optional.empty());

    NewSources {
        folders = List.copyOf(folders);
    }

    /** Those that are named where a workspace is drafted: of a pattern the folders before its first wildcard. */
    static NewSources of(Path root, DraftInputs inputs, Optional<NewDatabase> database) {
        List<Path> folders = inputs.files().stream()
                .filter(name -> !name.contains("://"))
                .map(DraftInputs::folder)
                .map(folder -> root.resolve(folder).normalize())
                .filter(folder -> !folder.startsWith(root))
                .distinct()
                .toList();
        return new NewSources(folders, database);
    }

    /** As weir.yaml has it in a profile; empty where all lies in the workspace. */
    String text() {
        if (folders.isEmpty() && database.isEmpty()) {
            return "";
        }
        String roots = folders.isEmpty()
                ? ""
                : "      roots: ["
                        + folders.stream()
                                .map(folder -> YamlText.quoted(folder.toString()))
                                .collect(Collectors.joining(", "))
                        + "]\n";
        return "    sources:\n" + roots + database.map(NewDatabase::text).orElse("");
    }
}
