package dev.weir.jobs.engine.discover;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.database.DatabaseTable;
import dev.weir.jobs.engine.database.TableListing;
import dev.weir.jobs.engine.database.UnreadableTableException;
import dev.weir.jobs.engine.read.FormatReaders;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.ReadRequest;
import dev.weir.jobs.engine.read.SurveyedSource;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceFiles;
import dev.weir.jobs.engine.read.file.SourceRoots;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordColumns;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.source.OpenDatabases;
import dev.weir.jobs.engine.source.SourceInputs;
import dev.weir.jobs.engine.source.SourceSpecs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Looks at files and tables of databases that no contract describes, in an open session. Rows stay in the tasks. */
public final class Discovery implements AutoCloseable {

    private static final String LOOKED_UP = "weir_looked_up";

    private final WeirSession session;
    private final OpenDatabases databases;
    private final Map<DescribedLayout, Dataset<Row>> rows = new HashMap<>();
    private final Map<DescribedLayout, TableProfile> profiles = new HashMap<>();

    /** In a session of the workspace in which the files are to be sources. */
    public Discovery(WeirSession session) {
        this.session = session;
        this.databases = new OpenDatabases(session.workspace());
    }

    /**
     * How files are written. Below the workspace they are named from its root, and elsewhere by their whole path.
     *
     * @throws ProblemsException S002 where a file lies in no place where sources may lie
     */
    public List<FoundFile> look(List<Path> files) {
        Workspace workspace = session.workspace();
        Configuration configuration = session.spark().sessionState().newHadoopConf();
        SourceRoots roots = SourceRoots.of(workspace);
        List<SourceFile> listed = new ArrayList<>();
        for (Path file : files) {
            boolean inside = file.startsWith(workspace.root());
            Path base = inside ? workspace.root() : requireNonNull(file.getParent(), "folder");
            reading(
                            file.toString(),
                            () -> SourceFiles.below(configuration, base.toString(), List.of(file.toString()), roots))
                    .forEach(each -> listed.add(inside ? each : named(each, file.toString())));
        }
        return FoundFile.in(session.spark(), listed);
    }

    /**
     * The tables of a database; all that is read of them is read at one state, where the server can hold one.
     *
     * @param server its name in the profile
     */
    public <T> T listed(String server, Function<TableListing, T> ask) {
        return reading(server, () -> ask.apply(databases.of(server).listing()));
    }

    /** How files that are known are written, each that is recognised. */
    public List<Layout> layouts(List<SourceFile> files) {
        return FoundFile.in(session.spark(), files).stream()
                .flatMap(file -> file.layout().stream())
                .toList();
    }

    /** By the path of each file that a source of the workspace reads, the source's table. */
    public Map<String, String> known() {
        Map<String, String> known = new HashMap<>();
        for (Source source : session.workspace().sources()) {
            for (Table table : source.contract().tables()) {
                String name = source.contract().id() + "." + table.name();
                files(source, table).forEach(file -> known.put(file.path(), name));
            }
        }
        return known;
    }

    /** The files of a source's table, sorted; none where nothing is there. */
    public List<SourceFile> files(Source source, Table table) {
        String name = source.contract().id() + "." + table.name();
        return reading(name, () -> new SourceInputs(session).files(source, table));
    }

    /** The columns that files or a database's table have beside those of the contract; all records are read. */
    public List<String> added(Source source, Table table) {
        return reading(source.contract().id() + "." + table.name(), () -> {
            SurveyedSource surveyed = surveyed(source, table);
            surveyed.rows().count();
            return surveyed.findings().files().stream()
                    .flatMap(file -> file.differences().added().stream())
                    .distinct()
                    .toList();
        });
    }

    private SurveyedSource surveyed(Source source, Table table) {
        ReadRequest request = SourceSpecs.of(source, table);
        if (source.database().isPresent()) {
            Source.InDatabase where = source.database().get();
            return DatabaseTable.of(
                    session.spark(), databases.of(where), where, table, request, DatabaseTable.Since.EVER);
        }
        return FormatReaders.installed()
                .of(source.files().format())
                .survey(session.spark(), new SourceInputs(session).files(source, table), request);
    }

    private static SourceFile named(SourceFile file, String name) {
        return new SourceFile(file.path(), name, file.bytes(), file.modifiedMillis(), file.compression(), file.etag());
    }

    /** What all records of files have in common; the files are read once. */
    public TableProfile profile(DescribedLayout files) {
        return reading(files, () -> profiled(files));
    }

