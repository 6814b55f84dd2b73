package dev.weir.jobs.desk;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.ValidProducts;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.releases.acts.PermittedWaivers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A workspace that lies in a folder.
 *
 * @param root with its {@code weir.yaml}, absolute
 * @param profile by name; empty for the one that {@code weir.yaml} names
 * @param environment of which {@code weir.yaml} takes variables
 */
public record WorkspaceFolder(Path root, Optional<String> profile, Map<String, String> environment) {

    public WorkspaceFolder {
        environment = Map.copyOf(environment);
    }

    /** The whole of it. */
    public Workspace read() {
        return whole(readWhatCanBe());
    }

    /** The settings of {@code weir.yaml} alone. */
    public Workspace settings() {
        return WorkspaceReader.readSettings(root, profile, environment);
    }

    /** The whole of it, with whatever is wrong in it. */
    public WorkspaceReader.Outcome readWhatCanBe() {
        return permitted(readAsWritten());
    }

    /** The same, where a waiver counts whatever its author: for the verb that enters it in the log of acts. */
    public WorkspaceReader.Outcome readAsWritten() {
        return WorkspaceReader.readWhatCanBe(root, profile, environment, Grammars.languages());
    }

    /** Waivers of people who may not waive are wrong. */
    private static WorkspaceReader.Outcome permitted(WorkspaceReader.Outcome outcome) {
        List<Problem> problems = new ArrayList<>(outcome.problems());
        outcome.workspace().ifPresent(workspace -> problems.addAll(PermittedWaivers.problems(workspace)));
        return new WorkspaceReader.Outcome(outcome.workspace(), problems);
    }

    /** The products of it that are right, where it is not. */
    public Set<String> sound(WorkspaceReader.Outcome outcome) {
        return new ValidProducts(root, profile, environment, Grammars.languages()).of(outcome);
    }

    /** As it would be with these texts in the places of files. */
    public WorkspaceReader.Outcome edited(Map<String, String> texts) {
        return permitted(WorkspaceReader.readEdited(root, profile, environment, Grammars.languages(), texts));
    }

    /**
     * The workspace as it would be with some files' texts.
     *
     * @throws ProblemsException with what is wrong then
     */
    public Workspace soundWith(Map<String, String> texts) {
        return whole(edited(texts));
    }

    private static Workspace whole(WorkspaceReader.Outcome outcome) {
        ProblemsException.throwIfAny(outcome.problems());
        return outcome.workspace().orElseThrow();
    }

    /** Without the environment, which may hold secrets. */
    @Override
    public String toString() {
        return root.toString();
    }
}
