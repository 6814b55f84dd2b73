package dev.weir.jobs.engine.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.engine.analysis.SqlFailure;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.watch.DamagedRows;
import dev.weir.jobs.release.Releases;
import dev.weir.quality.ColumnsByName;
import dev.weir.quality.sql.SqlAnalysis;
import dev.weir.quality.sql.SqlFault;
import dev.weir.quality.sql.SqlRefusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** Writes rows of a release as they are read, so how many there are does not matter to this process's memory. */
public record ReleaseRows(Releases releases) {
    private static final String REBASE = "spark.sql.parquet.datetimeRebaseModeInWrite";

    /**
     * Looks whether a question can be asked of a release; starts nothing.
     *
     * @return the question with its columns as the release writes them
     * @throws ProblemsException with everything that is wrong with its columns and its predicate
     */
    public static RowsRequest checked(RowsRequest asked) {
        Problems problems = new Problems();
        List<String> names = RowPredicate.names(asked.table());
        List<String> columns = new ArrayList<>();
        for (String column : asked.columns()) {
            RowPredicate.named(column, names)
                    .ifPresentOrElse(
                            columns::add,
                            () -> problems.add(RowPredicate.unknown(Place.of("--columns"), column, asked.table())));
        }
        asked.where().ifPresent(predicate -> RowPredicate.check(predicate, asked.table(), problems));
        problems.throwIfAny();
        return new RowsRequest(asked.release(), asked.table(), columns, asked.where(), asked.limit());
    }

    /** The columns in a question's predicate that it sees masked, as it sees every value: as it was released. */
    public static List<String> masked(RowsRequest asked) {
        List<String> named = asked.where().map(RowPredicate::columns).orElse(List.of());
        return asked.table().columns().stream()
                .filter(column -> !column.mask().keeps())
                .filter(column -> named.stream().anyMatch(column.name()::equalsIgnoreCase))
                .map(column -> column.name() + " (" + column.mask().words() + ")")
                .toList();
    }

    /**
     * Writes rows to a stream, which stays open.
     *
     * @param format any but Parquet is written as the rows come
     * @throws IOException as the stream throws it, unchanged
     * @throws ProblemsException when the predicate's types do not fit; with {@code RELEASE_MISSING} when the rows are gone;
     *     with {@code STORE_UNREACHABLE} when a file is damaged
     */
    public void write(RowsRequest asked, RowFormat format, OutputStream out) throws IOException {
        if (format == RowFormat.PARQUET) {
            Path folder = Files.createTempDirectory("weir-rows-");
            try {
                Files.copy(parquet(asked, folder.resolve("rows")), out);
            } finally {
                FileUtil.fullyDelete(folder.toFile());
            }
            return;
        }
        try {
            stream(asked, format, out);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // Spark throws checked exceptions undeclared
            throw damaged(asked, e);
        }
    }

    private void stream(RowsRequest asked, RowFormat format, OutputStream out) throws IOException {
        Dataset<Row> rows = rows(asked);
        AtomicLong left = new AtomicLong(asked.limit().orElse(Long.MAX_VALUE));
        try (RowOutput output = output(format, rows.schema(), out)) {
            if (left.get() > 0) {
                RowStream.run(rows, row -> {
                    output.write(row);
                    return left.decrementAndGet() > 0;
                });
            }
            output.end();
        }
        out.flush();
    }

    private static RuntimeException damaged(RowsRequest asked, Exception failure) {
        Optional<ProblemsException> predicate =
                asked.where().flatMap(where -> SqlFailure.in(Place.of("--where"), failure));
        if (predicate.isPresent()) {
            return predicate.get();
        }
        return DamagedRows.toUserFacing(
                "The rows of table '" + asked.table().name() + "'",
                List.of(asked.release().reference()),
                failure);
    }

    private static RowOutput output(RowFormat format, StructType columns, OutputStream out) throws IOException {
        return switch (format) {
            case CSV -> new CsvOutput(columns, out);
            case JSON -> new JsonOutput(columns, out);
            case ARROW -> new ArrowOutput(columns, out);
            case PARQUET -> throw new IllegalArgumentException("A Parquet file is no stream");
        };
    }