    /** The first of files that cannot be read to its end, and why; empty where all can be. They are read as for their profile. */
    public Optional<UnreadableSourceException> damaged(DescribedFiles files) {
        try {
            profiled(files);
            return Optional.empty();
        } catch (Exception e) { // Spark throws checked ones as if they were none
            return Optional.of(UnreadableSourceException.causing(e).orElseThrow(() -> unchecked(e)));
        }
    }

    private TableProfile profiled(DescribedLayout files) {
        TableProfile known = profiles.get(files);
        if (known == null) {
            known = TableProfile.of(rows(files), files.layout().columns().size());
            profiles.put(files, known);
        }
        return known;
    }

    /** Those of some columns, by their place, of which no value stands twice and none is NULL, in all records that can be read. */
    public List<Integer> unique(DescribedLayout files, List<Integer> columns) {
        List<String> names = columns.stream().map(Discovery::column).toList();
        return reading(files, () -> KeyFacts.unique(readable(files), names)).stream()
                .map(name -> columns.get(names.indexOf(name)))
                .toList();
    }

    /** How many records have the values of an earlier one in some columns, by their place; one that lacks a value is none. */
    public long repeated(DescribedLayout files, List<Integer> columns) {
        return reading(
                files,
                () -> KeyFacts.repeated(
                        readable(files), columns.stream().map(Discovery::column).toList()));
    }

    /** Of each set of columns, by their places, about how many different values there are: five in a hundred more or fewer. */
    public List<Long> distinct(DescribedLayout files, List<List<Integer>> sets) {
        return reading(
                files,
                () -> KeyFacts.distinct(
                        readable(files),
                        sets.stream()
                                .map(set -> set.stream().map(Discovery::column).toList())
                                .toList()));
    }

    /** How many values of a column are no value of the other files' column, NULL apart. */
    public long orphans(DescribedLayout files, int column, DescribedLayout parents, int key) {
        return reading(files, () -> KeyFacts.orphans(readable(files), column(column), readable(parents), column(key)));
    }

    /**
     * Which codes are those of identifiers; all records are read once.
     *
     * @param columns the identifiers' places
     * @param asked forms of codes
     * @return for each of the columns
     */
    public List<KnownCodes> codes(DescribedLayout files, List<Integer> columns, Set<Long> asked) {
        return reading(files, () -> KnownCodes.of(readable(files), columns, asked));
    }

    /**
     * What would tell by how many days dates are moved; all records are read once.
     *
     * @param lookups by which a row's person is found, from the column that is said to have it
     */
    public MovedDates moved(DescribedLayout files, MovedDates.Columns columns, List<Lookup> lookups) {
        if (lookups.isEmpty()) {
            return reading(files, () -> MovedDates.of(readable(files), columns));
        }
        int place = files.layout().columns().size();
        return reading(
                files,
                () -> MovedDates.of(
                        lookedUp(files, columns.subject(), lookups)
                                .select(IntStream.rangeClosed(0, place)
                                        .mapToObj(each -> col(each == place ? LOOKED_UP : column(each)))
                                        .toArray(Column[]::new)),
                        new MovedDates.Columns(columns.dates(), columns.numbers(), place)));
    }

    /**
     * What rows of others are found for rows.
     *
     * @param column the place of the one that finds the first; the next is found by what that one has
     * @param group the place of a column whose rows should find the same
     */
    public LookedUp lookedUp(DescribedLayout files, int column, List<Lookup> lookups, OptionalInt group) {
        return reading(files, () -> {
            Dataset<Row> rows = lookedUp(files, column, lookups);
            Row counts = rows.agg(count(lit(1)), count(col(LOOKED_UP))).first();
            long split = group.isEmpty()
                    ? 0
                    : rows.where(col(column(group.getAsInt())).isNotNull())
                            .groupBy(column(group.getAsInt()))
                            .agg(min(LOOKED_UP).as("least"), max(LOOKED_UP).as("most"))
                            .where(col("least").notEqual(col("most")))
                            .count();
            return new LookedUp(counts.getLong(0), counts.getLong(1), split);
        });
    }

    /**
     * What was found.
     *
     * @param rows of the table
     * @param found those for which one value is found
     * @param split groups of which the rows find several
     */
    public record LookedUp(long rows, long found, long split) {}

