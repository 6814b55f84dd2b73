package dev.weir.catalogue.page;

import dev.weir.contracts.Product;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.QualityTrend;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.ShownRows;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableLoad;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The report of a run: one HTML page that needs no network, for screen (light and dark) and print. It holds counts, rules,
 * names of columns, and of each rule that found something the first rows with their place and masked values.
 */
public final class RunReport {

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
        Map<String, Object> model = new HashMap<>();
        model.put("record", record);
        model.put("product", product);
        model.put("headline", headline(record));
        model.put("good", record.ending().outcome().exit().status() == 0);
        model.put(
                "seconds",
                Duration.between(record.run().started(), record.run().ended()).toMillis() / 1000.0);
        model.put("score", record.score());
        model.put("trends", TrendChart.of(trend));
        model.put(
                "records",
                record.sources().stream().mapToLong(SourceCount::records).sum());
        model.put("released", record.released());
        model.put("out", record.quarantined() + record.unreadable());
        List<TableFlow> flows = TableFlow.of(record, product, flowing);
        model.put("flows", flows);
        model.put("picture", SankeyDiagram.of(record, flows));
        // what was loaded on top of an earlier release, or for an interval
        model.put(
                "loaded",
                released.stream()
                        .filter(table -> !table.load().mode().equals(TableLoad.REPLACE))
                        .toList());
        model.put("failed", rules(record.verdicts(), Set.of(Answer.FAILED, Answer.ERROR)));
        model.put("passed", rules(record.verdicts(), Set.of(Answer.PASSED)));
        model.put("dormant", rules(record.verdicts(), Set.of(Answer.DORMANT)));
        model.put("shown", shown);
        model.put("values", new BlamedValues(columns));
        model.put("masked", masked(columns));
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

    /** The rules with one of the answers, the gravest first. */
    private static List<Verdict> rules(List<Verdict> verdicts, Set<Answer> answers) {
        return verdicts.stream()
                .filter(verdict -> answers.contains(verdict.answer()))
                .sorted(Comparator.comparing((Verdict verdict) -> verdict.holds() ? 0 : 1)
                        .thenComparing(verdict -> verdict.rule().severity())
                        .thenComparing(Comparator.comparingLong(
                                        (Verdict verdict) -> verdict.rows().failed())
                                .reversed()))
                .toList();
    }

    private static List<Map<String, Object>> masked(Map<String, List<ReleasedColumn>> columns) {
        List<Map<String, Object>> masked = new ArrayList<>();
        columns.forEach((table, list) -> list.stream()
                .filter(column -> !column.mask().keeps())
                .forEach(column -> masked.add(Map.of("table", table, "column", column))));
        return masked;
    }
}
