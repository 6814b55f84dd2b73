package dev.weir.jobs.verb.released;

import dev.weir.contracts.diff.MetricMove;
import dev.weir.contracts.diff.ReleaseDiff;
import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.diff.RuleMove;
import dev.weir.contracts.diff.SourceMove;
import dev.weir.contracts.diff.TableDiff;
import dev.weir.contracts.release.Score;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.Terminal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What changed between two releases, for people. */
public record DiffText(Terminal terminal) {

    private static final int HASH = 64;
    private static final int SHOWN = 12;

    public void print(ReleaseChange change) {
        ReleaseDiff diff = change.diff();
        terminal.result(
                "@|bold " + diff.before().reference() + " → " + diff.after().reference() + "|@  "
                        + DisplayText.time(diff.before().released()) + " → "
                        + DisplayText.time(diff.after().released()) + ", score "
                        + Score.words(diff.before().score()) + " → "
                        + Score.words(diff.after().score()));
        diff.tables().forEach(this::table);
        section("metrics", diff.metrics().stream().map(DiffText::metric).toList());
        section("rules", diff.rules().stream().map(DiffText::rule).toList());
        section("sources", diff.sources().stream().map(DiffText::source).toList());
        section("made by", diff.files().stream().map(DiffText::move).toList());
        change.lineage()
                .ifPresent(lineage ->
                        section("what columns are made of", lineage.lines().toList()));
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            terminal.result("\n@|bold " + title + "|@");
            lines.forEach(line -> terminal.plain("  " + line));
        }
    }

    private void table(TableDiff table) {
        List<String> lines = new ArrayList<>();
        RowsDiff rows = table.rows();
        lines.add(rows(rows));
        rows.note().ifPresent(note -> lines.add("compared by whole rows: " + note));
        table.columns()
                .forEach(column -> lines.add(
                        column.of() == TableDiff.Of.COLUMN
                                ? (column.before().isEmpty()
                                        ? "+ column " + column.column() + " " + column.after()
                                        : "- column " + column.column() + " " + column.before())
                                : "~ " + column.of() + " of " + column.column() + ": " + column.before() + " → "
                                        + column.after()));
        rows.columns()
                .forEach((name, count) -> lines.add("changed " + name + " in " + DisplayText.count(count, "row")));
        rows.uncompared().forEach(name -> lines.add("not compared: " + name + ", whose types have no common one"));
        rows.examples().forEach(example -> lines.add(example(example)));
        section(table.name(), lines);
    }

    private static String rows(RowsDiff rows) {
        RowsDiff.Counts counts = rows.counts();
        if (rows.by() == RowsDiff.By.CONTENT_HASH) {
            return "the same " + DisplayText.number(counts.after()) + " rows: the content hashes are equal";
        }
        return DisplayText.number(counts.before()) + " → " + DisplayText.number(counts.after()) + " rows: "
                + DisplayText.number(counts.added()) + " added, "
                + DisplayText.number(counts.removed()) + " removed, "
                + (rows.by() == RowsDiff.By.KEY
                        ? DisplayText.number(counts.changed()) + " changed, by " + String.join(", ", rows.key())
                        : DisplayText.number(counts.same()) + " the same");
    }

    private static String example(RowsDiff.Example example) {
        StringBuilder line = new StringBuilder(
                switch (example.kind()) {
                    case ADDED -> "+ ";
                    case REMOVED -> "- ";
                    case CHANGED -> "~ ";
                });
        String separator = "";
        for (Map.Entry<String, Optional<String>> value : example.key().entrySet()) {
            line.append(separator).append(value.getKey()).append('=').append(text(value.getValue()));
            separator = ", ";
        }
        for (RowsDiff.Change change : example.changes()) {
            line.append("; ")
                    .append(change.column())
                    .append(' ')
                    .append(text(change.before()))
                    .append(" → ")
                    .append(text(change.after()));
        }
        return line.toString();
    }

    private static String text(Optional<String> value) {
        return value.map(text -> "'" + text.replaceAll("\\p{Cntrl}", " ") + "'").orElse("NULL");
    }

    private static String metric(MetricMove metric) {
        return metric.table() + " " + metric.name() + ": " + number(metric.before()) + " → " + number(metric.after());
    }

    private static String rule(RuleMove rule) {
        return rule.id() + " (" + rule.table() + "): "
                + rule.before().map(DiffText::verdict).orElse("new") + " → "
                + rule.after().map(DiffText::verdict).orElse("gone")
                + (rule.isEdited() ? ", the rule was edited" : "");
    }

    private static String verdict(Verdict verdict) {
        return verdict.answer()
                + (verdict.rows().failed() > 0
                        ? ", " + DisplayText.number(verdict.rows().failed()) + " of "
                                + DisplayText.number(verdict.rows().evaluated()) + " rows"
                        : "")
                + (verdict.waiver().isPresent() ? ", waived" : "");
    }

    private static String source(SourceMove source) {
        List<String> files = new ArrayList<>();
        source.added().forEach(path -> files.add("+ " + path));
        source.removed().forEach(path -> files.add("- " + path));
        source.changed().forEach(path -> files.add("~ " + path));
        return source.table() + ": " + DisplayText.number(source.recordsBefore()) + " → "
                + DisplayText.number(source.recordsAfter())
                + " records; "
                + String.join(", ", files.size() > SHOWN ? files.subList(0, SHOWN) : files)
                + (files.size() > SHOWN ? " and " + (files.size() - SHOWN) + " more files" : "");
    }

    private static String move(ReleaseDiff.Move move) {
        boolean file = Math.max(move.before().length(), move.after().length()) == HASH;
        if (move.before().isEmpty()) {
            return "+ " + move.name() + (file ? "" : " " + move.after());
        }
        if (move.after().isEmpty()) {
            return "- " + move.name() + (file ? "" : " " + move.before());
        }
        return "~ " + move.name() + (file ? "" : ": " + move.before() + " → " + move.after());
    }

    private static String number(OptionalDouble value) {
        return value.isEmpty()
                ? "none"
                : Double.isFinite(value.getAsDouble())
                        ? new BigDecimal(value.getAsDouble(), new MathContext(6))
                                .stripTrailingZeros()
                                .toPlainString()
                        : Double.toString(value.getAsDouble());
    }
}
