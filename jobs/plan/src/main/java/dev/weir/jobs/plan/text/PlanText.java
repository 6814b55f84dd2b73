package dev.weir.jobs.plan.text;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.plan.ClearColumns;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.MinorRows;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.PlanWording;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.Stage;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.VerdictSource;
import dev.weir.jobs.plan.interval.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A plan for people, stage by stage: what is read, then table by table what is done, then what the run does as a whole. */
public final class PlanText {

    private static final String INDENT = "  ";

    /** How much the text shows. */
    private enum Detail {
        BRIEF,
        REASONS
    }

    private final Plan plan;
    private final Detail detail;
    private final StringBuilder text = new StringBuilder();

    private PlanText(Plan plan, Detail detail) {
        this.plan = plan;
        this.detail = detail;
    }

    /** What will be done. */
    public static String print(Plan plan) {
        return new PlanText(plan, Detail.BRIEF).text();
    }

    /** The same, with the reason and the cost of each choice, and every rule. */
    public static String explain(Plan plan) {
        return new PlanText(plan, Detail.REASONS).text();
    }

    private String text() {
        line(
                "",
                plan.product().id() + ": " + PlanWording.count(plan.tables().size(), "table") + " from "
                        + PlanWording.count(plan.reads().size(), "source table") + ", "
                        + PlanWording.count(plan.rules().size(), "rule") + ", for "
                        + Json.word(plan.product().audience()));
        plan.stages().forEach(this::stage);
        return text.toString();
    }

    private void stage(Stage stage) {
        switch (stage.kind()) {
            case SURVEY -> reads(plan.reads());
            case LAND -> {} // shown with the source, as the way by which it is read
            case STAGE -> table(plan.table(stage.subject()));
            case COMPARE -> {
                notices();
                compare(plan.compared());
            }
            case DECIDE ->
                step("", "decide", PlanWording.count(plan.blocking().size(), "rule") + " can stop the release");
            case KEEP -> step("", "keep", "what later releases are compared with");
            case DIGEST -> step("", "digest", "each data file");
            case SEAL -> step("", "seal", "evidence and signature");
            case PUBLISH ->
                step("", "publish", PlanWording.count(plan.tables().size(), "table") + " under one number, or none");
        }
    }

    private void notices() {
        List<RulePlan> dormant = plan.rules(VerdictSource.DORMANT);
        PaddedColumns columns = new PaddedColumns();
        dormant.forEach(rule -> columns.row(rule.id(), rule.reason()));
        notices(
                "dormant  " + PlanWording.count(dormant.size(), "rule") + " not in force on " + plan.day(),
                columns.lines());
        notices("waived", WaiverNotices.of(plan));
        notices("harmless", plan.harmlessNotices());
        notices("ending", plan.endingNotices());
    }

