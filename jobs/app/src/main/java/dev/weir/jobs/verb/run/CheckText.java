package dev.weir.jobs.verb.run;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.FailingRow;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Score;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.UnreadableRecords;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.SqlNoticeText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.engine.check.CheckResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.source.UnreadFiles;
import dev.weir.jobs.plan.Input;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trial's result for people: table by table what failed, with the rows. */
final class CheckText {

    private static final int VALUE_WIDTH = 32;
    private static final int OTHER_VALUES = 6;

    private final Terminal terminal;
    private final CheckResult result;
    private final CheckSelection chosen;
    private final Score score;

    CheckText(Terminal terminal, CheckResult result, CheckSelection chosen) {
        this.terminal = terminal;
        this.result = result;
        this.chosen = chosen;
        this.score = result.record().score();
    }

    void print() {
        RunRecord record = result.record();
        for (TableCount table : record.tables()) {
            if (chosen.table(table.table()) && concerns(table.table())) {
                heading(
                        table.table(),
                        DisplayText.count(table.produced(), "row") + ": " + DisplayText.number(table.released())
                                + " would be released, " + DisplayText.number(table.quarantined()) + " quarantined");
                rules(table.table());
            }
        }
        for (SourceCount source : record.sources()) {
            if (chosen.table().isEmpty() ? concerns(source.table()) : isCause(source)) {
                heading(
                        source.table(),
                        DisplayText.count(source.records(), "record") + " in "
                                + source.release()
                                        .map(release -> "release " + release.reference())
                                        .or(() -> source.database().map(SourceCount.ReadDatabase::table))
                                        .orElseGet(() ->
                                                DisplayText.count(source.files().size(), "file"))
                                + ": " + DisplayText.number(source.unreadable())
                                + " unreadable");
                source.copies().forEach(copy -> terminal.plain("  " + copy));
                rules(source.table());
                unreadable(source.table());
            }
        }
        record.reproducible().ifPresent(found -> SqlNoticeText.print(terminal, found.because()));
        last(record);
    }

    /** With a rule chosen, only its own table is of interest. */
    private boolean concerns(String table) {
        return chosen.rule().isEmpty()
                || result.record().verdicts().stream()
                        .anyMatch(verdict -> chosen.rule(verdict.rule())
                                && verdict.rule().table().equals(table));
    }

    /** Whether the chosen table reads a source that lost records, has the same file twice, or breaks a rule. */
    private boolean isCause(SourceCount source) {
        boolean isRead = result.plan().tables().stream()
                .filter(table -> chosen.table(table.name()))
                .flatMap(table -> table.route().inputs().stream())
                .anyMatch(input ->
                        input.origin() == Input.Origin.SOURCE && input.name().equals(source.table()));
        return chosen.rule().isEmpty()
                && isRead
                && (source.unreadable() > 0
                        || !source.copies().isEmpty()
                        || result.record().verdicts().stream()
                                .anyMatch(verdict -> verdict.rule().table().equals(source.table())
                                        && VerdictEffect.of(verdict) != VerdictEffect.NONE));
    }

    private void heading(String name, String counts) {
        String points = score.tables().stream()
                .filter(found -> found.table().equals(name))
                .findFirst()
                .map(found -> "   score " + Score.words(found.points()))
                .orElse("");
        terminal.result(bold(name) + "  " + counts + points);
    }

    private void rules(String table) {
        Map<VerdictEffect, Integer> effects = new EnumMap<>(VerdictEffect.class);
        List<Verdict> shown = new ArrayList<>();
        for (Verdict verdict : result.record().verdicts()) {
            if (verdict.rule().table().equals(table)) {
                VerdictEffect effect = VerdictEffect.of(verdict);
                effects.merge(effect, 1, Integer::sum);
                if (chosen.rule().isPresent() ? chosen.rule(verdict.rule()) : effect != VerdictEffect.NONE) {
                    shown.add(verdict);
                }
            }
        }
        if (chosen.rule().isEmpty() && !effects.isEmpty()) {
            terminal.plain("  " + summary(effects));
            result.record().verdicts().stream()
                    .filter(verdict -> verdict.rule().table().equals(table) && isIdle(verdict))
                    .forEach(verdict ->
                            terminal.plain("  " + verdict.rule().id() + " passed: " + verdict.explanation()));
        }
        shown.forEach(this::rule);
        terminal.out().println();
    }

    /** Whether a rule passes since its own condition selects no row: it may not be written as it is meant. */
    private static boolean isIdle(Verdict verdict) {
        return verdict.answer() == Verdict.Answer.PASSED
                && verdict.subject() == Verdict.Subject.NOTHING
                && verdict.rule().check() instanceof Rule.Row row
                && row.where().isPresent();
    }

    private static String summary(Map<VerdictEffect, Integer> effects) {
        List<String> words = new ArrayList<>();
        effects.forEach((effect, rules) -> words.add(
                switch (effect) {
                    case NONE -> rules + " passed";
                    case NOT_IN_FORCE -> rules + " not in force";
                    case WARNS -> rules + (rules == 1 ? " warns" : " warn");
                    case WAIVED -> rules + " waived";
                    case TAKES_ROWS_OUT -> rules + (rules == 1 ? " takes" : " take") + " rows out";
                    case HOLDS -> rules + (rules == 1 ? " holds" : " hold") + " the release";
                }));
        int all = effects.values().stream().mapToInt(Integer::intValue).sum();
        return DisplayText.count(all, "rule") + ": " + String.join(", ", words);
    }

