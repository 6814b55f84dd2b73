package dev.weir.jobs.cli.released;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.DeadRuns;
import dev.weir.jobs.cli.workspace.SparkLog;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.jobs.engine.history.ProductHistory;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.quality.history.ColumnSummary;
import dev.weir.quality.history.PastRelease;
import dev.weir.quality.history.TableSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what releases have left for drift and dynamic rules. */
@Command(
        name = "history",
        description = {
            "Show what releases keep of each table and column: counts, mean, extremes, frequent values.",
            "Rows, values that are there, different values, mean, least and greatest, frequent values. No value of a",
            "masked column is kept.",
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir history clinical                                  rows of every table, columns of the last release",
            "  weir history clinical --table encounters --last 20     the same of one table, further back",
            "  weir history clinical --column reason_code             one column from release to release",
            "",
            "The same is in the Iceberg table <product>_quality.states, for every reader."
        })
public final class HistoryCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product's id.")
    private String product = "";

    @Option(names = "--table", paramLabel = "TABLE", description = "This table alone.")
    private @Nullable String table;

    @Option(names = "--column", paramLabel = "COLUMN", description = "This column alone, of every table that has it.")
    private @Nullable String column;

    @Option(
            names = "--last",
            paramLabel = "RELEASES",
            description = "How many releases; default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    private int last = 10;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public HistoryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (last < 1) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--last"),
                    "'" + last + "' is no number of releases",
                    "history is of one release at the least",
                    "give 1 or more");
        }
        Workspace read = Workspaces.read(workspace);
        Workspaces.requireProduct(read, product);
        SparkLog.to(read.root());
        List<PastRelease> releases;
        List<Long> baselines;
        try (WeirSession session = WeirSession.reading(read)) {
            DeadRuns.recover(session, product, terminal);
            ProductHistory history = new ProductHistory(session, product);
            releases = history.newest(last).stream().map(this::chosen).toList();
            baselines = history.baselines(Integer.MAX_VALUE);
        }
        requireSomething(releases);
        Product described = read.product(product).orElseThrow();
        switch (output.format()) {
            case TEXT -> new HistoryText(terminal, described, column != null).print(releases, baselines);
            case JSON ->
                terminal.json(HistoryJson.of(described, releases, baselines).toPrettyString());
        }
        return ExitCode.DONE.status();
    }

    private PastRelease chosen(PastRelease release) {
        Map<String, TableSummary> tables = new LinkedHashMap<>();
        release.tables().forEach((name, summary) -> {
            Map<String, ColumnSummary> columns = new LinkedHashMap<>(summary.columns());
            if (column != null) {
                columns.keySet().removeIf(candidate -> !candidate.equals(column));
            }
            if ((table == null || table.equals(name)) && (column == null || !columns.isEmpty())) {
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
                    Place.of(table != null ? "--table" : "--column"),
                    "No release of '" + product + "' has kept anything of "
                            + (column != null ? "a column '" + column + "'" : "a table '" + table + "'"),
                    "the name is not that of a table or column in its last " + releases.size() + " releases",
                    "'weir history " + product + "' lists them");
        }
    }
}
