package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.WorkspaceFiles;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code relationships}: {@code table.column}, or a path such as {@code schema/table/properties/column} with a
 * file before it or not, whose parts are names or ids. Whether the other end exists is checked later, across contracts.
 */
public final class RelationshipReader {

    private static final String RELATIONSHIPS = "relationships";

    private final Map<String, WorkspaceFiles.Document> contracts;
    private final Problems problems;

    /** @param contracts every contract of the workspace, by path */
    public RelationshipReader(Map<String, WorkspaceFiles.Document> contracts, Problems problems) {
        this.contracts = contracts;
        this.problems = problems;
    }

    private record End(String table, String column) {}

    List<Table.Reference> of(YamlMap table, WorkspaceFiles.Document contract) {
        List<Table.Reference> references = new ArrayList<>();
        String name = table.textOrEmpty(ColumnReader.NAME);
        for (YamlMap column : table.maps("properties")) {
            for (YamlMap relationship : column.maps(RELATIONSHIPS)) {
                add(List.of(column.textOrEmpty(ColumnReader.NAME)), relationship, contract, references);
            }
        }
        for (YamlMap relationship : table.maps(RELATIONSHIPS)) {
            List<String> from = new ArrayList<>();
            for (End end : ends(relationship, "from", contract)) {
                if (!end.table().equals(name)) {
                    problems.add(
                            Code.UNKNOWN_NAME,
                            relationship.placeOf("from"),
                            "'from' names the table '" + end.table() + "'",
                            "the relationship stands on '" + name + "'",
                            "write " + name + "." + end.column());
                }
                from.add(end.column());
            }
            add(from, relationship, contract, references);
        }
        return references;
    }

    private void add(
            List<String> from,
            YamlMap relationship,
            WorkspaceFiles.Document contract,
            List<Table.Reference> references) {
        List<End> to = ends(relationship, "to", contract);
        if (from.isEmpty() || to.isEmpty()) {
            return; // reported already
        }
        Place place = relationship.placeOf("to");
        if (from.size() != to.size()) {
            problems.add(
                    Code.INVALID_VALUE,
                    place,
                    "the relationship pairs " + from.size() + " with " + to.size() + " columns",
                    "each column refers to one",
                    "name as many in 'to'");
            return;
        }
        List<String> columns = new ArrayList<>();
        for (End end : to) {
            if (!end.table().equals(to.get(0).table())) {
                problems.add(
                        Code.INVALID_VALUE,
                        place,
                        "the relationship goes to '" + to.get(0).table() + "' and '" + end.table() + "'",
                        "a reference has one parent",
                        "write a relationship for each");
                return;
            }
            columns.add(end.column());
        }
        references.add(new Table.Reference(from, to.get(0).table(), columns, place));
    }

    private List<End> ends(YamlMap relationship, String key, WorkspaceFiles.Document contract) {
        List<YamlNode> written =
                relationship.get(key).isPresent() && relationship.get(key).get() instanceof YamlList list
                        ? list.items()
                        : relationship.get(key).stream().toList();
        List<End> ends = new ArrayList<>();
        for (YamlNode node : written) {
            Optional<End> end = node instanceof YamlScalar scalar ? end(scalar, contract) : Optional.empty();
            if (end.isEmpty()) {
                return List.of();
            }
            ends.add(end.get());
        }
        return ends;
    }

    private Optional<End> end(YamlScalar scalar, WorkspaceFiles.Document contract) {
        String text = scalar.text();
        if (text.indexOf('/') < 0) {
            int dot = text.indexOf('.');
            return dot > 0 && dot == text.lastIndexOf('.') && dot < text.length() - 1
                    ? Optional.of(new End(text.substring(0, dot), text.substring(dot + 1)))
                    : Optional.empty(); // the standard's check has reported it
        }
        int hash = text.indexOf('#');
        WorkspaceFiles.Document target = contract;
        if (hash >= 0) {
            Optional<WorkspaceFiles.Document> other = file(scalar, text.substring(0, hash), contract);
            if (other.isEmpty()) {
                return Optional.empty();
            }
            target = other.get();
        }
        String path = text.substring(hash + 1);
        String[] parts = (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
        if (parts.length != 4 || !parts[0].equals("schema") || !parts[2].equals("properties")) {
            problems.add(
                    Code.UNSUPPORTED,
                    scalar.place(),
                    "the relationship's path is '" + path + "'",
                    "Weir follows references to a table's columns",
                    "write schema/table/properties/column");
            return Optional.empty();
        }
        Optional<YamlMap> table = named(target.root().maps("schema"), parts[1]);
        String tableName = table.map(map -> map.textOrEmpty(ColumnReader.NAME)).orElse(parts[1]);
        String columnName = table.flatMap(map -> named(map.maps("properties"), parts[3]))
                .map(map -> map.textOrEmpty(ColumnReader.NAME))
                .orElse(parts[3]);
        return Optional.of(new End(tableName, columnName));
    }

    private Optional<WorkspaceFiles.Document> file(YamlScalar scalar, String name, WorkspaceFiles.Document contract) {
        if (name.startsWith("http://") || name.startsWith("https://")) {
            problems.add(
                    Code.UNSUPPORTED,
                    scalar.place(),
                    "the relationship leads to the web",
                    "Weir reads a workspace's own files",
                    "put the contract into the workspace, and name its file");
            return Optional.empty();
        }
        WorkspaceFiles.Document other = contracts.get(TransformationReader.beside(contract.path(), name));
        if (other == null) {
            problems.add(
                    Code.MISSING_FILE,
                    scalar.place(),
                    "there is no contract '" + name + "'",
                    "the relationship names it, from the folder of '" + contract.path() + "'",
                    "name the right file");
        }
        return Optional.ofNullable(other);
    }

    private static Optional<YamlMap> named(List<YamlMap> elements, String name) {
        for (String key : List.of(ColumnReader.NAME, "id")) {
            for (YamlMap element : elements) {
                if (element.textOrEmpty(key).equals(name)) {
                    return Optional.of(element);
                }
            }
        }
        return Optional.empty();
    }
}
