package dev.weir.jobs.verb.released;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.catalogue.page.DiffPage;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.diff.MetricMove;
import dev.weir.contracts.diff.ReleaseDiff;
import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.diff.RuleMove;
import dev.weir.contracts.diff.SourceMove;
import dev.weir.contracts.diff.TableDiff;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WorkspaceCommand;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@RequiresEngine
@Command(
        name = "diff",
        description = {
            "Say what changed from one release to another.",
            "Columns, rows added, removed and changed by key, with the columns that changed, metrics, rules, sources,",
            "contract versions, and what columns are made of. Tables with equal content hashes are not read, nor",
            "are files that both share.",
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir diff clinical@11 clinical@12",
            "  weir diff clinical@12                                      with the one before it",
            "  weir diff clinical@paper-v1 clinical --examples 5          with rows, as they were released",
            "  weir diff clinical@11 clinical@12 --output html > diff.html",
        })
public final class DiffCommand extends WorkspaceCommand {

    private static final int MOST_EXAMPLES = 1_000;
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    @Parameters(index = "0", paramLabel = "RELEASE", description = "The earlier one, such as clinical@11.")
    private String first = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "RELEASE",
            description = "The later one; without it, the first is compared with the one before it.")
    private @Nullable String second;

    @Option(
            names = "--key",
            paramLabel = "COLUMN",
            split = ",",
            description = "The columns that say which row is which, where they are not the table's primary key.")
    private List<String> key = List.of();

    @Option(
            names = "--examples",
            paramLabel = "N",
            description = "Show so many rows of each kind, as they were released; default: ${DEFAULT-VALUE}.")
    private int examples;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: text.")
    private Format format = Format.TEXT;

    enum Format {
        TEXT,
        JSON,
        HTML;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DiffCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (examples < 0 || examples > MOST_EXAMPLES) {
            throw ProblemsException.usage(
                    "--examples",
                    "'" + examples + "' is no number of examples",
                    "it goes from 0 to " + MOST_EXAMPLES,
                    "read more with 'weir read'");
        }
        ReleaseChange change = ReleaseChange.of(desk(), first, Optional.ofNullable(second), key, examples);
        switch (format) {
            case TEXT -> new DiffText(terminal).print(change);
            case JSON -> terminal.json(json(change).toPrettyString());
            case HTML -> terminal.out().print(DiffPage.html(change.diff()));
        }
        return ExitCode.DONE.status();
    }

    /** {@code schemas/diff.schema.json}. */
    static ObjectNode json(ReleaseChange change) {
        ReleaseDiff diff = change.diff();
        ObjectNode json = Json.object();
        side(diff.before(), json.putObject(BEFORE));
        side(diff.after(), json.putObject(AFTER));
        json.put("same-rows", diff.sameRows());
        ArrayNode tables = json.putArray("tables");
        diff.tables().forEach(table -> table(table, tables.addObject()));
        ArrayNode metrics = json.putArray("metrics");
        diff.metrics().forEach(metric -> metric(metric, metrics.addObject()));
        ArrayNode rules = json.putArray("rules");
        diff.rules().forEach(rule -> rule(rule, rules.addObject()));
        ArrayNode sources = json.putArray("sources");
        diff.sources().forEach(source -> source(source, sources.addObject()));
        ArrayNode files = json.putArray("made-by");
        diff.files().forEach(file -> move(file, files.addObject()));
        change.lineage().ifPresent(lineage -> {
            ObjectNode ways = json.putObject("lineage");
            ways.set("added", Json.texts(lineage.added()));
            ways.set("gone", Json.texts(lineage.gone()));
        });
        return json;
    }

    private static void side(ReleaseDiff.Side side, ObjectNode json) {
        json.put("release", side.reference()).put("released-at", side.released().toString());
        side.score().ifPresent(points -> json.put("score", points));
    }

    private static void table(TableDiff table, ObjectNode json) {
        json.put("table", table.name());
        table.before().ifPresent(before -> version(before, json.putObject(BEFORE)));
        table.after().ifPresent(after -> version(after, json.putObject(AFTER)));
        ArrayNode columns = json.putArray("schema");
        table.columns()
                .forEach(column -> columns.addObject()
                        .put("column", column.column())
                        .put("of", column.of().toString())
                        .put(BEFORE, column.before())
                        .put(AFTER, column.after()));
        rows(table.rows(), json.putObject("rows"));
    }

    private static void version(ReleasedTable table, ObjectNode json) {
        json.put("format", table.version().format().toString())
                .put("version", table.version().number())
                .put("rows", table.rows())
                .put("content-hash", table.content().hash())
                .put("contract", table.contract());
    }

    private static void rows(RowsDiff rows, ObjectNode json) {
        json.put("compared-by", rows.by().toString());
        rows.key().forEach(json.putArray("key")::add);
        json.put("added", rows.counts().added())
                .put("removed", rows.counts().removed())
                .put("changed", rows.counts().changed())
                .put("same", rows.counts().same());
        ObjectNode columns = json.putObject("changed-columns");
        rows.columns().forEach(columns::put);
        rows.uncompared().forEach(json.putArray("not-compared")::add);
        rows.note().ifPresent(note -> json.put("note", note));
        ArrayNode examples = json.putArray("examples");
        rows.examples().forEach(example -> example(example, examples.addObject()));
    }

    private static void example(RowsDiff.Example example, ObjectNode json) {
        json.put("kind", example.kind().toString());
        ObjectNode row = json.putObject("row");
        example.key().forEach((column, value) -> row.put(column, value.orElse(null)));
        if (!example.changes().isEmpty()) {
            ObjectNode changes = json.putObject("changes");
            for (RowsDiff.Change change : example.changes()) {
                changes.putObject(change.column())
                        .put(BEFORE, change.before().orElse(null))
                        .put(AFTER, change.after().orElse(null));
            }
        }
    }

    private static void metric(MetricMove metric, ObjectNode json) {
        json.put("table", metric.table()).put("metric", metric.name());
        number(json, BEFORE, metric.before());
        number(json, AFTER, metric.after());
    }

    /** JSON has no number for NaN and the infinities. */
    private static void number(ObjectNode json, String name, OptionalDouble value) {
        value.ifPresent(number -> {
            if (Double.isFinite(number)) {
                json.put(name, number);
            } else {
                json.put(name, Double.toString(number));
            }
        });
    }

    private static void rule(RuleMove rule, ObjectNode json) {
        json.put("rule", rule.id()).put("table", rule.table()).put("edited", rule.isEdited());
        rule.before().ifPresent(verdict -> verdict(verdict, json.putObject(BEFORE)));
        rule.after().ifPresent(verdict -> verdict(verdict, json.putObject(AFTER)));
    }

    private static void verdict(Verdict verdict, ObjectNode json) {
        json.put("verdict", verdict.answer().toString())
                .put("evaluated", verdict.rows().evaluated())
                .put("failed", verdict.rows().failed())
                .put("waived", verdict.waiver().isPresent());
    }

    private static void source(SourceMove source, ObjectNode json) {
        json.put("source", source.table())
                .put("records-before", source.recordsBefore())
                .put("records-after", source.recordsAfter());
        json.set("files-added", Json.texts(source.added()));
        json.set("files-removed", Json.texts(source.removed()));
        json.set("files-changed", Json.texts(source.changed()));
    }

    private static void move(ReleaseDiff.Move move, ObjectNode json) {
        json.put("name", move.name()).put(BEFORE, move.before()).put(AFTER, move.after());
    }
}