    private void notices(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            line("", "");
            line("", title);
            lines.forEach(this::below);
        }
    }

    private void reads(List<SourceRead> reads) {
        line("", "");
        line("", "read");
        PaddedColumns columns = new PaddedColumns();
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
                below("because " + reads.get(i).reason());
                rules(reads.get(i).rules());
            }
        }
    }

    private void table(TablePlan table) {
        line("", "");
        line("", table.name() + "  " + table.format() + ", " + table.route().way());
        if (!table.load().isWhole()) {
            line(INDENT, LoadText.of(table));
            if (detail == Detail.REASONS) {
                LoadText.reasons(table).forEach(this::below);
            }
        }
        if (detail == Detail.REASONS) {
            line(INDENT, "because " + table.route().reason());
            line(INDENT, "costs " + TableCost.of(table));
            if (table.isCompiledStepByStep()) {
                line(
                        INDENT,
                        "compiled step by step, since its rows are too wide for Spark to compile all steps into one");
            }
        }
        step(
                INDENT,
                "conform",
                "from "
                        + table.route().inputs().stream()
                                .map(Input::name)
                                .distinct()
                                .collect(Collectors.joining(", ")));
        rules("judge", judged(table.judged()), table.judged());
        rules("measure", PlanWording.count(table.measured().size(), "check") + " from what adds up", table.measured());
        step(INDENT, "mask", masks(table.masks()));
        if (detail == Detail.REASONS) {
            PaddedColumns columns = new PaddedColumns();
            table.masks().forEach(one -> columns.row(one.column(), one.mask().display(), one.category(), one.reason()));
            columns.lines().forEach(this::below);
        }
        step(INDENT, "stage", staged(table.aside()));
        if (detail == Detail.REASONS) {
            stagedRows(table);
        }
    }

    private void step(String indent, String title, String what) {
        line(indent, String.format(Locale.ROOT, "%-8s %s", title, what));
    }

    /** A step with its rules; one that has none is left out. */
    private void rules(String title, String what, List<RulePlan> rules) {
        if (!rules.isEmpty()) {
            step(INDENT, title, what);
            if (detail == Detail.REASONS) {
                rules(rules);
            }
        }
    }

    private void stagedRows(TablePlan table) {
        if (table.aside().isKept()) {
            below("kept aside for " + String.join(", ", table.aside().rules()));
        }
        MinorRows minors = table.protection().minors();
        if (minors.isDetectable()) {
            below("minors (under 14) told by " + String.join(", ", minors.evidence()) + ": "
                    + (minors.policy() == Table.Minors.DROP ? "dropped, with rows that tell no age" : "counted"));
        }
        if (!minors.followed().isEmpty()) {
            below("dropped with the rows of " + String.join(", ", minors.parents()));
        }
        if (!table.protection().watched().isEmpty()) {
            below("looked at for numbers and names of people: "
                    + String.join(", ", table.protection().watched()));
        }
    }

    private void rules(List<RulePlan> rules) {
        PaddedColumns columns = new PaddedColumns();
        rules.forEach(rule ->
                columns.row(rule.id(), rule.rule().severity().toString(), rule.answer() + ": " + rule.reason()));
        columns.lines().forEach(this::below);
    }

    /** What belongs to the line above. */
    private void below(String content) {
        line(INDENT.repeat(2), content);
    }

    private void line(String indent, String content) {
        text.append((indent + content).stripTrailing()).append('\n');
    }

    private static String judged(List<RulePlan> rules) {
        long markers = rules.stream()
                .filter(rule ->
                        rule.answer() == VerdictSource.MARKER && !(rule.rule().check() instanceof Rule.TextCast))
                .count();
        return PlanWording.count(rules.size(), "rule") + " on each row"
                + (markers == 0 ? "" : ", " + markers + " of them with other rows in view");
    }

    private static String masks(List<ColumnMask> masks) {
        List<String> parts = new ArrayList<>();
        Map<String, List<String>> byMethod = new TreeMap<>();
        masks.stream()
                .filter(mask -> !mask.keeps())
                .forEach(mask -> byMethod.computeIfAbsent(mask.mask().display(), word -> new ArrayList<>())
                        .add(mask.column()));
        byMethod.forEach((method, columns) -> parts.add(method + " " + String.join(", ", columns)));
        long kept = masks.stream().filter(ColumnMask::keeps).count();
        parts.add("keep " + kept + " of " + PlanWording.count(masks.size(), "column"));
        return String.join("; ", parts);
    }

    private static String staged(ClearColumns aside) {
        return "good rows to the product, the others to quarantine"
                + (aside.isKept()
                        ? "; " + (aside.columns().isEmpty() ? "the fate of each" : String.join(", ", aside.columns()))
                                + " aside, clear and encrypted, until the run ends"
                        : "");
    }

    private void compare(List<RulePlan> rules) {
        long history = rules.stream()
                .filter(rule -> rule.answer() == VerdictSource.HISTORY)
                .count();
        long staged = rules.size() - history;
        List<String> parts = new ArrayList<>();
        if (staged > 0) {
            parts.add(PlanWording.count(staged, "rule") + " over staged rows");
        }
        if (history > 0) {
            parts.add(PlanWording.count(history, "rule") + " against earlier releases");
        }
        line("", "");
        step("", "compare", parts.isEmpty() ? "nothing beyond what the passes tell" : String.join(", ", parts));
        if (detail == Detail.REASONS) {
            rules(rules);
        }
    }
}
