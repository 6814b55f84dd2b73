package dev.weir.jobs.plan.text;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.plan.ClearColumns;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.MinorRows;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.Stage;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.VerdictSource;
import dev.weir.jobs.plan.Words;
import dev.weir.jobs.plan.interval.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A plan for people: what is read, then table by table what is done, then what the run does as a whole. */
public final class PlanText implements Stage.Cases<String> {

    private static final String INDENT = "  ";

    /** How much is told. */
    private enum Detail {
        BRIEF,
        REASONS
    }

    private final Detail detail;
    private final StringBuilder text = new StringBuilder();

    private PlanText(Detail detail) {
        this.detail = detail;
    }

    /** What will be done. */
    public static String print(Plan plan) {
        return new PlanText(Detail.BRIEF).text(plan);
    }

    /** The same, with the reason and the cost of each choice, and every rule. */
    public static String explain(Plan plan) {
        return new PlanText(Detail.REASONS).text(plan);
    }

    private String text(Plan plan) {
        line(
                "",
                plan.product().id() + ": " + Words.count(plan.tables().size(), "table") + " from "
                        + Words.count(plan.reads().size(), "source table") + ", "
                        + Words.count(plan.rules().size(), "rule") + ", for "
                        + Json.word(plan.product().audience()));
        reads(plan.reads());
        List<Stage> ofRun = new ArrayList<>();
        Map<String, List<Stage>> byTable = new TreeMap<>();
        for (Stage stage : plan.stages()) {
            if (stage.subject().isEmpty()) {
                ofRun.add(stage);
            } else {
                byTable.computeIfAbsent(stage.subject(), name -> new ArrayList<>())
                        .add(stage);
            }
        }
        for (TablePlan table : plan.tables()) {
            table(table, byTable.getOrDefault(table.name(), List.of()));
        }
        notices(plan);
        line("", "");
        ofRun.forEach(stage -> step("", stage));
        return text.toString();
    }

    private void notices(Plan plan) {
        List<RulePlan> dormant = plan.rules(VerdictSource.DORMANT);
        if (!dormant.isEmpty()) {
            line("", "");
            line("", "dormant  " + Words.count(dormant.size(), "rule") + " not in force on " + plan.day());
            Columns columns = new Columns();
            dormant.forEach(rule -> columns.row(rule.id(), rule.reason()));
            columns.lines().forEach(line -> line(INDENT.repeat(2), line));
        }
        List<String> waivers = WaiverNotices.of(plan);
        if (!waivers.isEmpty()) {
            line("", "");
            line("", "waived");
            waivers.forEach(waiver -> line(INDENT.repeat(2), waiver));
        }
        List<String> harmless = plan.harmlessNotices();
        if (!harmless.isEmpty()) {
            line("", "");
            line("", "harmless");
            harmless.forEach(column -> line(INDENT.repeat(2), column));
        }
    }

    private void reads(List<SourceRead> reads) {
        line("", "");
        line("", "read");
        Columns columns = new Columns();
        for (SourceRead read : reads) {
            columns.row(
                    read.name(),
                    read.source()
                            .release()
                            .map(release -> release.pin().isEmpty()
                                    ? "the newest release of " + release.product()
                                    : "release " + release.reference())
                            .orElseGet(() -> read.source().where().format()),
                    read.way().toString(),
                    "for " + String.join(", ", read.feeds())
                            + (read.window() == Window.WHOLE
                                    ? ""
                                    : "; " + read.window().words() + " of "
                                            + read.path().whole()));
        }
        List<String> lines = columns.lines();
        for (int i = 0; i < reads.size(); i++) {
            line(INDENT, lines.get(i));
            if (detail == Detail.REASONS) {
                line(INDENT.repeat(2), "because " + reads.get(i).reason());
                rules(reads.get(i).rules());
            }
        }
    }

    private void table(TablePlan table, List<Stage> stages) {
        line("", "");
        line("", table.name() + "  " + table.format() + ", " + table.route().way());
        if (!table.load().isWhole()) {
            line(INDENT, LoadWords.of(table));
            if (detail == Detail.REASONS) {
                LoadWords.reasons(table).forEach(reason -> line(INDENT.repeat(2), reason));
            }
        }
        if (detail == Detail.REASONS) {
            line(INDENT, "because " + table.route().reason());
            line(INDENT, "costs " + Cost.of(table));
            if (table.isCompiledStepByStep()) {
                line(
                        INDENT,
                        "compiled step by step, since its rows are too wide for Spark to compile all steps into one");
            }
        }
        stages.forEach(stage -> step(INDENT, stage));
    }

    /** Steps with nothing to do are left out. */
    private void step(String indent, Stage stage) {
        if (isIdle(stage)) {
            return;
        }
        line(indent, String.format(java.util.Locale.ROOT, "%-8s %s", stage.title(), stage.match(this)));
        if (detail == Detail.REASONS) {
            details(stage);
        }
    }

