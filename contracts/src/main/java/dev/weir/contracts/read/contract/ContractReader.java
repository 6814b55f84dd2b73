package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Load;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.format.AddedTableFormat;
import dev.weir.contracts.read.base.NameForms;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.base.WorkspaceFiles;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what Weir needs of an ODCS contract. */
public final class ContractReader {

    private static final List<String> DESCRIPTION =
            List.of("usage", "purpose", "limitations", "authoritativeDefinitions", "customProperties");
    private static final String SCHEMA = "schema";
    private static final String PRIMARY_KEY_POSITION = "primaryKeyPosition";
    private static final Field<BigDecimal> AT_MOST = Field.required("atMost", FieldKinds.PART);
    private static final Shape UNREADABLE = Shape.of("weirUnreadable", "Weir", AT_MOST);

    private final ReadContext reading;
    private final Problems problems;
    private final RelationshipReader references;
    private final TransformationReader transformations;

    public ContractReader(ReadContext reading, RelationshipReader references) {
        this.reading = reading;
        this.problems = reading.problems();
        this.references = references;
        this.transformations = new TransformationReader(reading);
    }

    /**
     * A contract, the rules that it states, the files of its transformations, and of row-wise ones what they mention and
     * cast, by table.
     */
    public record Read(
            Contract contract,
            List<Rule> rules,
            List<HashedFile> files,
            Map<String, TransformationReader.RowWise> rowWise,
            Map<String, List<WrittenCast>> casts) {
        public Read {
            rules = List.copyOf(rules);
            files = List.copyOf(files);
            rowWise = Map.copyOf(rowWise);
            casts = Map.copyOf(casts);
        }
    }

    /** Reads one contract; what is wrong with it is added to the problems. */
    public Read read(WorkspaceFiles.Document document, ContractSide side) {
        YamlMap root = document.root();
        Contract.About about = about(root);
        List<Table> tables = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        List<HashedFile> files = new ArrayList<>();
        Map<String, TransformationReader.RowWise> rowWise = new HashMap<>();
        Map<String, List<WrittenCast>> casts = new HashMap<>();
        if (root.maps(SCHEMA).isEmpty()) {
            problems.add(
                    Code.MISSING_FIELD,
                    root.placeOf(SCHEMA),
                    "the contract '" + root.textOrEmpty("id") + "' has no table",
                    "a contract without 'schema' says nothing to check",
                    "add 'schema' with a table");
        }
        for (YamlMap node : root.maps(SCHEMA)) {
            Optional<Table> table = table(node, document, side, files, rowWise, casts);
            if (table.isPresent()) {
                tables.add(table.get());
                if (side == ContractSide.PRODUCT) {
                    rules.addAll(DerivedRules.ofTable(
                            table.get(), node, casts.getOrDefault(table.get().name(), List.of()), about, reading));
                } else {
                    DerivedRules.noneOnSource(node, problems);
                }
            }
        }
        if (side == ContractSide.PRODUCT) {
            rules.addAll(
                    new ServiceLevels(tables, DerivedRules.owner(about), reading).rules(root.maps("slaProperties")));
        }
        Contract contract = new Contract(
                root.textOrEmpty("id"), root.textOrEmpty("version"), about, tables, terms(root, side), document.file());
        return new Read(contract, rules, files, rowWise, casts);
    }

    private Contract.About about(YamlMap root) {
        YamlMap description = root.map("description").orElse(new YamlMap(Map.of(), root.place()));
        description.entries().forEach((key, entry) -> {
            if (!DESCRIPTION.contains(key)) {
                problems.add(
                        Code.UNKNOWN_FIELD,
                        entry.key(),
                        "'" + key + "' is no field of the description",
                        "the standard leaves it open, and Weir would not show it",
                        NearestName.remedy(key, DESCRIPTION, "move it into 'customProperties'"));
            }
        });
        List<String> owners = new ArrayList<>();
        List<YamlMap> members =
                root.map("team").map(team -> team.maps("members")).orElse(root.maps("team"));
        for (YamlMap member : members) {
            member.text("username").ifPresent(name -> owners.add(name.text()));
        }
        return new Contract.About(
                root.text("name").map(YamlScalar::text).orElse(root.textOrEmpty("id")),
                root.textOrEmpty("status"),
                description.textOrEmpty("purpose"),
                description.textOrEmpty("limitations"),
                description.textOrEmpty("usage"),
                owners);
    }

