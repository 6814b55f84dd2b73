package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.NameForms;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.base.WorkspaceFiles;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlPolicy;
import dev.weir.contracts.sql.UserSql;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads how a product's table comes about: a query in a file, or an expression on each column. */
public final class TransformationReader {

    private static final String TABLE_TYPE = "a product's table comes from one query";

    private final ReadContext reading;
    private final Problems problems;

    TransformationReader(ReadContext reading) {
        this.reading = reading;
        this.problems = reading.problems();
    }

    /**
     * A query.
     *
     * @param file the file that it stands in, when it is not the contract
     * @param rowWise what it mentions, when each of its rows comes from one row of one table
     * @param casts those in its SELECT list, when each of its rows comes from one row of one table
     */
    record Read(Table.Query query, Optional<HashedFile> file, Optional<RowWise> rowWise, List<WrittenCast> casts) {
        Read {
            casts = List.copyOf(casts);
        }

        private Read(Table.Query query) {
            this(query, Optional.empty(), Optional.empty(), List.of());
        }
    }

    /** The columns that a row-wise query in a file mentions. */
    public record RowWise(String path, String sql, List<String> columns) {
        public RowWise {
            columns = List.copyOf(columns);
        }

        /** Where a column is mentioned first. */
        public Place placeOf(String column) {
            return placeIn(path, sql, column.toLowerCase(Locale.ROOT));
        }
    }

    /** The query of a table; one without inputs when there is none that is right, which is then among the problems. */
    Read read(YamlMap table, String contractPath) {
        Optional<YamlScalar> file = WeirProperties.text(table, WeirProperties.QUERY, problems);
        List<YamlMap> withLogic = table.maps("properties").stream()
                .filter(column -> column.text(ColumnReader.TRANSFORM_LOGIC).isPresent()
                        || !column.scalars(ColumnReader.TRANSFORM_SOURCES).isEmpty())
                .toList();
        if (file.isPresent()) {
            for (YamlMap column : withLogic) {
                problems.add(
                        Code.INVALID_VALUE,
                        column.placeOf(
                                column.has(ColumnReader.TRANSFORM_LOGIC)
                                        ? ColumnReader.TRANSFORM_LOGIC
                                        : ColumnReader.TRANSFORM_SOURCES),
                        "the column '" + column.textOrEmpty(ColumnReader.NAME) + "' says how it comes about",
                        "its table has 'weirQuery', which says it for every column",
                        "keep one of the two");
            }
            return fromFile(file.get(), contractPath);
        }
        if (!withLogic.isEmpty()) {
            return fromColumns(table, withLogic);
        }
        if (WeirProperties.of(table, WeirProperties.QUERY).isEmpty()) {
            problems.add(
                    Code.MISSING_FIELD,
                    table.place(),
                    "the table '" + table.textOrEmpty(ColumnReader.NAME) + "' has no transformation",
                    TABLE_TYPE,
                    "add the custom property 'weirQuery' with a .sql file, or 'transformLogic' to its columns");
        }
        return new Read(nothing(table.place()));
    }

    private static Table.Query nothing(Place place) {
        return new Table.Query("", List.of(), place);
    }

    private Read fromFile(YamlScalar name, String contractPath) {
        String path = beside(contractPath, name.text());
        if (path.isEmpty() || !name.text().endsWith(".sql")) {
            problems.add(
                    Code.INVALID_VALUE,
                    name.place(),
                    "'weirQuery' is '" + name.text() + "'",
                    "it names a .sql file of this workspace, from the contract's folder",
                    "write such as encounters.sql");
            return new Read(nothing(name.place()));
        }
        if (!reading.folder().has(path)) {
            problems.add(
                    Code.MISSING_FILE,
                    name.place(),
                    "there is no file '" + path + "'",
                    "'weirQuery' names it",
                    "write the query there, or name the right file");
            return new Read(nothing(name.place()));
        }
        Optional<WorkspaceFiles.Text> text = reading.folder().text(path);
        if (text.isEmpty()) {
            return new Read(nothing(name.place()));
        }
        return parse(text.get());
    }

    private Read parse(WorkspaceFiles.Text file) {
        String path = file.file().path();
        String sql = file.text();
        Place start = new Place(path, 1, 1);
        if (sql.isBlank()) {
            problems.add(Code.INVALID_SQL, start, "'" + path + "' is empty", TABLE_TYPE, "write a SELECT");
            return new Read(nothing(start), Optional.of(file.file()), Optional.empty(), List.of());
        }
        UserSql.Places places = (line, column) -> new Place(path, line, column);
        SqlPolicy.Outcome read = reading.gate().query(new UserSql(sql, "'" + path + "'", places));
        read.problems().forEach(problems::add);
        if (read.facts().isEmpty()) {
            return new Read(nothing(start), Optional.of(file.file()), Optional.empty(), List.of());
        }
        SqlFacts facts = read.facts().get();
        List<String> inputs = facts.tables().stream()
                .map(table -> table.replace("`", ""))
                .distinct()
                .toList();
        boolean isRowWise = facts.shape() == SqlFacts.Shape.ROW_WISE;
        return new Read(
                new Table.Query(sql, inputs, start),
                Optional.of(file.file()),
                isRowWise ? Optional.of(new RowWise(path, sql, facts.columns())) : Optional.empty(),
                isRowWise ? WrittenCast.of(facts, places) : List.of());
    }

