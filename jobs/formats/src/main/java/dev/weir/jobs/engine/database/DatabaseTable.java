package dev.weir.jobs.engine.database;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Source;
import dev.weir.contracts.Source.TableRead;
import dev.weir.contracts.Table;
import dev.weir.contracts.release.SourceCount.ReadDatabase;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.read.HeaderMatch;
import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.PartedTable;
import dev.weir.jobs.engine.read.ReadCounts;
import dev.weir.jobs.engine.read.ReadRequest;
import dev.weir.jobs.engine.read.SourceFindings;
import dev.weir.jobs.engine.read.SourceFindings.Differences;
import dev.weir.jobs.engine.read.SourceFindings.FileFindings;
import dev.weir.jobs.engine.read.SurveyedSource;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A table of an open database, surveyed: its columns are those that are asked for, and its parts are known. */
public final class DatabaseTable implements SurveyedSource {

    /** Rows of a database are written in no way. */
    public static final Source.Dialect DIALECT = NoDialect.ROWS;

    private enum NoDialect implements Source.Dialect {
        ROWS
    }

    private final SparkSession spark;
    private final OpenDatabase database;
    private final PartSpec spec;
    private final List<PartQuery> parts;
    private final FileFindings findings;
    private final PartCounter counter;
    private final Slice slice;

    private DatabaseTable(
            SparkSession spark,
            OpenDatabase database,
            PartSpec spec,
            List<PartQuery> parts,
            FileFindings findings,
            Slice slice) {
        this.spark = spark;
        this.database = database;
        this.spec = spec;
        this.parts = parts;
        this.findings = findings;
        this.counter = PartCounter.registered(spark);
        this.slice = slice;
    }

    /**
     * Which rows are read of a table that has a column by which new ones are found.
     *
     * @param upTo the greatest value of that column, as a text; empty where there are no rows, or no such column
     * @param isEmpty whether it is known that there is nothing to read
     */
    private record Slice(Optional<String> upTo, boolean isEmpty) {
        static final Slice WHOLE = new Slice(Optional.empty(), false);
    }

    /**
     * Which rows are asked for: those that came after all that were read before.
     *
     * @param ends how far each earlier reading went, in the words of {@link #upTo}; none where all rows are asked for
     */
    public record Since(List<String> ends) {
        /** All rows. */
        public static final Since EVER = new Since(List.of());

        public Since {
            ends = List.copyOf(ends);
        }
    }

