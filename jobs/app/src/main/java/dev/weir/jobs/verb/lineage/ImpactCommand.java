package dev.weir.jobs.verb.lineage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Rule;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.jobs.cli.terminal.AlignedColumns;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.plan.lineage.LineageStep;
import dev.weir.releases.log.Pin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "impact",
        description = {
            "Show what a change of a column would reach, before anyone makes it.",
            "The columns that are made of it, the tables whose rows it decides, the rules that name them, the pins that",
            "hold releases, the recipients of copies, and the owners to ask. Reads no data, and starts no Spark."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir impact raw.encounters.STOP       a column of a source",
            "  weir impact clinical.encounters       a whole table",
            "  weir impact clinical -o json          the same for a tool",
        })
public final class ImpactCommand extends PrintingCommand {

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "A column, a table, a product or a source's contract, such as raw.encounters.STOP.")
    private String name = "";

    public ImpactCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Impact impact = Impact.of(desk(), name);
        return print(() -> text(impact), () -> json(impact));
    }

    // --- text ------------------------------------------------------------------------------------------------------

    private void text(Impact impact) {
        Map<InputColumn, String> kinds = new TreeMap<>(impact.steps().stream()
                .collect(Collectors.groupingBy(
                        LineageStep::to,
                        Collectors.mapping(step -> step.kind() + " of " + step.from(), Collectors.joining(", ")))));
        if (kinds.isEmpty() && impact.rows().isEmpty()) {
            terminal.plain(
                    "As the contracts stand, no table is made of " + name
                            + " or decided by it. Rows of releases may be: 'weir lineage TABLE --at RELEASE' shows what a release was made of.");
        }
        part(
                "Columns made of it, or decided by it",
                kinds.entrySet().stream()
                        .map(entry -> List.of("  " + entry.getKey(), entry.getValue()))
                        .toList());
        part(
                "Tables whose rows may be others",
                impact.rows().stream().map(table -> List.of("  " + table)).toList());
        part(
                "Rules that name one of these",
                impact.rules().stream()
                        .map(rule -> List.of(
                                "  " + rule.id(),
                                rule.severity().toString(),
                                rule.place().toString()))
                        .toList());
        part(
                "Pins",
                impact.products().stream()
                        .flatMap(reader -> reader.pins().stream().map(pin -> pin(reader, pin)))
                        .toList());
        part("Copies at recipients", copies(impact.sent()));
        part(
                "Owners to ask",
                impact.products().stream()
                        .map(reader -> List.of(
                                "  " + reader.product().id(),
                                reader.product().about().owners().isEmpty()
                                        ? "no owner is named"
                                        : String.join(
                                                ", ", reader.product().about().owners()),
                                reader.asOf()
                                        .map(release -> "as of " + release + ", since it has problems now")
                                        .orElse("")))
                        .toList());
        impact.untraced()
                .forEach(table -> terminal.result("@|yellow Not all followed|@: the query of " + table
                        + ". More may be reached than is shown; 'weir lineage " + table
                        + "' says what was not followed."));
    }

    private void part(String heading, List<List<String>> lines) {
        if (!lines.isEmpty()) {
            terminal.result("@|bold " + heading + "|@");
            AlignedColumns.printLeft(terminal, lines);
        }
    }

    private static List<String> pin(Impact.Reader reader, Pin pin) {
        return List.of("  " + reader.product().id() + "@" + pin.release(), "by " + pin.by(), "until " + pin.until());
    }

    /** One line for each recipient and release. */
    static List<List<String>> copies(List<SentColumn> sent) {
        Map<List<String>, Long> counted = new TreeMap<>(Comparator.comparing(Object::toString));
        sent.forEach(column -> counted.merge(
                List.of(column.recipient().name() + ", " + column.recipient().region(), column.release()),
                1L,
                Long::sum));
        List<List<String>> lines = new ArrayList<>();
        counted.forEach((key, columns) ->
                lines.add(List.of("  " + key.get(0), key.get(1), DisplayText.count(columns, "column"))));
        return lines;
    }

    // --- json ------------------------------------------------------------------------------------------------------

    /** {@code schemas/impact.schema.json}. */
    private ObjectNode json(Impact impact) {
        ObjectNode node = Json.object().put("asked", name);
        node.set(
                "columns",
                Json.texts(impact.changed().stream().map(InputColumn::toString).toList()));
        node.set("steps", Json.objects(List.copyOf(impact.steps()), LineageJson::step));
        node.set("rows", Json.texts(List.copyOf(impact.rows())));
        node.set("rules", Json.objects(impact.rules(), ImpactCommand::rule));
        node.set("products", Json.objects(impact.products(), ImpactCommand::product));
        node.set("copies", Json.objects(impact.sent(), LineageJson::sent));
        node.set("untraced", Json.texts(impact.untraced()));
        return node;
    }

    private static ObjectNode rule(Rule rule) {
        return Json.object()
                .put("rule", rule.id())
                .put("table", rule.table())
                .put("severity", Json.word(rule.severity()))
                .put("place", rule.place().toString());
    }

    private static ObjectNode product(Impact.Reader reader) {
        ObjectNode node = Json.object().put("product", reader.product().id());
        reader.asOf().ifPresent(release -> node.put("asOf", release));
        node.set("owners", Json.texts(reader.product().about().owners()));
        node.set(
                "pins",
                Json.objects(
                        reader.pins(),
                        pin -> Json.object()
                                .put("release", pin.release())
                                .put("by", pin.by())
                                .put("until", pin.until().toString())));
        return node;
    }
}
