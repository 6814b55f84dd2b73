package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlPolicy;
import dev.weir.contracts.sql.UserSql;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code row}: a predicate on one row of a table, and on its parent's where {@code join} names one. */
final class RowReader {

    /** What a predicate calls the parent's row. */
    private static final String PARENT = "parent";

    static final Field<String> ROW =
            Field.optional("row", FieldKinds.SOMETHING, "A predicate of Spark SQL on each row; NULL passes.");
    static final Field<String> WHERE = Field.optional("where", FieldKinds.SOMETHING, "Which rows a row rule is about.");
    static final Field<String> JOIN = Field.optional(
            "join",
            FieldKinds.SOMETHING,
            "The parent table of a relationship, or its columns with '+' between them: 'row' may name parent.column.");
    static final Field<List<YamlScalar>> COLUMNS = Field.optional(
            "columns",
            FieldKinds.listOf(FieldKinds.WRITTEN),
            "The columns to blame; those of the predicate by default.");

    private final TableColumns columns;
    private final List<Contract> product;
    private final ReadContext reading;
    private final Problems problems;

    /** @param product every contract of the product, for the parents */
    RowReader(Table table, List<Contract> product, ReadContext reading) {
        this.columns = new TableColumns(table, reading);
        this.product = List.copyOf(product);
        this.reading = reading;
        this.problems = reading.problems();
    }

    /** A relationship and its parent. */
    private record Joined(Rule.Reference reference, TableColumns parent) {}

    /** The check; empty when it cannot be made, which is then among the problems. */
    Optional<Rule.Check> read(YamlMap node, YamlScalar row) {
        Optional<Joined> joined = JOIN.isIn(node) ? join(node) : Optional.empty();
        if (JOIN.isIn(node) && joined.isEmpty()) {
            return Optional.empty();
        }
        Optional<SqlFacts> facts = facts("the predicate", row, joined);
        Optional<YamlScalar> where = WHERE.written(node);
        Optional<SqlFacts> condition = where.isEmpty() ? facts : facts("the 'where'", where.get(), joined);
        if (facts.isEmpty() || condition.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Rule.Row(
                row.text().strip(),
                where.map(written -> written.text().strip()),
                blamed(node, facts.get(), joined),
                joined.map(Joined::reference)));
    }

    private List<String> blamed(YamlMap node, SqlFacts facts, Optional<Joined> joined) {
        List<String> blamed = new ArrayList<>();
        if (!COLUMNS.isIn(node)) {
            for (List<String> mention : facts.mentions()) {
                if (!isParents(mention, joined)) {
                    columns.find(mention.get(0))
                            .map(Column::name)
                            .filter(real -> !blamed.contains(real))
                            .ifPresent(blamed::add);
                }
            }
            return blamed;
        }
        for (YamlScalar name : COLUMNS.or(node, List.of())) {
            columns.named(name).map(Column::name).ifPresent(blamed::add);
        }
        return blamed;
    }

    private static boolean isParents(List<String> mention, Optional<Joined> joined) {
        return joined.isPresent() && mention.size() > 1 && mention.get(0).equalsIgnoreCase(PARENT);
    }

    /** The relationship that {@code join} names, by its parent or by its columns. */
    private Optional<Joined> join(YamlMap node) {
        Optional<YamlScalar> name = JOIN.written(node);
        if (name.isEmpty()) {
            return Optional.empty(); // the file's check has reported it
        }
        Map<String, Table.Reference> byColumns = new LinkedHashMap<>();
        List<Table.Reference> byParent = new ArrayList<>();
        for (Table.Reference reference : columns.table().keys().references()) {
            byColumns.put(String.join("+", reference.columns()), reference);
            if (reference.parent().equals(name.get().text())) {
                byParent.add(reference);
            }
        }
        if (byParent.size() > 1) {
            problems.add(
                    Code.INVALID_RULE,
                    name.get().place(),
                    "'join' names the table '" + name.get().text() + "'",
                    byParent.size() + " relationships of '" + columns.table().name() + "' go to it",
                    "name the columns of one: "
                            + String.join(
                                    " or ",
                                    byParent.stream()
                                            .map(reference -> String.join("+", reference.columns()))
                                            .toList()));
            return Optional.empty();
        }
        Table.Reference reference =
                byParent.isEmpty() ? byColumns.get(name.get().text()) : byParent.get(0);
        if (reference == null) {
            unknownJoin(name.get(), byColumns);
            return Optional.empty();
        }
        return parentOf(reference, name.get());
    }

