package dev.weir.jobs.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A stage of a run: {@code weir plan} shows it, the run does it in its turn, and events tell when it begins and ends.
 *
 * @param subject what it is about, such as a table; empty for the run as a whole
 * @param steps what a table's one pass does to each row before the row is written, in order; empty for any other stage
 */
public record Stage(Kind kind, String subject, List<Step> steps) {

    /** What a run does, in the order of the constants. */
    public enum Kind {
        /** Finds the sources' files and releases, and where records begin in a file. */
        SURVEY,
        /** Writes a source's records, typed, into files that die with the run. */
        LAND,
        /** One pass over a table's rows: good ones to the product, the others to quarantine, in no release yet. */
        STAGE,
        /** Answers what no single row can, and puts the verdicts of all rules together. */
        COMPARE,
        /** From verdicts to a decision. */
        DECIDE,
        /** Stages what later releases are compared with. */
        KEEP,
        /** Takes the digest of each data file, for the evidence. */
        DIGEST,
        /** Writes the evidence and the signature of the manifest. */
        SEAL,
        /** One atomic step: the release exists or it does not. */
        PUBLISH;

        /** The stage's name, such as {@code compare}. */
        public String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What happens to a row in the pass over its table. */
    public enum Step {
        READ,
        CONFORM,
        JUDGE,
        MEASURE,
        MASK
    }

    public Stage {
        steps = List.copyOf(steps);
    }

    /** A stage without steps. */
    public Stage(Kind kind, String subject) {
        this(kind, subject, List.of());
    }

    /** The stage's name, such as {@code compare}. */
    public String title() {
        return kind.title();
    }

    /** Every stage of a plan, in order. A run with nothing new ends after the first, a run that is held after the decision. */
    static List<Stage> of(Plan plan) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage(Kind.SURVEY, ""));
        plan.reads().stream()
                .filter(read -> read.way() == SourceRoute.LANDED)
                .forEach(read -> stages.add(new Stage(Kind.LAND, read.name())));
        plan.tables().forEach(table -> stages.add(new Stage(Kind.STAGE, table.name(), steps(plan, table))));
        stages.add(new Stage(Kind.COMPARE, ""));
        stages.add(new Stage(Kind.DECIDE, ""));
        stages.addAll(ofRelease());
        return List.copyOf(stages);
    }

    /** The last stages of a plan, from staged tables to a release. */
    public static List<Stage> ofRelease() {
        return List.of(
                new Stage(Kind.KEEP, "history"),
                new Stage(Kind.DIGEST, "data files"),
                new Stage(Kind.SEAL, ""),
                new Stage(Kind.PUBLISH, ""));
    }

    /** The pass reads a source where that was not landed before. */
    private static List<Step> steps(Plan plan, TablePlan table) {
        boolean reads = table.route().inputs().stream()
                .filter(input -> input.origin() == Input.Origin.SOURCE)
                .anyMatch(input -> plan.read(input.name()).way() != SourceRoute.LANDED);
        return Arrays.stream(Step.values())
                .filter(step -> step != Step.READ || reads)
                .toList();
    }
}
