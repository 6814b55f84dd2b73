package dev.weir.jobs.cli;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.spark.Grammars;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A workspace as it would be with an edited rule file, in memory: the file takes the place of the one for the same contract.
 *
 * @param workspace so read
 * @param replaced the path of the file that it stands for
 */
record EditedRules(Workspace workspace, String replaced) {

    private static final Pattern CONTRACT = Pattern.compile("(?m)^contract:[ \\t]*[\"']?([^\"'#\\s]+)");
    private static final String RULES = "quality-rules";

    /**
     * Reads it.
     *
     * @throws ProblemsException with all problems, those of the edited file by its own name
     */
    static EditedRules read(WorkspaceOption option, Path edited) {
        String text = text(edited);
        Matcher contract = CONTRACT.matcher(text);
        if (!contract.find()) {
            throw ProblemsException.of(
                    Code.MISSING_FIELD,
                    Place.of(edited.toString()),
                    "'" + edited + "' does not say which contract its rules are about",
                    "a rule file begins with 'contract:'",
                    "name the file with the edited rules");
        }
        String replaced = replaced(option.root(), edited, contract.group(1));
        WorkspaceReader.Outcome outcome = WorkspaceReader.readEdited(
                option.root(), option.profile(), System.getenv(), Grammars.languages(), Map.of(replaced, text));
        if (!outcome.problems().isEmpty()) {
            throw new ProblemsException(outcome.problems().stream()
                    .map(problem -> named(problem, replaced, edited))
                    .toList());
        }
        return new EditedRules(outcome.workspace().orElseThrow(), replaced);
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

    /** The file of the same name among those for the contract; the only one; or a new one beside them. */
    private static String replaced(Path root, Path edited, String contract) {
        List<String> same = new ArrayList<>();
        Path folder = root.resolve(RULES);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                        .sorted()
                        .toList()) {
                    Matcher found = CONTRACT.matcher(text(file));
                    if (found.find() && found.group(1).equals(contract)) {
                        same.add(root.relativize(file).toString().replace('\\', '/'));
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
        String name =
                Optional.ofNullable(edited.getFileName()).map(Path::toString).orElse("edited.yaml");
        Optional<String> named =
                same.stream().filter(path -> path.endsWith("/" + name)).findFirst();
        if (named.isPresent()) {
            return named.get();
        }
        if (same.size() > 1) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of(edited.toString()),
                    "Several files hold rules for '" + contract + "'",
                    String.join(", ", same),
                    "give the edited file the name of the one that it stands for");
        }
        return same.isEmpty() ? RULES + "/" + name : same.get(0);
    }
}
