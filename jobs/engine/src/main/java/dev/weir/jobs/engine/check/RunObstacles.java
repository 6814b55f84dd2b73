package dev.weir.jobs.engine.check;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands against a release on this machine, whatever the rows are: the key that signs, and a place to write. A check needs
 * neither, so it says what a run would miss.
 */
final class RunObstacles {

    private RunObstacles() {}

    /** A sentence each; none where a run could release. Nothing is made and nothing is written. */
    static List<String> of(Workspace workspace) {
        List<String> obstacles = new ArrayList<>();
        try {
            SigningKeys.of(workspace).requireReadable();
        } catch (ProblemsException e) {
            e.problems().forEach(problem -> obstacles.add(sentence(problem)));
        }
        readOnly(Warehouse.of(workspace))
                .ifPresent(folder -> obstacles.add("No run can release here: this user may not write in '" + folder
                        + "' (S003). Give this user the right to write there."));
        return obstacles;
    }

    private static String sentence(Problem problem) {
        return "No run can release here: " + problem.what() + " ("
                + problem.code().id() + "). Remedy: " + problem.remedy();
    }

    /** The warehouse's folder, or where it would be made, if it is on a disk and cannot be written. */
    private static Optional<Path> readOnly(Warehouse warehouse) {
        return warehouse.disk().map(RunObstacles::existing).filter(folder -> !Files.isWritable(folder));
    }

    private static Path existing(Path folder) {
        Path found = folder;
        while (!Files.exists(found) && found.getParent() != null) {
            found = found.getParent();
        }
        return found;
    }
}
