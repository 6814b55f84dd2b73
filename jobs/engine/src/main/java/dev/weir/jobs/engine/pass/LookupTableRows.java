package dev.weir.jobs.engine.pass;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.engine.analysis.ReleasedInputs;
import dev.weir.jobs.engine.internals.SparkTypes;
import dev.weir.jobs.engine.staged.TableRun;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.release.Releases;
import dev.weir.quality.ColumnsByName;
import dev.weir.quality.dqdl.CheckTables;
import dev.weir.quality.state.TableState;
import dev.weir.releases.log.ReleaseLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The tables that checks look into beside their own: staged in this run, landed, or released before. */
final class LookupTableRows {

    private final SourceRows sources;
    private final ReleasedInputs released;

    LookupTableRows(SourceRows sources, ReleaseLog log, Releases releases) {
        this.sources = sources;
        this.released = new ReleasedInputs(log, releases);
    }

    /** Which rows of the run's own tables are looked at. */
    enum Side {
        STAGED,
        /** The clear columns kept aside. */
        CLEAR
    }

    /**
     * What checks of a table may look at.
     *
     * @param asked the rules whose checks they are: into what others look may not have been kept
     * @param rows those that the checks are about
     */
    CheckTables looks(
            TableRun table, Set<Rule> asked, Supplier<Dataset<Row>> rows, Map<String, TableRun> staged, Side side) {
        Map<String, Input> others = new LinkedHashMap<>();
        table.plan().rules().stream()
                .filter(planned -> asked.contains(planned.rule()))
                .forEach(planned -> planned.others().forEach(input -> others.put(input.written(), input)));
        return new CheckTables() {
            @Override
            public Dataset<Row> rows() {
                return rows.get();
            }

            @Override
            public List<String> others() {
                return List.copyOf(others.keySet());
            }

            @Override
            public Dataset<Row> other(String name) {
                return LookupTableRows.this.rows(input(name), staged, side);
            }

            @Override
            public StructType schema(String name) {
                Input input = input(name);
                return switch (input.origin()) {
                    case TABLE -> schemaOf(run(input, staged).plan().table());
                    case SOURCE -> schemaOf(sources.input(input.name()).read().table());
                    case RELEASE -> other(name).schema();
                };
            }

            @Override
            public OptionalLong count(String name) {
                return LookupTableRows.this.count(input(name), staged);
            }

            @Override
            public Optional<TableState> state(String name) {
                Input input = input(name);
                return input.origin() == Input.Origin.TABLE ? run(input, staged).whole() : Optional.empty();
            }

            private Input input(String name) {
                Input input = others.get(name);
                if (input == null) {
                    throw new IllegalStateException(
                            "No rule of '" + table.plan().name() + "' looks into '" + name + "'");
                }
                return input;
            }
        };
    }

    private Dataset<Row> rows(Input input, Map<String, TableRun> staged, Side side) {
        return switch (input.origin()) {
            case TABLE ->
                side == Side.CLEAR
                        ? run(input, staged).keptAside().of(Rule.Of.RELEASED)
                        : run(input, staged).product().rows();
            case SOURCE -> clear(input);
            case RELEASE -> released.rows(input.name());
        };
    }

    /** Without the hidden columns that say where a record comes from. */
    private Dataset<Row> clear(Input input) {
        return sources.of(input.name())
                .select(sources.input(input.name()).read().table().columns().stream()
                        .map(column -> ColumnsByName.column(column.name()))
                        .toArray(Column[]::new));
    }

    private OptionalLong count(Input input, Map<String, TableRun> staged) {
        return switch (input.origin()) {
            case TABLE -> OptionalLong.of(run(input, staged).loaded().rows());
            case SOURCE ->
                sources.counts().stream()
                        .filter(count -> count.table().equals(input.name()))
                        .mapToLong(count -> count.parsed())
                        .findFirst();
            case RELEASE ->
                released.release(input.name()).table(ReleasedInputs.table(input.name())).stream()
                        .mapToLong(ReleasedTable::rows)
                        .findFirst();
        };
    }

    private static StructType schemaOf(Table table) {
        StructType schema = new StructType();
        for (dev.weir.contracts.Column column : table.columns()) {
            schema = schema.add(column.name(), SparkTypes.of(column.type()));
        }
        return schema;
    }

    private static TableRun run(Input input, Map<String, TableRun> staged) {
        TableRun run = staged.get(input.name());
        if (run == null) {
            throw new IllegalStateException("Table '" + input.name() + "' was not staged");
        }
        return run;
    }
}