    private Read fromColumns(YamlMap table, List<YamlMap> withLogic) {
        Map<String, Place> sources = new LinkedHashMap<>();
        for (YamlMap column : withLogic) {
            for (YamlScalar source : column.scalars(ColumnReader.TRANSFORM_SOURCES)) {
                sources.putIfAbsent(source.text(), source.place());
            }
        }
        if (sources.size() != 1) {
            problems.add(
                    sources.isEmpty() ? Code.MISSING_FIELD : Code.UNSUPPORTED,
                    sources.isEmpty()
                            ? withLogic.get(0).place()
                            : List.copyOf(sources.values()).get(1),
                    sources.isEmpty()
                            ? "no column of '" + table.textOrEmpty(ColumnReader.NAME) + "' has 'transformSourceObjects'"
                            : "the columns come from " + String.join(" and ", sources.keySet()),
                    "'transformLogic' reads one table",
                    sources.isEmpty()
                            ? "add 'transformSourceObjects' with the table's name to one of them"
                            : "write the join as a query and name it in 'weirQuery'");
        }
        StringBuilder sql = new StringBuilder("SELECT ");
        String separator = "";
        List<WrittenCast> casts = new ArrayList<>();
        boolean isRowWise = true;
        for (YamlMap column : table.maps("properties")) {
            Optional<YamlScalar> name = column.text(ColumnReader.NAME);
            if (name.isPresent()) {
                Optional<YamlScalar> logic = column.text(ColumnReader.TRANSFORM_LOGIC);
                if (logic.isPresent()) {
                    Optional<SqlFacts> facts = expression(logic.get());
                    isRowWise &= facts.map(SqlFacts::shape).equals(Optional.of(SqlFacts.Shape.ROW_WISE));
                    facts.ifPresent(known ->
                            casts.addAll(WrittenCast.of(known, name.get().text(), logic.get()::at)));
                }
                String quoted = SqlWriter.quoted(name.get().text());
                sql.append(separator);
                separator = ",\n       ";
                if (logic.isPresent()) {
                    // A line of its own ends a comment.
                    sql.append(logic.get().text().strip())
                            .append("\n       AS ")
                            .append(quoted);
                } else {
                    sql.append(quoted);
                }
            }
        }
        List<String> inputs = sources.isEmpty()
                ? List.of()
                : List.of(List.copyOf(sources.keySet()).get(0));
        if (!inputs.isEmpty()) {
            sql.append("\nFROM ").append(relation(inputs.get(0)));
        }
        Place place = withLogic.get(0).place();
        return inputs.isEmpty()
                ? new Read(nothing(place))
                : new Read(
                        new Table.Query(sql.toString(), inputs, place),
                        Optional.empty(),
                        Optional.empty(),
                        isRowWise ? casts : List.of());
    }

    private Optional<SqlFacts> expression(YamlScalar logic) {
        SqlPolicy.Outcome read = reading.gate().expression(new UserSql(logic.text(), "'transformLogic'", logic::at));
        read.problems().forEach(problems::add);
        return read.facts();
    }

    /** Quotes a name's parts where they are no plain words. */
    private static String relation(String name) {
        StringBuilder quoted = new StringBuilder();
        for (String part : name.split("\\.", -1)) {
            quoted.append(quoted.length() == 0 ? "" : ".")
                    .append(NameForms.isPlain(part) ? part : SqlWriter.quoted(part));
        }
        return quoted.toString();
    }

    /** The path of a file named from the contract's folder; empty when it leaves the workspace. */
    static String beside(String contractPath, String name) {
        List<String> parts = new ArrayList<>(List.of(contractPath.split("/")));
        parts.remove(parts.size() - 1);
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return "";
                }
                parts.remove(parts.size() - 1);
            } else if (part.isEmpty()) {
                return "";
            } else if (!part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private static Place placeIn(String path, String sql, String word) {
        String lower = sql.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
            boolean begins = at == 0 || !Character.isJavaIdentifierPart(lower.charAt(at - 1));
            int end = at + word.length();
            if (begins && (end == lower.length() || !Character.isJavaIdentifierPart(lower.charAt(end)))) {
                int line = 1
                        + (int) sql.substring(0, at)
                                .chars()
                                .filter(character -> character == '\n')
                                .count();
                return new Place(path, line, at - sql.lastIndexOf('\n', at));
            }
        }
        return new Place(path, 1, 1);
    }
}
