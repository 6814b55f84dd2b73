package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code depends}: rows that are equal in some columns are equal in another. */
final class DependsReader {

    private static final Field<List<YamlScalar>> ON = Field.required("on", FieldKinds.someOf(FieldKinds.WRITTEN));
    private static final Field<String> COLUMN = Field.required("column", FieldKinds.SOMETHING);
    private static final Field<String> BY = Field.optional("by", FieldKinds.oneOf("majority"));

    static final Field<YamlMap> DEPENDS = Field.optional(
            "depends",
            FieldKinds.object(Shape.of("a dependency", RuleFiles.BOOK, ON, COLUMN, BY)),
            "Rows that are equal in some columns are equal in another.");

    private final TableColumns columns;
    private final ReadContext reading;

    DependsReader(Table table, ReadContext reading) {
        this.columns = new TableColumns(table, reading);
        this.reading = reading;
    }

    /** The check; empty when it cannot be made, which is then among the problems. */
    Optional<Rule.Check> read(YamlMap depends) {
        List<String> on = new ArrayList<>();
        List<YamlScalar> names = ON.or(depends, List.of());
        boolean right = !names.isEmpty();
        for (YamlScalar name : names) {
            Optional<Column> column = comparable(name);
            if (column.isEmpty()) {
                right = false;
            } else if (on.contains(column.get().name())) {
                right = false;
                report(name, "'on' names the column '" + name.text() + "' twice", "once decides", "take one out");
            } else {
                on.add(column.get().name());
            }
        }
        Optional<YamlScalar> written = COLUMN.written(depends);
        Optional<Column> column = written.flatMap(this::comparable);
        if (written.isEmpty() || column.isEmpty() || !right) {
            return Optional.empty();
        }
        if (on.contains(column.get().name())) {
            report(
                    written.get(),
                    "the column '" + column.get().name() + "' depends on itself",
                    "it stands in 'on' as well, so the rule always holds",
                    "take it out of 'on'");
            return Optional.empty();
        }
        return Optional.of(new Rule.Depends(on, column.get().name()));
    }

    private Optional<Column> comparable(YamlScalar name) {
        Optional<Column> column = columns.named(name);
        if (column.isPresent() && column.get().type() instanceof DataType.Structure) {
            reading.problems()
                    .add(
                            Code.TYPE_MISMATCH,
                            name.place(),
                            "a dependency names the column '" + column.get().name() + "'",
                            "its type is " + column.get().type().display() + ", and objects are not compared",
                            "name a column with single values");
            return Optional.empty();
        }
        return column;
    }

    private void report(YamlScalar name, String what, String why, String remedy) {
        reading.problems().add(Code.INVALID_RULE, name.place(), what, why, remedy);
    }
}
