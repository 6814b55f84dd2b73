package dev.weir.catalogue.page;

import dev.weir.contracts.Product;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.QualityTrend;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.ShownRows;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.TableLoad;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.text.NumberText;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The report of a run: one HTML page that needs no network, for screen (light and dark) and print. It holds counts, rules,
 * names of columns, and of each rule that found something the first rows with their place and masked values.
 */
public final class RunReport {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String UNKNOWN = "not known";

    private RunReport() {}

    /**
     * The page.
     *
     * @param record what the run has to say
     * @param shown single rows and records to show, masked
     * @param product its product
     * @param columns the released columns of each table, in order; dropped ones included
     * @param released the tables of the release that it made; none where it made none
     * @param trend of the product's releases, this one included where the run made one
     * @param flowing by table, the inputs whose rows the table's rows are made of, as its query names them; the others it
     *     only looks into. Of a table that is not in it, every input is one.
     */
    public static String html(
            RunRecord record,
            ShownRows shown,
            Product product,
            Map<String, List<String>> flowing,
            Map<String, List<ReleasedColumn>> columns,
            List<ReleasedTable> released,
            QualityTrend trend) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("product", product.id());
        model.put("name", product.about().name());
        model.put("headline", headline(record));
        model.put("good", record.ending().outcome().exit().status() == 0);
        model.put("reasons", record.ending().reasons());
        model.put("run", record.run());
        model.put("started", TIME.format(record.run().started()));
        model.put(
                "seconds",
                seconds(Duration.between(record.run().started(), record.run().ended())
                        .toMillis()));
        model.put("quality", QualityView.of(record.score(), trend));
        model.put(
                "records",
                grouped(record.sources().stream()
                        .mapToLong(SourceCount::records)
                        .sum()));
        model.put(
                "released",
                grouped(record.tables().stream()
                        .mapToLong(table -> table.released())
                        .sum()));
        model.put(
                "out",
                grouped(record.tables().stream()
                                .mapToLong(table -> table.quarantined())
                                .sum()
                        + record.sources().stream()
                                .mapToLong(SourceCount::unreadable)
                                .sum()));
        List<TableFlow> flows = TableFlow.of(record, product, flowing);
        model.put("flow", flow(SankeyDiagram.of(record, flows)));
        model.put("tables", tables(flows));
        model.put(
                "loads",
                released.stream()
                        .filter(table -> !table.load().mode().equals(TableLoad.REPLACE))
                        .toList());
        model.put("analysed", record.reproducible().isPresent());
        model.put(
                "unsteady", record.reproducible().map(Reproducibility::because).orElse(List.of()));
        ReportedExamples examples = new ReportedExamples(shown, columns);
        model.put("failed", rules(record.verdicts(), RunReport::failed, examples));
        model.put("passed", rules(record.verdicts(), verdict -> verdict.answer() == Verdict.Answer.PASSED, examples));
        model.put("dormant", rules(record.verdicts(), verdict -> verdict.answer() == Verdict.Answer.DORMANT, examples));
        model.put("masked", masked(columns));
        model.put("harmless", record.harmless());
        model.put(
                "sources",
                record.sources().stream()
                        .map(source -> Map.of("source", source, "causes", examples.causes(source.table())))
                        .toList());
        model.put("times", times(record));
        return Page.of("run-report.ftlh", model);
    }

    private static String headline(RunRecord record) {
        Outcome outcome = record.ending().outcome();
        String release = record.run().product()
                + (record.ending().release().isPresent()
                        ? "@" + record.ending().release().getAsLong()
                        : "");
        return switch (outcome) {
            case RELEASED -> "Released as " + release;
            case UNCHANGED -> "Nothing new: " + release + " stands";
            case HELD -> "Held: no release";
            case REFUSED -> "Refused: no release";
            case CONFLICT -> "Another run came first";
            case FAILED -> "Failed: no release";
        };
    }

    private static boolean failed(Verdict verdict) {
        return verdict.answer() == Verdict.Answer.FAILED || verdict.answer() == Verdict.Answer.ERROR;
    }

    private static Map<String, Object> flow(SankeyDiagram picture) {
        List<Map<String, Object>> nodes = new ArrayList<>();
        for (SankeyDiagram.Node node : picture.nodes()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("of", node);
            entry.put("x", number(node.box().x()));
            entry.put("y", number(node.box().y()));
            entry.put("height", number(node.box().height()));
            entry.put("middle", number(node.box().middle()));
            boolean left = node.column() == 0;
            entry.put("textX", number(left ? node.box().x() - 8 : node.box().x() + 22));
            entry.put("anchor", left ? "end" : "start");
            nodes.add(entry);
        }
        return Map.of("picture", picture, "nodes", nodes);
    }

    private static List<Map<String, Object>> tables(List<TableFlow> flows) {
        List<Map<String, Object>> rows = new ArrayList<>();
        flows.forEach(flow -> {
            TableCount table = flow.count();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("count", table);
            row.put("read", flow.read().isPresent() ? grouped(flow.read().getAsLong()) : UNKNOWN);
            row.put("away", away(flow));
            row.put("share", NumberText.percent(table.released(), table.produced()));
            row.put("width", number(table.produced() == 0 ? 100 : 100.0 * table.released() / table.produced()));
            rows.add(row);
        });
        return rows;
    }

    private static String away(TableFlow flow) {
        if (flow.read().isEmpty()) {
            return UNKNOWN;
        }
        return flow.more() > 0 ? grouped(flow.more()) + " more" : grouped(flow.notCarriedOn());
    }

    /** Some of the rules, the gravest first. */
    private static List<Map<String, Object>> rules(
            List<Verdict> verdicts, Predicate<Verdict> which, ReportedExamples examples) {
        return verdicts.stream()
                .filter(which)
                .sorted(Comparator.comparing((Verdict verdict) -> verdict.holds() ? 0 : 1)
                        .thenComparing(verdict -> verdict.rule().severity())
                        .thenComparing(Comparator.comparingLong(
                                        (Verdict verdict) -> verdict.rows().failed())
                                .reversed()))
                .map(verdict -> Map.<String, Object>of(
                        "verdict", verdict,
                        "waiver", verdict.waiver().map(RunReport::words).orElse(""),
                        "examples", examples.of(verdict.rule()),
                        "more", examples.more(verdict)))
                .toList();
    }

    private static String words(Waiver waiver) {
        return "Waived until " + waiver.until() + " by " + waiver.by() + ": " + waiver.because();
    }

    /** By table, its columns whose values are not released as they are. */
    private static Map<String, List<ReleasedColumn>> masked(Map<String, List<ReleasedColumn>> columns) {
        Map<String, List<ReleasedColumn>> masked = new LinkedHashMap<>();
        columns.forEach((table, all) -> masked.put(
                table, all.stream().filter(column -> !column.mask().keeps()).toList()));
        masked.values().removeIf(List::isEmpty);
        return masked;
    }

    private static List<Map<String, Object>> times(RunRecord record) {
        long longest = record.run().times().stream()
                .mapToLong(time -> time.millis())
                .max()
                .orElse(1);
        List<Map<String, Object>> rows = new ArrayList<>();
        record.run().times().forEach(time -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("stage", time.stage());
            row.put("subject", time.subject());
            row.put("rows", time.rows() < 0 ? "" : grouped(time.rows()));
            row.put("seconds", seconds(time.millis()));
            row.put("share", number(100.0 * time.millis() / Math.max(1, longest)));
            rows.add(row);
        });
        return rows;
    }

    private static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }
}