    /**
     * Surveys a table.
     *
     * @param table the table in the contract
     * @param since which rows are asked for
     * @throws dev.weir.contracts.ProblemsException C007 with each column whose type in the database the contract's does not hold
     * @throws UnreadableTableException when the table is not there, or the database does not let it be read
     */
    public static DatabaseTable of(
            SparkSession spark,
            OpenDatabase database,
            Source.InDatabase where,
            Table table,
            ReadRequest request,
            Since since) {
        String shown = name(where, table);
        String quoted = quoted(database, where, table);
        Map<String, FoundColumn> found = columns(database, quoted, shown);
        List<@Nullable ColumnForm> forms = forms(table, request.columns(), found, database.kind(), shown);
        PartSpec spec = new PartSpec(
                shown,
                request.columns(),
                forms,
                request.onMissingColumn(),
                database.kind(),
                database.snapshot().orElse(null));
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            ColumnForm form = forms.get(i);
            if (form != null) {
                selected.add(
                        form.selected(database.quoted(request.columns().get(i).header())));
            }
        }
        TableQueries queries = new TableQueries(database, quoted, spec);
        TableRead read = where.read(table);
        PartQuery all =
                PartQuery.of("SELECT " + (selected.isEmpty() ? "1" : String.join(", ", selected)) + " FROM " + quoted);
        Slice slice = Slice.WHOLE;
        Optional<PartQuery> range = Optional.empty();
        if (read.newBy().isPresent()) {
            TableQueries.Newest newest = queries.newest(read.newBy().get(), since.ends());
            slice = new Slice(newest.upTo(), newest.range().isEmpty());
            range = Optional.of(newest.range().orElse(PartQuery.of("1 = 0")));
        }
        List<PartQuery> parts = new ArrayList<>();
        for (PartQuery part : queries.parts(read, range)) {
            parts.add(range.map(all::and).orElse(all).and(part));
        }
        return new DatabaseTable(spark, database, spec, List.copyOf(parts), findings(shown, request, found), slice);
    }

    /**
     * Asks of a table what comes before its rows: whether it is there, may be read, and has the contract's types. No row is read.
     *
     * @throws dev.weir.contracts.ProblemsException C007 as {@link #of}
     * @throws UnreadableTableException as {@link #of}
     */
    public static void look(OpenDatabase database, Source.InDatabase where, Table table, ReadRequest request) {
        String shown = name(where, table);
        Map<String, FoundColumn> found = columns(database, quoted(database, where, table), shown);
        forms(table, request.columns(), found, database.kind(), shown);
    }

    private static String quoted(OpenDatabase database, Source.InDatabase where, Table table) {
        return where.schema().map(schema -> database.quoted(schema) + ".").orElse("")
                + database.quoted(where.nameOf(table));
    }

    private static Map<String, FoundColumn> columns(OpenDatabase database, String quoted, String shown) {
        Map<String, FoundColumn> found = new LinkedHashMap<>();
        database.columns(quoted, shown).forEach(column -> found.putIfAbsent(column.name(), column));
        return found;
    }

    /** What a table is called among sources' files: {@code server:schema.table}. */
    public static String name(Source.InDatabase where, Table table) {
        return where.server() + ":" + where.schema().map(schema -> schema + ".").orElse("") + where.nameOf(table);
    }

    private static List<@Nullable ColumnForm> forms(
            Table table, List<ReadColumn> columns, Map<String, FoundColumn> found, ServerKind kind, String shown) {
        Problems problems = new Problems();
        List<@Nullable ColumnForm> forms = new ArrayList<>();
        for (ReadColumn column : columns) {
            FoundColumn there = found.get(column.header());
            Optional<ColumnForm> form = there == null
                    ? Optional.empty()
                    : ColumnForm.of(column.type(), there.type(), there.typeName(), kind);
            if (there != null && form.isEmpty()) {
                Column written = table.column(column.name()).orElseThrow();
                problems.add(
                        Code.TYPE_MISMATCH,
                        written.place(),
                        "the column '" + column.header() + "' of " + shown + " has the type " + there.typeName()
                                + " in the database, and " + written.type().display() + " in the contract",
                        "not every value of the one is a value of the other, and none is changed to fit",
                        "type it in the contract as the database has it, or read a view that casts it");
            }
            forms.add(form.orElse(null));
        }
        problems.throwIfAny();
        return forms;
    }

    /** The order of a table's columns has no meaning. */
    private static FileFindings findings(String shown, ReadRequest request, Map<String, FoundColumn> found) {
        HeaderFacts header = new HeaderFacts(List.copyOf(found.keySet()), HeaderFacts.Presence.FOUND, 1);
        FileFindings match = HeaderMatch.findings(shown, header, HeaderMode.BY_NAME, request.columns());
        Differences differences = match.differences();
        return new FileFindings(
                shown,
                match.header(),
                new Differences(differences.missing(), differences.added(), List.of(), List.of()),
                0,
                "");
    }

    /** The greatest value of the column by which new rows are found, among the rows that are read; empty where there are none. */
    public Optional<String> upTo() {
        return slice.upTo();
    }

    /** Whether it is known that there is nothing to read. */
    public boolean isEmpty() {
        return slice.isEmpty();
    }

    /** When the state that is read was taken, where one is. */
    public Instant opened() {
        return database.opened();
    }

    /** No file. */
    @Override
    public List<SurveyedFile> files() {
        return List.of();
    }

    @Override
    public SourceFindings findings() {
        return new SourceFindings(List.of(findings));
    }

    /**
     * It is not read by Spark's own JDBC source: that rounds numbers to the scale that it takes for a column, moves times by the
     * zone of the machine, and shows its options.
     */
    @Override
    public Dataset<Row> rows() {
        return SparkInternals.rowsOf(
                spark,
                new PartedTable(
                        "weir-database(" + spec.table() + ")",
                        spec.columns(),
                        IntStream.range(0, parts.size())
                                .mapToObj(i -> new PartReader.Part(i, parts.get(i)))
                                .toList(),
                        new PartReader.Factory(spec, database.login(), counter),
                        OptionalLong.empty()));
    }

    @Override
    public Counted counted() {
        ReadCounts counts = counter.value().counts();
        return new Counted(
                counts.records(), OptionalLong.of(counts.unreadable()), counts.badValues(), Map.of(), List.of());
    }

    /**
     * The sum of the SHA-256 of all rows that were read, modulo 2 to the power of 256. A row's bytes are its columns in the
     * contract's order: 0 for NULL, else 1, the length of the text in UTF-8 in four bytes, and the text.
     */
    public String sha256() {
        return counter.value().sha256();
    }

    /** The bytes of all values that were read, as texts. */
    public long bytes() {
        return counter.value().bytes();
    }

    /** What was read; ask once all rows were. */
    public ReadDatabase read(Source.InDatabase where) {
        return new ReadDatabase(
                where.location(),
                database.product(),
                spec.table(),
                database.snapshot().map(lent -> database.state()).orElse(""),
                counter.value().parts());
    }

    /** Closes the database, which is then closed for all of its tables; once is enough. */
    public void close() {
        database.close();
    }
}
