package dev.weir.jobs.plan;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of a run, as people see it. Between {@link Conform} and {@link StageRows} of a fused table there is one pass
 * over the rows, whatever the number of steps.
 */
public sealed interface Stage {

    /** Answers by the case at hand. */
    <R> R match(Cases<R> cases);

    /** The step's name, such as {@code conform}. */
    String title();

    /** The table or source table it is about; empty for the run as a whole. */
    String subject();

    /** One answer for each step. */
    interface Cases<R> {
        R read(Read stage);

        R conform(Conform stage);

        R judge(Judge stage);

        R measure(Measure stage);

        R mask(MaskColumns stage);

        R stage(StageRows stage);

        R compare(Compare stage);

        R decide(Decide stage);

        R publish(Publish stage);
    }

    /** Every step of a plan, in order. */
    static List<Stage> of(Plan plan) {
        List<Stage> stages = new ArrayList<>();
        for (SourceRead read : plan.reads()) {
            if (read.way() != Way.FUSED) {
                stages.add(new Read(read));
            }
        }
        for (TablePlan table : plan.tables()) {
            if (table.route().way() == Way.FUSED) {
                stages.add(new Read(plan.read(table.route().inputs().get(0).name())));
            }
            stages.add(new Conform(table));
            List<RulePlan> judged = new ArrayList<>(table.rules(VerdictSource.ROW));
            judged.addAll(table.markers());
            stages.add(new Judge(table.name(), judged));
            List<RulePlan> measured = new ArrayList<>(table.rules(VerdictSource.STATES));
            measured.addAll(table.rules(VerdictSource.COUNTS));
            stages.add(new Measure(table.name(), measured));
            stages.add(new MaskColumns(table.name(), table.masks()));
            stages.add(new StageRows(table));
        }
        stages.add(new Compare(plan.rules().stream()
                .filter(rule -> rule.answer().afterStaging() || rule.answer() == VerdictSource.HISTORY)
                .toList()));
        stages.add(new Decide(plan.rules().stream()
                .filter(rule -> rule.answer() != VerdictSource.DORMANT)
                .map(RulePlan::rule)
                .filter(rule -> rule.severity() == Severity.BLOCK)
                .toList()));
        stages.add(new Publish(
                plan.product().id(), plan.tables().stream().map(TablePlan::name).toList()));
        return List.copyOf(stages);
    }

    /** Source files to typed records; lands them where the plan says so. */
    record Read(SourceRead read) implements Stage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.read(this);
        }

        @Override
        public String title() {
            return "read";
        }

        @Override
        public String subject() {
            return read.name();
        }
    }

    /** The transformation. */
    record Conform(TablePlan table) implements Stage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.conform(this);
        }

        @Override
        public String title() {
            return "conform";
        }

        @Override
        public String subject() {
            return table.name();
        }
    }

    /** The rules on single rows, and those with a marker. */
    record Judge(String subject, List<RulePlan> rules) implements Stage {
        public Judge {
            rules = List.copyOf(rules);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.judge(this);
        }

        @Override
        public String title() {
            return "judge";
        }
    }

    /** The states that rows feed. */
    record Measure(String subject, List<RulePlan> rules) implements Stage {
        public Measure {
            rules = List.copyOf(rules);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.measure(this);
        }

        @Override
        public String title() {
            return "measure";
        }
    }

    /** The masks, on good and bad rows alike. */
    record MaskColumns(String subject, List<ColumnMask> masks) implements Stage {
        public MaskColumns {
            masks = List.copyOf(masks);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.mask(this);
        }

        @Override
        public String title() {
            return "mask";
        }
    }

    /** Good rows to the product, the others to quarantine, visible to nobody yet. */
    record StageRows(TablePlan table) implements Stage {
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
    }

    /** What staged rows answer together. */
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

        @Override
        public String subject() {
            return "";
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

        @Override
        public String subject() {
            return "";
        }
    }

    /** One atomic step: the release exists or it does not. */
    record Publish(String product, List<String> tables) implements Stage {
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

        @Override
        public String subject() {
            return "";
        }
    }
}
