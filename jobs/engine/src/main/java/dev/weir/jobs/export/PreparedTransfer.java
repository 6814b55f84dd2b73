package dev.weir.jobs.export;

import dev.weir.contracts.Product;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.release.Manifest;
import dev.weir.privacy.gate.Shipment;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.privacy.ledger.Transfer.SentTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A copy that has been planned and not decided: what is sent, and the rows of it.
 *
 * @param release of which
 * @param product as the workspace has it
 * @param recipient for whom
 * @param tables in the release's order
 * @param notes sentences for people, such as those about columns that a steward calls harmless
 * @param rows of the tables
 * @param day in Asia/Shanghai
 */
record PreparedTransfer(
        Manifest release,
        Product product,
        Recipient recipient,
        List<PlannedTable> tables,
        List<String> notes,
        ExportRows rows,
        LocalDate day) {

    private static final Set<String> HEALTH = Set.of("HEALTH", "SPDIS", "GENE");

    PreparedTransfer {
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }

    /**
     * What is sent, counted.
     *
     * @param tables as the ledger keeps them
     * @param minors rows left out
     * @param warnings for people
     */
    record Contents(List<SentTable> tables, long minors, List<String> warnings) {
        Contents {
            tables = List.copyOf(tables);
            warnings = List.copyOf(warnings);
        }
    }

    /** @param guide above this many records of health data a person has to look (GB/T 39725-2020) */
    Contents contents(long guide) {
        List<SentTable> sent = new ArrayList<>();
        List<String> warnings = new ArrayList<>(notes);
        long minors = 0;
        long health = 0;
        for (PlannedTable table : tables) {
            ExportRows.RowCount count = rows.count(table);
            sent.add(table.described(count.leaving()));
            minors += count.minors();
            if (table.personal() && count.ageless() > 0) {
                warnings.add("MINORS_UNKNOWN: of " + count.ageless() + " rows of '" + table.name()
                        + "' nothing tells whether the person is under 14; each counts as sensitive");
            }
            if (table.sent().stream().anyMatch(PreparedTransfer::isHealth)) {
                health += count.leaving();
            }
        }
        if (health > guide) {
            warnings.add("REVIEW_250: " + health + " records of health data leave; GB/T 39725-2020 asks that somebody"
                    + " looks at more than " + guide);
        }
        return new Contents(sent, minors, warnings);
    }

    private static boolean isHealth(PlannedColumn column) {
        return column.says() && HEALTH.contains(column.released().category());
    }

    /** Everybody in it, once. */
    Dataset<Row> people(PeopleInCopy people) {
        return people.distinct(tables.stream()
                .map(table -> people.of(table, rows.leaving(table)))
                .reduce(Dataset::unionByName)
                .orElseThrow());
    }

    /** What is sent, as the gate asks for it. */
    Shipment shipment() {
        return new Shipment(
                product.id(),
                tables.stream().map(PlannedTable::name).toList(),
                tables.stream()
                        .flatMap(table -> table.sent().stream())
                        .filter(PlannedColumn::says)
                        .map(column -> column.released().category())
                        .collect(Collectors.toSet()),
                tables.stream()
                        .flatMap(table -> table.sent().stream()
                                .filter(column -> column.copied().isShifted())
                                .map(column -> table.name() + "." + column.name()))
                        .toList());
    }

    /** The rows of a table that was reserved. */
    Dataset<Row> masked(SentTable table) {
        return rows.masked(tables.stream()
                .filter(planned -> planned.name().equals(table.name()))
                .findFirst()
                .orElseThrow());
    }

    /** Whether what is sent is what was reserved. */
    boolean isAsReserved(Transfer transfer) {
        List<SentTable> now = tables.stream()
                .map(table -> table.described(transfer.contents().tables().stream()
                        .filter(sent -> sent.name().equals(table.name()))
                        .mapToLong(SentTable::rows)
                        .sum()))
                .toList();
        return now.equals(transfer.contents().tables());
    }
}