    private void unknownJoin(YamlScalar name, Map<String, Table.Reference> byColumns) {
        List<String> names = new ArrayList<>(
                byColumns.values().stream().map(Table.Reference::parent).toList());
        names.addAll(byColumns.keySet());
        problems.add(
                Code.UNKNOWN_NAME,
                name.place(),
                "'join' names '" + name.text() + "'",
                names.isEmpty()
                        ? "the contract declares no relationship of '"
                                + columns.table().name() + "'"
                        : "it names a relationship of the table, by its parent or by its columns",
                names.isEmpty()
                        ? "declare it under 'relationships'"
                        : NearestName.remedy(name.text(), names, "write one of " + String.join(", ", names)));
    }

    private Optional<Joined> parentOf(Table.Reference reference, YamlScalar name) {
        for (Contract contract : product) {
            Optional<Table> parent = contract.table(reference.parent());
            if (parent.isPresent()) {
                if (columns.find(PARENT).isPresent()) {
                    problems.add(
                            Code.INVALID_RULE,
                            name.place(),
                            "'join' stands in a rule of '" + columns.table().name() + "', which has a column 'parent'",
                            "a predicate calls the parent's columns parent.<name>, and could mean either",
                            "rename the column, or bring the parent's value into the row in the transformation");
                    return Optional.empty();
                }
                return Optional.of(new Joined(
                        new Rule.Reference(reference.columns(), reference.parent(), reference.parentColumns()),
                        new TableColumns(parent.get(), reading)));
            }
        }
        return Optional.empty(); // the product's check has reported it
    }

    private Optional<SqlFacts> facts(String name, YamlScalar expression, Optional<Joined> joined) {
        SqlPolicy.Outcome read = reading.gate().expression(new UserSql(expression.text(), name, expression::at));
        read.problems().forEach(problems::add);
        if (read.facts().isEmpty()) {
            return Optional.empty();
        }
        SqlFacts facts = read.facts().get();
        boolean right = read.problems().isEmpty();
        if (facts.shape() == SqlFacts.Shape.GENERAL || !facts.tables().isEmpty()) {
            right = false;
            problems.add(
                    Code.INVALID_RULE,
                    expression.place(),
                    name + " needs more than the row",
                    "'row' judges one row by its own columns, and by those of a parent with 'join'",
                    "write a 'check', or bring the value into the row in the transformation");
        }
        for (List<String> mention : facts.mentions()) {
            right &= isKnown(mention, expression, joined);
        }
        return right ? Optional.of(facts) : Optional.empty();
    }

    private boolean isKnown(List<String> mention, YamlScalar expression, Optional<Joined> joined) {
        if (joined.isPresent() && isParents(mention, joined)) {
            String name = mention.get(1);
            return joined.get().parent().named(name, placeOf(name, expression)).isPresent();
        }
        String name = mention.get(0);
        if (columns.find(name).isPresent()) {
            return true;
        }
        if (columns.isUnread(name)) {
            return false;
        }
        Optional<String> related = columns.table().keys().references().stream()
                .map(Table.Reference::parent)
                .filter(parent -> parent.equalsIgnoreCase(name))
                .findFirst();
        boolean parents = mention.size() > 1 && (related.isPresent() || name.equalsIgnoreCase(PARENT));
        if (parents) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    placeOf(name, expression),
                    "the rule names '" + String.join(".", mention) + "'",
                    "columns of another table are there only through 'join', under the name parent",
                    (joined.isPresent() ? "" : "add 'join: " + related.orElse("<the parent table>") + "' and ")
                            + "write parent."
                            + mention.get(1));
        } else {
            columns.reportUnknown(name, placeOf(name, expression));
        }
        return false;
    }

    private static Place placeOf(String name, YamlScalar expression) {
        int at = expression.text().toLowerCase(Locale.ROOT).indexOf(name.toLowerCase(Locale.ROOT));
        if (at < 0) {
            return expression.place();
        }
        String before = expression.text().substring(0, at);
        int line =
                1 + (int) before.chars().filter(character -> character == '\n').count();
        return expression.at(line, at - before.lastIndexOf('\n'));
    }
}
