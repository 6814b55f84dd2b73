package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.yaml.YamlInserter;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.jobs.engine.classify.ClassifiedColumn;
import dev.weir.jobs.engine.classify.ClassifiedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes proposed categories into the contracts' columns that have none. */
final class ClassifiedContracts {

    private final WorkspaceFolder folder;

    ClassifiedContracts(WorkspaceFolder folder) {
        this.folder = folder;
    }

    /**
     * All that the proposals add. Nothing is written where the workspace would not be read afterwards.
     *
     * @throws ProblemsException when it would not, or when a file cannot be written
     */
    List<ClassificationReport.Edit> write(List<ClassifiedTable> tables) {
        Map<String, String> edited = new LinkedHashMap<>();
        List<ClassificationReport.Edit> edits = new ArrayList<>();
        for (ClassifiedTable table : tables) {
            String file = table.contract().file().path();
            for (ClassifiedColumn column : table.columns()) {
                if (column.standing() != ClassifiedColumn.Standing.NEW) {
                    continue;
                }
                String category = column.proposal().category().orElseThrow();
                String before = edited.computeIfAbsent(file, this::text);
                Optional<String> after = YamlInserter.insert(
                        before,
                        List.of(
                                "schema",
                                table.table().name(),
                                "properties",
                                column.column().name()),
                        "classification",
                        category);
                if (after.isPresent()) {
                    edited.put(file, after.get());
                    edits.add(new ClassificationReport.Edit(
                            file, table.name(), column.column().name(), category));
                }
            }
        }
        if (!edits.isEmpty()) {
            List<Problem> problems = folder.edited(edited).problems();
            ProblemsException.throwIfAny(problems);
            edited.forEach(this::put);
        }
        return edits;
    }

    private String text(String file) {
        try {
            return Files.readString(path(file));
        } catch (IOException e) {
            throw failure(file, "read", e);
        }
    }

    private void put(String file, String text) {
        try {
            Files.writeString(path(file), text);
        } catch (IOException e) {
            throw failure(file, "written", e);
        }
    }

    private Path path(String file) {
        return folder.root().resolve(file);
    }

    private static ProblemsException failure(String file, String done, IOException cause) {
        return ProblemsException.of(
                Code.NOT_WRITABLE,
                Place.of(file),
                "The contract cannot be " + done,
                String.valueOf(cause.getMessage()),
                "see to its rights, or add the categories by hand");
    }
}
