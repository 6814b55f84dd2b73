package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlReader;
import dev.weir.jobs.desk.WorkspaceFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A workspace as it would be with an edited rule file, in memory: the file takes the place of the one for the same contract.
 *
 * @param workspace so read
 * @param replaced the path of the file that it stands for; empty where the contract has none yet
 */
public record EditedRules(Workspace workspace, Optional<String> replaced) {

    private static final String RULES = "quality-rules";

    /**
     * Reads it.
     *
     * @throws ProblemsException with all problems, those of the edited file by its own name
     */
    public static EditedRules read(WorkspaceFolder folder, Path edited) {
        String text = text(edited);
        Problems unreadable = new Problems();
        Optional<String> contract = contract(text, edited.toString(), unreadable);
        unreadable.throwIfAny();
        if (contract.isEmpty()) {
            throw ProblemsException.of(
                    Code.MISSING_FIELD,
                    Place.of(edited.toString()),
                    "'" + edited + "' does not say which contract its rules are about",
                    "a rule file says it under 'contract:'",
                    "name the file with the edited rules");
        }
        Optional<String> stood = replaced(folder.root(), edited, contract.get());
        String replaced = stood.orElseGet(() -> RULES + "/" + name(edited));
        WorkspaceReader.Outcome outcome = folder.edited(Map.of(replaced, text));
        if (!outcome.problems().isEmpty()) {
            throw new ProblemsException(outcome.problems().stream()
                    .map(problem -> named(problem, replaced, edited))
                    .toList());
        }
        return new EditedRules(outcome.workspace().orElseThrow(), stood);
    }

    private static Problem named(Problem problem, String replaced, Path edited) {
        Place place = problem.place();
        return place.file().equals(replaced)
                ? new Problem(
                        problem.code(),
                        new Place(edited.toString(), place.line(), place.column()),
                        problem.what(),
                        problem.why(),
                        problem.remedy())
                : problem;
    }

    private static String text(Path edited) {
        try {
            return Files.readString(edited, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.MISSING_FILE,
                    Place.of(edited.toString()),
                    "'" + edited + "' cannot be read",
                    e.getClass().getSimpleName(),
                    "name a file of rules, in UTF-8");
        }
    }

    /** The value of {@code contract} in a rule file, in whatever form of YAML. */
    private static Optional<String> contract(String text, String file, Problems problems) {
        return YamlReader.read(text, file, problems)
                .filter(YamlMap.class::isInstance)
                .map(root -> ((YamlMap) root).textOrEmpty("contract"))
                .filter(contract -> !contract.isBlank());
    }

    private static String name(Path edited) {
        return Optional.ofNullable(edited.getFileName()).map(Path::toString).orElse("edited.yaml");
    }

    /** The file of the same name among those for the contract; the only one; empty where there is none. */
    private static Optional<String> replaced(Path root, Path edited, String contract) {
        List<String> same = new ArrayList<>();
        Path folder = root.resolve(RULES);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                        .sorted()
                        .toList()) {
                    String path = root.relativize(file).toString().replace('\\', '/');
                    // what is wrong with another file is reported when the workspace is read
                    if (contract(text(file), path, new Problems())
                            .filter(contract::equals)
                            .isPresent()) {
                        same.add(path);
                    }
                }
            } catch (IOException e) {
                throw ProblemsException.of(
                        Code.MISSING_FILE,
                        Place.of(RULES),
                        "the folder '" + RULES + "' cannot be listed",
                        e.getClass().getSimpleName(),
                        "make it readable");
            }
        }
        Optional<String> named =
                same.stream().filter(path -> path.endsWith("/" + name(edited))).findFirst();
        if (named.isPresent()) {
            return named;
        }
        if (same.size() > 1) {
            throw ProblemsException.usage(
                    edited.toString(),
                    "Several files hold rules for '" + contract + "'",
                    String.join(", ", same),
                    "give the edited file the name of the one that it stands for");
        }
        return same.stream().findFirst();
    }
}
