package dev.weir.jobs.verb.released;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.jobs.engine.history.ProductHistory;
import dev.weir.quality.history.ColumnSummary;
import dev.weir.quality.history.PastRelease;
import dev.weir.quality.history.TableSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What releases have left for drift and dynamic rules.
 *
 * @param releases the oldest first
 * @param baselines numbers of those that rules learn from
 */
public record RetainedHistory(Product product, List<PastRelease> releases, List<Long> baselines) {

    public RetainedHistory {
        releases = List.copyOf(releases);
        baselines = List.copyOf(baselines);
    }

    /**
     * What is asked.
     *
     * @param table this one alone
     * @param column this one alone, of every table that has it
     * @param last how many releases
     */
    public record Question(String product, Optional<String> table, Optional<String> column, int last) {

        private PastRelease chosen(PastRelease release) {
            Map<String, TableSummary> tables = new LinkedHashMap<>();
            release.tables().forEach((name, summary) -> {
                Map<String, ColumnSummary> columns = new LinkedHashMap<>(summary.columns());
                column.ifPresent(wanted -> columns.keySet().removeIf(candidate -> !candidate.equals(wanted)));
                if (table.map(name::equals).orElse(true) && (column.isEmpty() || !columns.isEmpty())) {
                    tables.put(name, new TableSummary(summary.rows(), columns));
                }
            });
            return new PastRelease(release.number(), release.run(), release.releasedAt(), tables);
        }

        private void requireSomething(List<PastRelease> releases) {
            if (!releases.isEmpty()
                    && releases.stream().allMatch(release -> release.tables().isEmpty())) {
                throw ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of(table.isPresent() ? "--table" : "--column"),
                        "No release of '" + product + "' has kept anything of "
                                + column.map(name -> "a column '" + name + "'")
                                        .orElseGet(() -> "a table '" + table.orElse("") + "'"),
                        "the name is not that of a table or column in its last " + releases.size() + " releases",
                        "'weir history " + product + "' lists them");
            }
        }
    }

    /** @throws ProblemsException when no release has kept anything of the table or column */
    public static RetainedHistory of(Desk desk, Question asked) {
        Workspace read = desk.read(asked.product());
        Product product = LookupByName.product(read, asked.product());
        RetainedHistory kept = Engine.reading(desk, read, asked.product(), session -> {
            ProductHistory history = new ProductHistory(session, asked.product());
            return new RetainedHistory(
                    product,
                    history.newest(asked.last()).stream().map(asked::chosen).toList(),
                    history.baselines(Integer.MAX_VALUE));
        });
        asked.requireSomething(kept.releases());
        return kept;
    }
}