    private void rule(Verdict verdict) {
        Rule rule = verdict.rule();
        String effect = switch (VerdictEffect.of(verdict)) {
            case NONE -> "@|green passed|@";
            case NOT_IN_FORCE -> "@|faint not in force|@";
            case WARNS -> "@|yellow warns|@";
            case WAIVED -> "@|yellow waived|@";
            case TAKES_ROWS_OUT -> "@|magenta takes rows out|@";
            case HOLDS -> "@|bold,red holds|@";
        };
        terminal.out().println();
        terminal.result("  " + bold(rule.id()) + "  " + effect + "  (" + rule.severity() + ", " + rule.place() + ")");
        terminal.plain("    " + verdict.explanation());
        verdict.waiver()
                .ifPresent(waiver -> terminal.plain(
                        "    waived until " + waiver.until() + " by " + waiver.by() + ": " + waiver.because()));
        if (verdict.answer() == Verdict.Answer.FAILED
                && !rule.standing().because().isBlank()) {
            terminal.plain("    because: " + rule.standing().because());
        }
        List<FailingRow> rows = result.shown().of(rule.id());
        List<String> blamed = rule.check().columns();
        rows.forEach(row -> row(row, blamed, rule.table()));
        if (!rows.isEmpty() && verdict.rows().failed() > rows.size()) {
            terminal.plain("      … and " + DisplayText.count(verdict.rows().failed() - rows.size(), "row") + " more");
        }
    }

    private void row(FailingRow row, List<String> blamed, String table) {
        List<String> words = new ArrayList<>();
        for (String column : blamed) {
            words.add(column + " = " + shown(row, column, table));
        }
        row.detail().ifPresent(detail -> words.add("(" + detail + ")"));
        Map<String, String> others = new LinkedHashMap<>(row.values());
        blamed.forEach(others::remove);
        List<String> beside = others.entrySet().stream()
                .limit(OTHER_VALUES)
                .map(value -> value.getKey() + " " + cut(value.getValue()))
                .toList();
        String where = row.file()
                .map(file -> file + (row.line().isPresent() ? ":" + row.line().getAsLong() : ""))
                .orElse("a row of no single record");
        terminal.plain("      " + where + "  " + String.join("  ", words)
                + (beside.isEmpty() ? "" : "  | " + String.join(", ", beside))
                + (others.size() > OTHER_VALUES ? ", …" : ""));
    }

    private String shown(FailingRow row, String column, String table) {
        String value = row.values().get(column);
        if (value != null) {
            return cut(value);
        }
        boolean dropped = result.plan().table(table).masks().stream()
                .anyMatch(mask -> mask.column().equals(column) && mask.drops());
        return dropped ? "(not shown: " + "its mask drops it)" : "NULL";
    }

    private void unreadable(String source) {
        for (UnreadableRecords cause : result.shown().unreadable()) {
            if (cause.source().equals(source)) {
                terminal.result("  " + bold(cause.reason())
                        + cause.column().map(column -> "  column " + column).orElse("") + "  "
                        + DisplayText.count(cause.records(), "record"));
                cause.first()
                        .forEach(at -> terminal.plain("      " + at.file()
                                + (at.line().isPresent() ? ":" + at.line().getAsLong() : "")
                                + at.detail().map(detail -> "  " + detail).orElse("")));
                if (cause.records() > cause.first().size() && !cause.first().isEmpty()) {
                    terminal.plain("      … and "
                            + DisplayText.count(cause.records() - cause.first().size(), "record") + " more");
                }
            }
        }
        if (result.shown().unreadable().stream()
                .anyMatch(cause -> cause.source().equals(source))) {
            terminal.out().println();
        }
    }

    private void last(RunRecord record) {
        String product = record.run().product();
        List<String> parts = result.loadedInParts();
        if (!parts.isEmpty()) {
            terminal.plain("All files were judged at once, as '--full' takes them; other runs bring a part of "
                    + String.join(", ", parts)
                    + " alone, and judge that: '--interval 2026-11-19' judges as the run"
                    + " of a day would, '--next' as the next run.");
        }
        switch (record.ending().outcome()) {
            case UNCHANGED ->
                terminal.result("@|bold,green Nothing new|@: sources, contracts and rules are those of "
                        + (result.last().isEmpty() ? product : String.join(", ", result.last())) + ". " + run()
                        + " would end without a release" + UnreadFiles.clause(result.unread()));
            case RELEASED ->
                terminal.result("@|bold,green " + run() + " would release|@ " + product + onTop() + ": "
                        + (onTop().isEmpty() ? "" : "it brings ")
                        + DisplayText.count(record.released(), "row") + ", "
                        + DisplayText.number(record.quarantined()) + " quarantined, "
                        + DisplayText.count(record.unreadable(), "record")
                        + " unreadable; score "
                        + score.words() + UnreadFiles.clause(result.unread()));
            default -> {
                long rules = record.verdicts().stream().filter(Verdict::holds).count();
                terminal.result("@|bold,red " + run() + " would hold|@ " + product + onTop() + ": "
                        + DisplayText.count(rules, "rule") + (rules == 1 ? " stands" : " stand") + " against it; score "
                        + score.words());
            }
        }
    }

    private String onTop() {
        return result.last().isEmpty() ? "" : " on top of " + String.join(", ", result.last());
    }

    /** The run that is spoken of, as it is typed where that matters. */
    private String run() {
        boolean isWhole = result.request().extent() == RunRequest.Extent.FULL;
        if (isWhole && result.loadedInParts().isEmpty()) {
            return "A run";
        }
        String options = result.request().options();
        return options.isEmpty() ? "The next run" : "A run with " + options;
    }

    private static String bold(String text) {
        // The text may hold the markup's own signs.
        return "@|bold " + text.replace("|@", "| @") + "|@";
    }

    private static String cut(String value) {
        String line = value.replace('\n', ' ').replace('\r', ' ');
        return line.length() <= VALUE_WIDTH ? line : line.substring(0, VALUE_WIDTH - 1) + "…";
    }
}