    private Dataset<Row> lookedUp(DescribedLayout files, int column, List<Lookup> lookups) {
        Dataset<Row> rows = readable(files).withColumn(LOOKED_UP, col(column(column)));
        for (Lookup lookup : lookups) {
            rows = Lookup.replaced(
                    rows, LOOKED_UP, readable(lookup.files()), column(lookup.key()), column(lookup.value()));
        }
        return rows;
    }

    /**
     * Whether the values of columns are those of many people each.
     *
     * @param columns by their places
     * @param subject the place of the column with a row's person
     * @param people how many are many
     */
    public Map<Integer, Shared> shared(DescribedLayout files, List<Integer> columns, int subject, int people) {
        List<String> names = columns.stream().map(Discovery::column).toList();
        List<Shared> shared = reading(files, () -> KeyFacts.shared(readable(files), names, column(subject), people));
        Map<Integer, Shared> byPlace = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            byPlace.put(columns.get(i), shared.get(i));
        }
        return byPlace;
    }

    /**
     * How many rows of a column have a value of many people.
     *
     * @param values rows that have a value
     * @param rare those of them whose value fewer people have
     */
    public record Shared(long values, long rare) {

        /** The share of the rows with a value that many people have; 0 where there is no value. */
        public double share() {
            return values == 0 ? 0 : (double) (values - rare) / values;
        }
    }

    /** What the whole numbers of columns may be that count days, by their places; those that count none are left out. */
    public Map<Integer, String> dayNumbers(DescribedLayout files, List<Integer> columns) {
        return reading(files, () -> DayNumbers.of(readable(files), columns));
    }

    /** Of each pair of columns, the share of the rows in which the one's value stands within the other's. */
    public List<Double> within(DescribedLayout files, List<Pair> pairs) {
        return reading(files, () -> KeyFacts.within(readable(files), pairs));
    }

    /**
     * Two columns, by their places.
     *
     * @param part whose values may be parts of those of {@code whole}
     */
    public record Pair(int part, int whole) {}

    private Dataset<Row> readable(DescribedLayout files) {
        return rows(files).where(col(RecordColumns.UNREADABLE).isNull());
    }

    /** The records: columns by their places, and where each stands. */
    private Dataset<Row> rows(DescribedLayout files) {
        return rows.computeIfAbsent(files, first -> {
            List<ReadColumn> columns = new ArrayList<>();
            for (LayoutColumn each : files.layout().columns()) {
                String name = column(columns.size());
                columns.add(new ReadColumn(
                        name,
                        each.physicalName().isEmpty() ? name : each.physicalName(),
                        each.type(),
                        List.of(),
                        each.proof() == LayoutColumn.Proof.LOST
                                ? ReadColumn.OnBadValue.NULL_AND_WARN
                                : ReadColumn.OnBadValue.UNREADABLE));
            }
            if (files instanceof DescribedDatabaseTable table) {
                return DatabaseTable.of(
                                session.spark(),
                                databases.of(table.where()),
                                table.where(),
                                table.table(),
                                new ReadRequest(DatabaseTable.DIALECT, columns, MissingColumnPolicy.NULL),
                                DatabaseTable.Since.EVER)
                        .rows();
            }
            DescribedFiles written = (DescribedFiles) files;
            return FormatReaders.installed()
                    .of(files.layout().format())
                    .survey(
                            session.spark(),
                            written.files(),
                            new ReadRequest(written.dialect(), columns, MissingColumnPolicy.NULL))
                    .rows();
        });
    }

    static String column(int place) {
        return "c" + place;
    }

    private static <T> T reading(DescribedLayout described, Supplier<T> step) {
        return reading(described.name(), step);
    }

    private static <T> T reading(String name, Supplier<T> step) {
        try {
            return step.get();
        } catch (Exception e) { // Spark throws checked ones as if they were none
            Optional<UnreadableTableException> table = UnreadableTableException.causing(e);
            if (table.isPresent()) {
                throw table.get().toProblems(Place.of(name), "The database, or this table of it, cannot be read");
            }
            UnreadableSourceException cause =
                    UnreadableSourceException.causing(e).orElseThrow(() -> unchecked(e));
            throw ProblemsException.of(
                    Code.SOURCE_UNREADABLE,
                    Place.of(name),
                    "This file, or one like it, cannot be read",
                    cause.why(),
                    cause.remedy());
        }
    }

    private static RuntimeException unchecked(Exception failure) {
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    /** Lets databases go. */
    @Override
    public void close() {
        databases.close();
    }
}