    private Contract.Terms terms(YamlMap root, ContractSide side) {
        Optional<String> format = WeirProperties.word(root, WeirProperties.FORMAT, AddedTableFormat.names(), problems);
        Optional<YamlNode> grade = WeirProperties.of(root, WeirProperties.GRADE);
        if (side == ContractSide.SOURCE) {
            WeirProperties.of(root, WeirProperties.FORMAT)
                    .ifPresent(value -> problems.add(
                            Code.INVALID_VALUE,
                            value.place(),
                            "'weirFormat' stands in a source's contract",
                            "it says how released tables are kept",
                            "move it to the product's contract; a source's format stands on its server"));
        }
        List<String> levels = new ArrayList<>();
        for (YamlMap level : root.maps("slaProperties")) {
            String value = level.scalar("value").map(YamlScalar::text).orElse("");
            String line = level.textOrEmpty("property") + " = " + value + " " + level.textOrEmpty("unit");
            levels.add(line.strip());
        }
        return new Contract.Terms(
                format.map(TableFormat::new),
                grade.flatMap(value -> new GradeReader(problems).read(value)),
                levels,
                side == ContractSide.SOURCE
                        ? Contract.Schedule.NONE
                        : new ScheduleReader(problems).read(root.maps("slaProperties")));
    }

    private Optional<Table> table(
            YamlMap node,
            WorkspaceFiles.Document document,
            ContractSide side,
            List<HashedFile> files,
            Map<String, TransformationReader.RowWise> rowWise,
            Map<String, List<WrittenCast>> casts) {
        String name = node.textOrEmpty(ColumnReader.NAME);
        if (!name.isEmpty() && (!NameForms.isPlain(name) || name.startsWith("source__") || name.endsWith("__warned"))) {
            problems.add(
                    Code.INVALID_VALUE,
                    node.placeOf(ColumnReader.NAME),
                    "the table is called '" + name + "'",
                    "names of tables are letters, digits and '_', begin with no digit, nor with 'source__', and do not"
                            + " end in '__warned'",
                    "rename it; 'physicalName' can say what a source's files are called");
        }
        List<Column> columns = columns(node, name, side);
        Table.Making making;
        if (side == ContractSide.SOURCE) {
            making = new Table.Files(
                    node.text(ColumnReader.PHYSICAL_NAME).map(YamlScalar::text), readable(node), without(node));
            forProductsOnly(node);
        } else {
            TransformationReader.Read query = transformations.read(node, document.path());
            making = query.query().loadedBy(load(node, columns, query.query()));
            WeirProperties.of(node, WeirProperties.UNREADABLE)
                    .ifPresent(value -> problems.add(
                            Code.INVALID_VALUE,
                            value.place(),
                            "'weirUnreadable' stands on a product's table",
                            "it says how many records of a source's files may be unreadable",
                            "move it to the source's table"));
            WeirProperties.of(node, WeirProperties.READ)
                    .ifPresent(value -> problems.add(
                            Code.INVALID_VALUE,
                            value.place(),
                            "'weirRead' stands on a product's table",
                            "it says how a source's table in a database is read",
                            "move it to the source's table"));
            query.rowWise().ifPresent(mentions -> rowWise.put(name, mentions));
            casts.put(name, query.casts());
            query.file().ifPresent(files::add);
        }
        Optional<YamlScalar> whose = WeirProperties.text(node, WeirProperties.SUBJECT, problems);
        boolean isSubjectUnknown = whose.filter(
                        said -> said.text().equals(Table.Keys.UNKNOWN_SUBJECT) && !has(columns, said.text()))
                .isPresent();
        Optional<String> subject = isSubjectUnknown ? Optional.empty() : subject(node, whose, columns);
        if (name.isEmpty() || columns.isEmpty()) {
            reading.isUnread(name);
            if (node.maps("properties").isEmpty()) {
                problems.add(
                        Code.MISSING_FIELD,
                        node.place(),
                        "the table '" + name + "' has no column",
                        "Weir reads and checks columns",
                        "add 'properties' with its columns");
            }
            return Optional.empty();
        }
        Table.Keys keys = new Table.Keys(
                primary(node, columns),
                side == ContractSide.SOURCE ? List.of() : references.of(node, document),
                subject,
                isSubjectUnknown,
                minors(node, side));
        Place place = node.placeOf(ColumnReader.NAME);
        return Optional.of(new Table(name, node.textOrEmpty(ColumnReader.DESCRIPTION), columns, keys, making, place));
    }

    private List<Column> columns(YamlMap node, String table, ContractSide side) {
        ColumnReader reader = new ColumnReader(problems, reading.naming());
        Map<String, Column> seen = new HashMap<>();
        List<Column> columns = new ArrayList<>();
        for (YamlMap property : node.maps("properties")) {
            Optional<Column> column = reader.read(property, side);
            if (column.isEmpty()) {
                reading.isUnread(table + "." + property.textOrEmpty(ColumnReader.NAME));
                continue;
            }
            if (isMisspelt(property, ColumnReader.CLASSIFICATION)) {
                reading.isUnread(table + "." + column.get().name());
            }
            Column same = seen.putIfAbsent(column.get().name().toLowerCase(Locale.ROOT), column.get());
            if (same == null) {
                columns.add(column.get());
            } else {
                problems.add(
                        Code.DUPLICATE_NAME,
                        column.get().place(),
                        "the table '" + table + "' has two columns '"
                                + column.get().name() + "'",
                        "the other stands in line " + same.place().line()
                                + ", and Spark does not tell upper from lower case",
                        "rename one of them");
            }
        }
        return columns;
    }