    /**
     * Writes rows to a file of this machine, which is there whole or not at all.
     *
     * @throws IOException when it cannot be written; other errors as {@link #write(RowsRequest, RowFormat, OutputStream)}
     */
    public void writeTo(Path file, RowsRequest asked, RowFormat format) throws IOException {
        Path beside = file.toAbsolutePath().normalize();
        Path folder = Files.createTempDirectory(beside.getParent(), ".weir-rows-");
        try {
            Path draft = folder.resolve("draft");
            if (format == RowFormat.PARQUET) {
                draft = parquet(asked, draft);
            } else {
                try (OutputStream out = Files.newOutputStream(draft)) {
                    write(asked, format, out);
                }
            }
            Files.move(draft, beside, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            FileUtil.fullyDelete(folder.toFile());
        }
    }

    /** One file, written by one task. */
    private Path parquet(RowsRequest asked, Path folder) throws IOException {
        Dataset<Row> rows = rows(asked);
        if (asked.limit().isPresent()) {
            rows = rows.limit((int) Math.min(Integer.MAX_VALUE, asked.limit().getAsLong()));
        }
        // Days of long ago are written as they are, on the calendar of ISO 8601.
        RuntimeConfig settings = rows.sparkSession().conf();
        Option<String> before = settings.getOption(REBASE);
        settings.set(REBASE, "CORRECTED");
        try {
            rows.coalesce(1).write().parquet(folder.toUri().toString());
        } catch (Exception e) { // Spark throws checked exceptions undeclared
            throw damaged(asked, e);
        } finally {
            if (before.isDefined()) {
                settings.set(REBASE, before.get());
            } else {
                settings.unset(REBASE);
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Spark wrote no file"));
        }
    }

    /**
     * The first rows, for people.
     *
     * @param count of rows at most, whatever the question's limit is
     */
    public DisplayedRows first(RowsRequest asked, int count) {
        long limit = Math.min(count, asked.limit().orElse(count));
        Dataset<Row> rows;
        List<InternalRow> taken;
        try {
            rows = rows(asked);
            taken = SparkInternals.firstRows(rows, (int) Math.min(limit + 1, Integer.MAX_VALUE));
        } catch (Exception e) { // Spark throws checked exceptions undeclared
            throw damaged(asked, e);
        }
        List<DisplayedRows.ShownColumn> columns = new ArrayList<>();
        for (var field : rows.schema().fields()) {
            columns.add(new DisplayedRows.ShownColumn(
                    field.name(),
                    JsonValues.isNumber(field.dataType()) ? DisplayedRows.Side.RIGHT : DisplayedRows.Side.LEFT));
        }
        List<List<Optional<String>>> cells = new ArrayList<>();
        for (InternalRow row : taken.subList(0, (int) Math.min(limit, taken.size()))) {
            List<Optional<String>> line = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                line.add(RowText.of(row, i, rows.schema().fields()[i].dataType()));
            }
            cells.add(line);
        }
        boolean more = taken.size() > limit && asked.limit().isEmpty();
        return new DisplayedRows(columns, cells, more ? DisplayedRows.Rest.MORE : DisplayedRows.Rest.NONE);
    }

    private Dataset<Row> rows(RowsRequest asked) {
        Dataset<Row> rows = releases.read(asked.release(), asked.table().name());
        if (asked.where().isPresent()) {
            rows = where(asked.where().get(), rows, asked);
        }
        return asked.columns().isEmpty()
                ? rows
                : rows.select(
                        asked.columns().stream().map(ColumnsByName::column).toArray(Column[]::new));
    }

    /** What cannot be computed for a row is an error: the row would be left out without a word. */
    private static Dataset<Row> where(String where, Dataset<Row> rows, RowsRequest asked) {
        Problems problems = new Problems();
        Dataset<Row> found = rows;
        try {
            SqlAnalysis analysis = new SqlAnalysis(rows.sparkSession());
            found = analysis.where(rows, where);
            for (SqlFault fault : analysis.review(rows, where)) {
                problems.add(
                        Code.INVALID_SQL,
                        Place.of("--where"),
                        "The predicate " + fault.what(),
                        fault.why(),
                        fault.remedy());
            }
        } catch (SqlRefusal refusal) {
            problems.add(
                    Code.INVALID_SQL,
                    Place.of("--where"),
                    "The predicate does not fit the columns",
                    refusal.why(),
                    refusal.remedy(
                            List.of(rows.columns()),
                            "'weir show " + asked.release().reference() + " --output json' has the columns' types"));
        }
        problems.throwIfAny();
        return found;
    }

    /** One JSON object a line, in UTF-8. */
    private static final class JsonOutput implements RowOutput {

        private final StructType columns;
        private final JsonGenerator json;

        JsonOutput(StructType columns, OutputStream out) throws IOException {
            this.columns = columns;
            this.json = new JsonFactory()
                    .createGenerator(out)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .setPrettyPrinter(new MinimalPrettyPrinter(""));
        }

        @Override
        public void write(InternalRow row) throws IOException {
            JsonValues.row(row, columns, json);
            json.writeRaw('\n');
        }

        @Override
        public void end() throws IOException {
            json.flush();
        }

        @Override
        public void close() {}
    }
}