    private static boolean isIdle(Stage stage) {
        return (stage instanceof Stage.Judge judge && judge.rules().isEmpty())
                || (stage instanceof Stage.Measure measure && measure.rules().isEmpty())
                || (stage instanceof Stage.Compare compare && compare.rules().isEmpty());
    }

    private void details(Stage stage) {
        if (stage instanceof Stage.Judge judge) {
            rules(judge.rules());
        } else if (stage instanceof Stage.Measure measure) {
            rules(measure.rules());
        } else if (stage instanceof Stage.Compare compare) {
            rules(compare.rules());
        } else if (stage instanceof Stage.StageRows rows) {
            stagedRows(rows.table());
        } else if (stage instanceof Stage.MaskColumns mask) {
            Columns columns = new Columns();
            mask.masks().forEach(one -> columns.row(one.column(), one.mask().display(), one.category(), one.reason()));
            columns.lines().forEach(line -> line(INDENT.repeat(2), line));
        }
    }

    private void stagedRows(TablePlan table) {
        if (table.aside().isKept()) {
            line(
                    INDENT.repeat(2),
                    "kept aside for " + String.join(", ", table.aside().rules()));
        }
        MinorRows minors = table.protection().minors();
        List<String> told = new ArrayList<>(minors.births());
        told.addAll(minors.identities());
        told.addAll(minors.ages());
        if (!told.isEmpty()) {
            line(
                    INDENT.repeat(2),
                    "minors (under 14) told by " + String.join(", ", told) + ": "
                            + (minors.policy() == Table.Minors.DROP
                                    ? "dropped, with rows that tell no age"
                                    : "counted"));
        }
        if (!minors.followed().isEmpty()) {
            line(
                    INDENT.repeat(2),
                    "dropped with the rows of "
                            + minors.followed().stream()
                                    .map(Table.Reference::parent)
                                    .distinct()
                                    .collect(Collectors.joining(", ")));
        }
        if (!table.protection().watched().isEmpty()) {
            line(
                    INDENT.repeat(2),
                    "looked at for numbers and names of people: "
                            + String.join(", ", table.protection().watched()));
        }
    }

    private void rules(List<RulePlan> rules) {
        Columns columns = new Columns();
        rules.forEach(rule ->
                columns.row(rule.id(), rule.rule().severity().toString(), rule.answer() + ": " + rule.reason()));
        columns.lines().forEach(line -> line(INDENT.repeat(2), line));
    }

    private void line(String indent, String content) {
        text.append((indent + content).stripTrailing()).append('\n');
    }

    @Override
    public String read(Stage.Read stage) {
        return stage.read().name();
    }

    @Override
    public String conform(Stage.Conform stage) {
        return "from "
                + stage.table().route().inputs().stream()
                        .map(Input::name)
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    @Override
    public String judge(Stage.Judge stage) {
        long markers = stage.rules().stream()
                .filter(rule ->
                        rule.answer() == VerdictSource.MARKER && !(rule.rule().check() instanceof Rule.TextCast))
                .count();
        return Words.count(stage.rules().size(), "rule") + " on each row"
                + (markers == 0 ? "" : ", " + markers + " of them with other rows in view");
    }

    @Override
    public String measure(Stage.Measure stage) {
        return Words.count(stage.rules().size(), "check") + " from what adds up";
    }

    @Override
    public String mask(Stage.MaskColumns stage) {
        List<String> parts = new ArrayList<>();
        Map<String, List<String>> byMethod = new TreeMap<>();
        stage.masks().stream()
                .filter(mask -> !mask.keeps())
                .forEach(mask -> byMethod.computeIfAbsent(mask.mask().display(), word -> new ArrayList<>())
                        .add(mask.column()));
        byMethod.forEach((method, columns) -> parts.add(method + " " + String.join(", ", columns)));
        long kept = stage.masks().stream().filter(ColumnMask::keeps).count();
        parts.add("keep " + kept + " of " + Words.count(stage.masks().size(), "column"));
        return String.join("; ", parts);
    }

    @Override
    public String stage(Stage.StageRows stage) {
        ClearColumns aside = stage.table().aside();
        return "good rows to the product, the others to quarantine"
                + (aside.isKept()
                        ? "; " + (aside.columns().isEmpty() ? "the fate of each" : String.join(", ", aside.columns()))
                                + " aside, clear and encrypted, until the run ends"
                        : "");
    }

    @Override
    public String compare(Stage.Compare stage) {
        int history = (int) stage.rules().stream()
                .filter(rule -> rule.answer() == VerdictSource.HISTORY)
                .count();
        int staged = stage.rules().size() - history;
        List<String> parts = new ArrayList<>();
        if (staged > 0) {
            parts.add(Words.count(staged, "rule") + " over staged rows");
        }
        if (history > 0) {
            parts.add(Words.count(history, "rule") + " against earlier releases");
        }
        return String.join(", ", parts);
    }

    @Override
    public String decide(Stage.Decide stage) {
        return Words.count(stage.blocking().size(), "rule") + " can stop the release";
    }

    @Override
    public String publish(Stage.Publish stage) {
        return Words.count(stage.tables().size(), "table") + " under one number, or none";
    }
}