    /** Whether a key is missing where another is nearly it: that is reported once, under its wrong name. */
    private static boolean isMisspelt(YamlMap map, String key) {
        return !map.has(key)
                && map.entries().keySet().stream()
                        .anyMatch(
                                written -> NearestName.to(written, List.of(key)).isPresent());
    }

    private List<String> primary(YamlMap node, List<Column> columns) {
        record Part(String name, int position) {}
        List<Part> parts = new ArrayList<>();
        for (YamlMap property : node.maps("properties")) {
            String name = property.textOrEmpty(ColumnReader.NAME);
            if (property.isTrue(ColumnReader.PRIMARY_KEY)
                    && columns.stream().anyMatch(column -> column.name().equals(name))) {
                int position = property.scalar(PRIMARY_KEY_POSITION)
                        .flatMap(YamlScalar::whole)
                        .map(whole -> whole.bitLength() < 31 ? whole.intValue() : Integer.MAX_VALUE)
                        .orElse(Integer.MAX_VALUE);
                if (position != Integer.MAX_VALUE && parts.stream().anyMatch(part -> part.position() == position)) {
                    problems.add(
                            Code.DUPLICATE_NAME,
                            property.placeOf(PRIMARY_KEY_POSITION),
                            "two columns have the primaryKeyPosition " + position,
                            "a position holds one column",
                            "count them from 1");
                }
                parts.add(new Part(name, position));
            }
        }
        parts.sort(Comparator.comparingInt(Part::position));
        return parts.stream().map(Part::name).toList();
    }

    private static boolean has(List<Column> columns, String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    private Optional<String> subject(YamlMap node, Optional<YamlScalar> subject, List<Column> columns) {
        if (subject.isPresent()
                && !has(columns, subject.get().text())
                && !reading.wasUnread(node.textOrEmpty(ColumnReader.NAME) + "."
                        + subject.get().text())) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    subject.get().place(),
                    "'weirSubject' names the column '" + subject.get().text() + "'",
                    "the table '" + node.textOrEmpty(ColumnReader.NAME) + "' has no such column",
                    NearestName.remedy(
                            subject.get().text(),
                            columns.stream().map(Column::name).toList(),
                            "name one of them, or '" + Table.Keys.UNKNOWN_SUBJECT + "' where no column says it"));
        }
        return subject.map(YamlScalar::text);
    }

    private Load load(YamlMap node, List<Column> columns, Table.Query query) {
        return WeirProperties.of(node, WeirProperties.LOAD)
                .map(value -> new LoadReader(node.textOrEmpty(ColumnReader.NAME), columns, reading)
                        .read(value, primary(node, columns), query.inputs()))
                .orElse(Load.usual());
    }

    private Table.Minors minors(YamlMap node, ContractSide side) {
        // On a source's table the word is refused by itself.
        return side == ContractSide.SOURCE
                ? Table.Minors.KEEP
                : WeirProperties.word(node, WeirProperties.MINORS, List.of("keep", "drop"), problems)
                        .map(word -> Table.Minors.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Table.Minors.KEEP);
    }

    /** The share of records that has to be readable: all but what {@code weirUnreadable} bears. */
    private double readable(YamlMap node) {
        Optional<YamlNode> value = WeirProperties.of(node, WeirProperties.UNREADABLE);
        if (value.isEmpty()) {
            return Table.Files.USUALLY_READABLE;
        }
        UNREADABLE.check(value.get(), problems);
        return Optional.of(value.get())
                .filter(YamlMap.class::isInstance)
                .flatMap(map -> AT_MOST.in((YamlMap) map))
                .map(atMost -> BigDecimal.ONE.subtract(atMost).doubleValue())
                .orElse(Table.Files.USUALLY_READABLE); // which has been reported
    }

    private Table.Files.Without without(YamlMap node) {
        return WeirProperties.word(node, WeirProperties.EMPTY, List.of("block", "allow"), problems)
                .filter("allow"::equals)
                .map(word -> Table.Files.Without.EMPTY)
                .orElse(Table.Files.Without.FAULT);
    }

    private void forProductsOnly(YamlMap node) {
        for (String property : List.of(WeirProperties.QUERY, WeirProperties.LOAD, WeirProperties.MINORS)) {
            Optional<YamlNode> value = WeirProperties.of(node, property);
            if (value.isPresent()) {
                problems.add(
                        Code.INVALID_VALUE,
                        value.get().place(),
                        "'" + property + "' stands on a source's table",
                        "a source's table lies in files",
                        "move it to the product's table");
            }
        }
    }
}
