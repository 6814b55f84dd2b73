package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plans of all products of a workspace, for a scheduler.
 *
 * @param files every file that they follow from, with its hash: {@code weir.yaml}, and all below {@code contracts/} and {@code
 *     quality-rules/}, by path
 * @param plans by product
 * @param notices what in their queries may come out differently on another machine
 */
public record PlannedProducts(
        Workspace workspace, List<HashedFile> files, List<Plan> plans, List<Reproducibility.Because> notices) {

    private static final List<String> WRITTEN = List.of("weir.yaml", "contracts", "quality-rules");

    public PlannedProducts {
        files = List.copyOf(files);
        plans = List.copyOf(plans);
        notices = List.copyOf(notices);
    }

    /**
     * Reads no data and starts no Spark.
     *
     * @throws ProblemsException with every problem of the workspace: a scheduler is given all products or none
     */
    public static PlannedProducts of(Desk desk) {
        // The hashes come first: where a file changes meanwhile, the document is out of date, and shows it.
        List<HashedFile> files = files(desk.folder().root());
        WorkspaceValidation.Sound sound = WorkspaceValidation.of(desk.folder(), desk.now());
        Workspace workspace = sound.workspace();
        List<Plan> plans = workspace.products().stream()
                .map(Product::id)
                .sorted()
                .map(product -> PlanReport.plan(desk, workspace, product))
                .toList();
        return new PlannedProducts(workspace, files, plans, sound.notices());
    }

    private static List<HashedFile> files(Path root) {
        List<HashedFile> files = new ArrayList<>();
        for (String written : WRITTEN) {
            Path start = root.resolve(written);
            if (!Files.exists(start)) {
                continue;
            }
            try (Stream<Path> below = Files.walk(start)) {
                for (Path file : below.filter(Files::isRegularFile).sorted().toList()) {
                    files.add(new HashedFile(
                            root.relativize(file).toString().replace('\\', '/'), Sha256.hex(Files.readAllBytes(file))));
                }
            } catch (IOException e) {
                throw ProblemsException.of(
                        Code.MISSING_FILE,
                        Place.of(written),
                        "'" + written + "' cannot be read whole",
                        e.getClass().getSimpleName(),
                        "make it readable");
            }
        }
        return files;
    }
}
