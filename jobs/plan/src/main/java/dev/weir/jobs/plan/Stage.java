package dev.weir.jobs.plan;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stage of a run: {@code weir plan} shows it, the run does it in its turn, and an event tells when it begins and ends. */
public sealed interface Stage {

    /** Answers by the case at hand. */
    <R> R match(Cases<R> cases);

    /** The stage's name, such as {@code compare}. */
    String title();

    /** What it is about, such as a table; empty for the run as a whole. */
    default String subject() {
        return "";
    }

    /** One answer for each stage. */
    interface Cases<R> {
        R survey(Survey stage);

        R land(Land stage);

        R stage(StageTable stage);

        R compare(Compare stage);

        R decide(Decide stage);

        R keep(KeepHistory stage);

        R digest(DigestFiles stage);

        R seal(Seal stage);

        R publish(Publish stage);
    }

    /** Every stage of a plan, in order. A run with nothing new ends after the first, a run that is held after the decision. */
    static List<Stage> of(Plan plan) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new Survey(plan.reads()));
        plan.reads().stream()
                .filter(read -> read.way() == Way.LANDED)
                .map(Land::new)
                .forEach(stages::add);
        plan.tables().stream()
                .map(table -> new StageTable(table, isReadInPass(plan, table)))
                .forEach(stages::add);
        stages.add(new Compare(plan.rules().stream()
                .filter(rule -> rule.answer().afterStaging() || rule.answer() == VerdictSource.HISTORY)
                .toList()));
        stages.add(new Decide(plan.rules().stream()
                .filter(rule -> rule.answer() != VerdictSource.DORMANT)
                .map(RulePlan::rule)
                .filter(rule -> rule.severity() == Severity.BLOCK)
                .toList()));
        stages.addAll(ofRelease(plan));
        return List.copyOf(stages);
    }

    /** The last stages of a plan, from staged tables to a release. */
    static List<Stage> ofRelease(Plan plan) {
        return List.of(
                new KeepHistory(),
                new DigestFiles(),
                new Seal(),
                new Publish(plan.tables().stream().map(TablePlan::name).toList()));
    }

    private static boolean isReadInPass(Plan plan, TablePlan table) {
        return table.route().inputs().stream()
                .filter(input -> input.origin() == Input.Origin.SOURCE)
                .anyMatch(input -> plan.read(input.name()).way() != Way.LANDED);
    }

    /** Finds the sources' files and releases, and looks at the files without their records. */
    record Survey(List<SourceRead> reads) implements Stage {
        public Survey {
            reads = List.copyOf(reads);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.survey(this);
        }

        @Override
        public String title() {
            return "survey";
        }
    }

    /** Writes a source's records, typed, into files that die with the run. */
    record Land(SourceRead read) implements Stage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.land(this);
        }

        @Override
        public String title() {
            return "land";
        }

        @Override
        public String subject() {
            return read.name();
        }
    }

    /**
     * One pass over a table's rows: good ones to the product, the others to quarantine, visible to nobody yet.
     *
     * @param isReadInPass whether the pass itself reads a source, which was not landed before
     */
    record StageTable(TablePlan table, boolean isReadInPass) implements Stage {

        /** What happens to a row in the pass, in this order. */
        public enum Step {
            READ,
            CONFORM,
            JUDGE,
            MEASURE,
            MASK
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.stage(this);
        }

        @Override
        public String title() {
            return "stage";
        }

        @Override
        public String subject() {
            return table.name();
        }

        /** The steps of the pass. */
        public List<Step> steps() {
            return Arrays.stream(Step.values())
                    .filter(step -> step != Step.READ || isReadInPass)
                    .toList();
        }

        /** The rules on single rows, and those with a marker. */
        public List<RulePlan> judged() {
            List<RulePlan> judged = new ArrayList<>(table.rules(VerdictSource.ROW));
            judged.addAll(table.markers());
            return judged;
        }

        /** The rules that are answered from what the rows add up to. */
        public List<RulePlan> measured() {
            List<RulePlan> measured = new ArrayList<>(table.rules(VerdictSource.STATES));
            measured.addAll(table.rules(VerdictSource.COUNTS));
            return measured;
        }
    }

    /** Answers what staged rows and earlier releases answer together, and puts the verdicts of all rules together. */
    record Compare(List<RulePlan> rules) implements Stage {
        public Compare {
            rules = List.copyOf(rules);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.compare(this);
        }

        @Override
        public String title() {
            return "compare";
        }
    }

    /** From verdicts to a decision; these rules can stop the release. */
    record Decide(List<Rule> blocking) implements Stage {
        public Decide {
            blocking = List.copyOf(blocking);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.decide(this);
        }

        @Override
        public String title() {
            return "decide";
        }
    }

    /** Stages what later releases are compared with. */
    record KeepHistory() implements Stage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.keep(this);
        }

        @Override
        public String title() {
            return "keep";
        }

        @Override
        public String subject() {
            return "history";
        }
    }

    /** Takes the digest of each data file, for the evidence. */
    record DigestFiles() implements Stage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.digest(this);
        }

        @Override
        public String title() {
            return "digest";
        }

        @Override
        public String subject() {
            return "data files";
        }
    }

    /** Writes the evidence and the signature of the manifest. */
    record Seal() implements Stage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.seal(this);
        }

        @Override
        public String title() {
            return "seal";
        }
    }

    /** One atomic step: the release exists or it does not. */
    record Publish(List<String> tables) implements Stage {
        public Publish {
            tables = List.copyOf(tables);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.publish(this);
        }

        @Override
        public String title() {
            return "publish";
        }
    }
}
